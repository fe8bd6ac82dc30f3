/**
 * What the model is asked, as data: the properties that must hold, what must be possible in it, and the faults
 * that can be seeded, each with the property that finds it. Ids are the names in trade.pml.
 */

/** One of the two nets of [LE9], taken away so that the other must hold alone. */
export type Cut = "nothing" | "the_outbox" | "the_questions";

export interface Property {
  readonly id: string;
  readonly says: string;
  /** What must happen at last is checked with a network that heals, and with one net cut away. */
  readonly atLast?: { readonly claim: string; readonly cut: Cut };
}

export interface Fault {
  readonly id: string;
  readonly says: string;
  /** the id of the property that it breaks */
  readonly breaks: string;
}

export interface Witness {
  /** an LTL claim that must be found false */
  readonly id: string;
  readonly says: string;
}

export const PROPERTIES: readonly Property[] = [
  { id: "settled_once", says: "never two debits for one trade, over all accounts and attempts" },
  { id: "only_confirmed", says: "no account is debited but on its own payer's signature" },
  {
    id: "money_conserved",
    says: "no credit without its debit; at rest no debit without its credit",
  },
  {
    id: "end_agrees",
    says: "cancelled, declined, expired: no debit ever; settled: that very debit",
  },
  { id: "attempt_earned", says: "attempt n+1 opens only on a recorded refusal or void of n" },
  { id: "word_kept", says: "what a branch once said of an attempt stays true" },
  { id: "till_sound", says: "the till never meets an event that its table calls a violation" },
  {
    id: "claims_end",
    says: "once the network heals, every claimed trade stops being claimed",
    atLast: { claim: "claims_end", cut: "the_outbox" },
  },
  {
    id: "trades_end",
    says: "once the network heals, every trade ends",
    atLast: { claim: "trades_end", cut: "the_outbox" },
  },
  {
    id: "asked_for",
    says: "every debit reaches the shop by the till's questions alone",
    atLast: { claim: "debits_arrive", cut: "the_outbox" },
  },
  {
    id: "told",
    says: "every debit reaches the shop by the branch's outbox alone",
    atLast: { claim: "debits_arrive", cut: "the_questions" },
  },
];

export const WITNESSES: readonly Witness[] = [
  { id: "never_third_attempt", says: "two attempts fail and another payer settles the third" },
  { id: "never_tombstone", says: "a payer confirms, his attempt is void, a later attempt settles" },
  { id: "never_unpaid_claim", says: "an attempt is refused and the trade ends unpaid" },
];

export const FAULTS: readonly Fault[] = [
  {
    id: "duplicate_not_looked_up",
    says: "the branch doesn't look whether it decided the attempt before",
    breaks: "settled_once",
  },
  {
    id: "grant_not_bound",
    says: "the branch takes a grant that was made for another account",
    breaks: "settled_once",
  },
  {
    id: "second_payer_admitted",
    says: "the till gives a claimed trade to a second payer",
    breaks: "settled_once",
  },
  {
    id: "grant_before_stored",
    says: "the till sends the grant, then crashes before it stored the claim",
    breaks: "settled_once",
  },
  {
    id: "late_word_taken_for_new",
    says: "the till takes a late word about an earlier attempt for the current one",
    breaks: "settled_once",
  },
  {
    id: "key_not_checked",
    says: "the branch doesn't look whose key signed",
    breaks: "only_confirmed",
  },
  {
    id: "credit_before_decision",
    says: "the branch has the till credited before it decided",
    breaks: "money_conserved",
  },
  {
    id: "credited_again",
    says: "the till credits the shop at every repeat of a settled outcome",
    breaks: "money_conserved",
  },
  {
    id: "void_not_recorded",
    says: "the branch answers void without recording it",
    breaks: "end_agrees",
  },
  {
    id: "ended_by_the_tills_clock",
    says: "the till ends an ending trade when its own clock says so",
    breaks: "end_agrees",
  },
  {
    id: "settled_ignored_while_ending",
    says: "the till ends as it meant to, though the branch says settled",
    breaks: "end_agrees",
  },
  {
    id: "cancel_without_asking",
    says: "the shop's cancel ends a claimed trade without the branch",
    breaks: "till_sound",
  },
  {
    id: "release_without_asking",
    says: "a claim is released into the next attempt without the branch",
    breaks: "attempt_earned",
  },
  {
    id: "refusal_not_stored",
    says: "the branch refuses without recording it",
    breaks: "word_kept",
  },
  {
    id: "receipt_before_stored",
    says: "the branch sends a receipt, then crashes before it stored the outcome",
    breaks: "word_kept",
  },
  {
    id: "alarm_not_stored",
    says: "a crash of the till loses its timer",
    breaks: "claims_end",
  },
  {
    id: "deadline_forgotten",
    says: "the till watches claims, but not the deadline of an open trade",
    breaks: "trades_end",
  },
  {
    id: "asked_only_once",
    says: "the till asks for an outcome once, whatever becomes of the question",
    breaks: "asked_for",
  },
  {
    id: "outbox_entry_missing",
    says: "the branch settles without an outbox entry in the same commit",
    breaks: "told",
  },
  {
    id: "outbox_forgets",
    says: "the outbox forgets what was lost on its way",
    breaks: "told",
  },
  {
    id: "acknowledged_before_stored",
    says: "the till acknowledges, then crashes before it stored",
    breaks: "told",
  },
];
