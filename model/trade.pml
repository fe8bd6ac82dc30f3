/*
 * One trade between its till, two payers and their branches, as Spin checks it: `npm run model`.
 *
 * The till's table is not written here: model/table.ts makes table.pml from protocol/trade/trade.ts itself.
 * Written here is what stands around it: terminals, branches, outbox, questions, and a network that loses,
 * repeats, delays and reorders whatever it likes.
 *
 * A message once sent stays in a set (granted, asked, said…) and may arrive from it at any later time, any
 * number of times, or never. A crash loses an answer or a request, never what is stored; so it is a loss.
 * No clock is trusted: each event chooses afresh whether the till finds the deadline past, and the branch
 * refuses (funds, limits, too late by its own clock) whenever it likes.
 *
 * FAULT seeds one fault, PROPERTY checks one property alone, CUT takes one of the two nets of [LE9] away; the
 * choices are data in faults.ts.
 */

#ifndef FAULT
#define FAULT no_fault
#endif
#ifndef PROPERTY
#define PROPERTY every_property
#endif
#ifndef CUT
#define CUT nothing
#endif

#define ATTEMPTS 3          /* then the table itself says attempts_exhausted: see table.ts */
#define A 0
#define B 1
#define NOBODY 2

#define SEEDED(f) (FAULT == f)
#define HAS(set, n) (((set) >> (n)) & 1)
#define PUT(set, n) set = set | (1 << (n))
#define TAKE(set, n) set = set & (255 - (1 << (n)))
#define OF(p, n) ((p) * (ATTEMPTS + 1) + (n))

/* The till's states, the reasons of `ending`, what a branch records; a word may be two of these. */
mtype = { none, open, claimed, ending, settled, cancelled, declined, expired, released, refused, void };

/* What CUT may be. */
mtype = { nothing, the_outbox, the_questions };

/* What PROPERTY may be; at_last looks at nothing after a step, only at an LTL claim. */
mtype = { every_property, at_last,
  settled_once, only_confirmed, money_conserved, end_agrees, attempt_earned, word_kept, till_sound };

/* What FAULT may be; faults.ts says each in a sentence. */
mtype = { no_fault,
  duplicate_not_looked_up, void_not_recorded, refusal_not_stored, grant_not_bound, key_not_checked,
  credit_before_decision, receipt_before_stored, outbox_entry_missing, outbox_forgets,
  cancel_without_asking, release_without_asking, ended_by_the_tills_clock, settled_ignored_while_ending,
  second_payer_admitted, grant_before_stored, late_word_taken_for_new, credited_again,
  acknowledged_before_stored, asked_only_once, alarm_not_stored, deadline_forgotten };

/* TILL, stored. `claimant` is the account that the claim binds; `attempt` is 0 once the trade ended unpaid. */
mtype till = open;
byte attempt = 1;
byte claimant = NOBODY;
mtype reason = none;
byte credited = 0;                       /* how often the shop was credited */

/* BRANCHES, stored: of account p, sets of attempts are indexed by p, records by OF(p, n). */
mtype recorded[8] = none;
byte debited[2];                         /* the attempts for which account p paid */
byte outbox[2];                          /* decided attempts that the till has not acknowledged */
byte debits = 0;                         /* how often money left an account */

/* TERMINALS, stored before it is sent. */
byte confirmed[2];                       /* attempts for which p signed */

/* THE NETWORK: what was ever sent, as sets of attempts. */
byte granted[2];                         /* grants made for p */
byte asked[2];                           /* the till's questions about p's attempt */
byte said_settled[2], said_refused[2], said_void[2];
bool healed = false;                     /* from then on a request and its answer arrive */

bool robbed = false;                     /* an account paid without its own key's signature */

#include "table.pml"

/* ---- What must never be, looked at after every step ---- */

#define ENDED_UNPAID (till == cancelled || till == declined || till == expired)
#define OVER (ENDED_UNPAID || till == settled)
#define CLAIMED (till == claimed || till == ending)
#define AT_REST (outbox[A] == 0 && outbox[B] == 0 && !CLAIMED)
#define UNPAID_FOR_EVER(p, n) (recorded[OF(p, n)] == refused || recorded[OF(p, n)] == void)
#define EARNED(n) (attempt <= n || UNPAID_FOR_EVER(A, n) || UNPAID_FOR_EVER(B, n))
#define KEPT(p) (((said_refused[p] | said_void[p]) & debited[p]) == 0 && (said_settled[p] & ~debited[p]) == 0)

inline holds(property, truth) {
  if
  :: (PROPERTY == every_property || PROPERTY == property) && !(truth) ->
     printf("violated: %e\n", property);
     assert(false)
  :: else
  fi
}

inline look() {
  /* [TR9] never two debits for one trade, over all accounts and attempts */
  holds(settled_once, debits <= 1);
  /* no account pays but on its own payer's signature */
  holds(only_confirmed, !robbed);
  /* no credit without its debit, and once everything is at rest no debit without its credit */
  holds(money_conserved, credited <= debits && (!AT_REST || credited == debits));
  /* till and branch agree how it ended: unpaid means no debit, ever; settled means this account's, in this attempt */
  holds(end_agrees, (!ENDED_UNPAID || debits == 0) && (till != settled || HAS(debited[claimant], attempt)));
  /* [TR10] an attempt opens only on a recorded refusal or void of the one before */
  holds(attempt_earned, EARNED(1) && EARNED(2) && EARNED(3));
  /* [LE5] what a branch has said, to payer or till, stays true */
  holds(word_kept, KEPT(A) && KEPT(B))
}

/* The table's invariant violations [TR9] to [TR11]: the till stops before it writes. */
inline impossible() {
  holds(till_sound, false)
}

/* ---- The till's shell: stores what the table says, and answers ---- */

inline till_is_claimed_by(p) {
  d_step {
    printf("till: claim by %c in attempt %d, found %e\n", 'A' + p, attempt, till);
    if
    :: SEEDED(second_payer_admitted) && till == claimed -> claimant = p
    :: SEEDED(grant_before_stored) && till == open && attempt <= ATTEMPTS -> PUT(granted[p], attempt) /* and it crashes */
    :: else -> till_claim(p, late)
    fi;
    if
    :: till == claimed && claimant == p -> PUT(granted[p], attempt)
    :: else
    fi
  }
}

inline till_is_cancelled() {
  d_step {
    printf("till: cancel by the shop, found %e\n", till);
    if
    :: SEEDED(cancel_without_asking) && till == claimed -> till = cancelled; attempt = 0; claimant = NOBODY
    :: else -> till_cancel()
    fi
  }
}

inline till_is_declined_by(p) {
  d_step {
    printf("till: declined by %c, found %e\n", 'A' + p, till);
    till_decline(p)
  }
}

inline till_ticks() {
  d_step {
    printf("till: its timer fires in %e, deadline past: %d\n", till, late);
    if
    :: SEEDED(release_without_asking) && till == claimed && !late -> till = open; attempt++; claimant = NOBODY
    :: SEEDED(ended_by_the_tills_clock) && till == ending && late -> till = expired; attempt = 0; claimant = NOBODY; reason = none
    :: else -> till_tick(late, true)
    fi
  }
}

/* The word is in the variables n and kind. */
inline till_hears() {
  d_step {
    printf("till: hears that attempt %d is %e, found %e in attempt %d\n", n, kind, till, attempt);
    was = till;
    if
    :: SEEDED(settled_ignored_while_ending) && till == ending && kind == settled -> kind = void
    :: SEEDED(late_word_taken_for_new) && CLAIMED && n < attempt -> n = attempt
    :: else
    fi;
    till_outcome(n, kind, late);
    /* [LE9] credited in the same commit that settles, so once */
    if
    :: till == settled && (was != settled || (SEEDED(credited_again) && kind == settled)) -> credited++
    :: else
    fi
  }
}

/* ---- A branch: the numbers are SPEC's "Order of checks of a confirm" ---- */

inline say(p, n, kind) {
  if
  :: kind == settled -> PUT(said_settled[p], n)
  :: kind == refused -> PUT(said_refused[p], n)
  :: kind == void -> PUT(said_void[p], n)
  fi
}

/* [LE4] Account, outcome and outbox are one commit. */
inline decide(key, p, n) {
  if
  :: /* 12 to 15: no funds, frozen, over a limit, too late: as it likes */
     printf("branch of %c: refuses attempt %d\n", 'A' + p, n);
     if
     :: SEEDED(refusal_not_stored)
     :: else -> recorded[OF(p, n)] = refused; PUT(outbox[p], n)
     fi;
     say(p, n, refused)
  :: /* 16 */
     printf("branch of %c: settles attempt %d\n", 'A' + p, n);
     recorded[OF(p, n)] = settled;
     PUT(debited[p], n);
     debits++;
     robbed = robbed || key != p;
     if
     :: SEEDED(outbox_entry_missing)
     :: else -> PUT(outbox[p], n)
     fi;
     say(p, n, settled)
  :: SEEDED(receipt_before_stored) -> say(p, n, settled) /* and it crashes */
  fi
}

/* A confirmation signed by the key of one payer, over a grant made to one, to be paid by account p. */
inline branch_is_confirmed(key, to, p, n) {
  printf("branch of %c: confirm of attempt %d by %c's key, granted to %c\n", 'A' + p, n, 'A' + key, 'A' + to);
  if
  :: to != p && !SEEDED(grant_not_bound)                     /* 5: wrong_account */
  :: key != p && !SEEDED(key_not_checked)                    /* 10: wrong_account */
  :: else ->
     if
     :: SEEDED(credit_before_decision) -> PUT(said_settled[p], n)
     :: else
     fi;
     if
     :: recorded[OF(p, n)] != none && !SEEDED(duplicate_not_looked_up) -> say(p, n, recorded[OF(p, n)])  /* 9 */
     :: else -> decide(key, p, n)
     fi
  fi
}

/* [LE7] Absent means void, for ever. */
inline branch_is_asked(p, n) {
  d_step {
    printf("branch of %c: asked for attempt %d, has %e\n", 'A' + p, n, recorded[OF(p, n)]);
    if
    :: recorded[OF(p, n)] == none ->
       if
       :: SEEDED(void_not_recorded)
       :: else -> recorded[OF(p, n)] = void
       fi;
       say(p, n, void)
    :: else -> say(p, n, recorded[OF(p, n)])
    fi
  }
}

/* ---- Who acts. Each is a process of its own, so that fairness is owed to each ---- */

/* What an action chose is forgotten after it, so that it does not tell states apart. */
#define CHOICES byte n, who, other, signer, grantee; bool late; mtype kind = none, was = none
inline done() {
  d_step {
    if
    :: PROPERTY != at_last -> look()
    :: else
    fi;
    n = 0; who = 0; other = 0; signer = 0; grantee = 0; late = false; kind = none; was = none
  }
}

/* One attempt of a set that has some. */
inline any_of(set) {
  if
  :: HAS(set, 1) -> n = 1
  :: HAS(set, 2) -> n = 2
  :: HAS(set, 3) -> n = 3
  fi
}
inline any_payer() { if :: who = A; other = B :: who = B; other = A fi }
inline any_time() { if :: late = true :: late = false fi }

/* A payer's terminal. It may do nothing for ever, and confirm long after it claimed again. */
proctype Terminal(byte me) {
  CHOICES;
  do
  :: atomic {
       if
       :: any_time(); till_is_claimed_by(me)
       :: till_is_declined_by(me)
       :: granted[me] != confirmed[me] -> any_of(granted[me] & ~confirmed[me]);
          printf("%c: confirms attempt %d\n", 'A' + me, n);
          PUT(confirmed[me], n)
       :: confirmed[me] != 0 -> any_of(confirmed[me]);
          branch_is_confirmed(me, me, me, n)
       fi; done() }
  od
}

/* Any word that the branch of `who` has said, as kind and n; kind stays none if it has said nothing. */
inline any_word() {
  if
  :: said_settled[who] -> any_of(said_settled[who]); kind = settled
  :: said_refused[who] -> any_of(said_refused[who]); kind = refused
  :: said_void[who] -> any_of(said_void[who]); kind = void
  :: else
  fi
}

/* The rest of the world: the shop's cancel, late copies, a shopper with two accounts, a thief of grants. */
proctype World() {
  CHOICES;
  do
  :: atomic {
       if
       :: till_is_cancelled()
       :: any_payer(); any_time(); any_word();
          if
          :: kind != none -> till_hears()
          :: else
          fi
       :: asked[A] -> any_of(asked[A]); branch_is_asked(A, n)
       :: asked[B] -> any_of(asked[B]); branch_is_asked(B, n)
       :: any_payer();
          if
          :: granted[other] -> any_of(granted[other]); signer = who; grantee = other  /* to pay from his other account */
          :: granted[who] -> any_of(granted[who]); signer = other; grantee = who      /* to have another pay */
          :: else
          fi;
          if
          :: n != 0 -> branch_is_confirmed(signer, grantee, who, n)
          :: else
          fi
       fi; done() }
  od
}

/* The till's alarm: an open trade's deadline, a claim's end [TR6]. It may fire at any time, and at last does. */
proctype Alarm() {
  CHOICES;
  do
  :: atomic {
       if
       :: CUT != the_questions && till == open && !SEEDED(deadline_forgotten) -> late = true
       :: CUT != the_questions && CLAIMED -> any_time()
       fi;
       till_ticks(); done() }
  :: SEEDED(alarm_not_stored) -> break  /* a crash */
  od
}

/* The till's question, while it is ending, again and again [TM5]. */
proctype Question() {
  CHOICES;
  do
  :: atomic { CUT != the_questions && till == ending && !(SEEDED(asked_only_once) && HAS(asked[claimant], attempt)) ->
       n = attempt; who = claimant; any_time();
       PUT(asked[who], n);
       if
       :: !healed -> printf("till: its question of attempt %d is lost, or late\n", n)
       :: branch_is_asked(who, n);
          if
          :: !healed -> printf("branch of %c: its answer of attempt %d is lost, or late\n", 'A' + who, n)
          :: HAS(said_settled[who], n) -> kind = settled
          :: HAS(said_refused[who], n) -> kind = refused
          :: HAS(said_void[who], n) -> kind = void
          fi
       fi;
       if
       :: kind != none -> till_hears()
       :: else
       fi; done() }
  od
}

/* A branch's outbox and its alarm [TM4]: tells the till until it is acknowledged. */
proctype Outbox(byte me) {
  CHOICES;
  do
  :: atomic { CUT != the_outbox && outbox[me] != 0 -> any_of(outbox[me]); any_time();
       if
       :: !healed -> printf("branch of %c: its word of attempt %d is lost, or late\n", 'A' + me, n);
          if
          :: SEEDED(outbox_forgets) -> TAKE(outbox[me], n)
          :: else
          fi
       :: SEEDED(acknowledged_before_stored) && !healed -> TAKE(outbox[me], n)  /* and the till crashes */
       :: kind = recorded[OF(me, n)]; till_hears();
          if
          :: !healed -> printf("till: its acknowledgement of attempt %d is lost\n", n)
          :: TAKE(outbox[me], n)
          fi
       fi; done() }
  od
}

proctype Healing() {
  atomic { printf("the network heals\n"); healed = true }
}

init {
  atomic {
    run Terminal(A); run Terminal(B); run World();
    run Alarm(); run Question(); run Outbox(A); run Outbox(B);
    /* A network that never heals can do all that one which heals can: that is enough for what must never be. */
    if
    :: CUT != nothing -> run Healing()
    :: else
    fi
  }
}

/* ---- What must happen at last, once the network has healed, whatever payers and shop do or leave ---- */

/* [TR5] [TR6] a claimed trade does not stay so */
ltl claims_end { [] <> !CLAIMED }
/* every trade ends */
ltl trades_end { <> OVER }
/* [LE9] every debit reaches the shop: checked with either of its two nets cut away */
ltl debits_arrive { [] ((debits > 0) -> <> (credited > 0)) }

/* ---- What must be possible, or the rest says little: each of these must be found violated ---- */

ltl never_third_attempt { [] !(till == settled && attempt == 3 && claimant == B && confirmed[A] != 0) }
ltl never_tombstone { [] !(recorded[OF(A, 1)] == void && HAS(confirmed[A], 1) && till == settled) }
ltl never_unpaid_claim { [] !(ENDED_UNPAID && recorded[OF(B, 1)] == refused) }
