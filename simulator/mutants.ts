/**
 * Planted bugs: each is edits of the production's sources, made as they are loaded, and each alone must be
 * caught. A mutant whose text is no longer there stops the run: mend it with the code it mutates.
 */

export interface Edit {
  readonly file: string;
  /** stands exactly once in the file */
  readonly search: string;
  readonly replace: string;
}

export interface Mutant {
  readonly name: string;
  /** the bug, in a line */
  readonly bug: string;
  readonly edits: readonly Edit[];
}

const TRADE = "protocol/trade.ts";
const TILL = "worker/synchronous-server/till";
const BRANCH = "worker/carrier-server/branch";

const CARRIER_MUTANTS: readonly Mutant[] = [
  {
    name: "await-in-turn",
    bug: "an await between reading the account and writing it",
    edits: [
      {
        file: `${BRANCH}/branch.ts`,
        search: "const prediction = { now, verdict, receipt };",
        replace: "const prediction = { now, verdict, receipt, read: expected.account };",
      },
      {
        file: `${BRANCH}/confirm-turn.ts`,
        search: "return record(turn, request, decision.account, {",
        replace: "return record(turn, request, arguments[2].read, {",
      },
    ],
  },
  {
    name: "predicted-verdict-recorded",
    bug: "the verdict that the receipt was signed for is recorded, not the one of the turn",
    edits: [
      {
        file: `${BRANCH}/confirm-turn.ts`,
        search: "if (!sameVerdict(decision.verdict, verdict)) return PREDICT_AGAIN;",
        replace: "",
      },
      {
        file: `${BRANCH}/confirm-turn.ts`,
        search: "{ now, verdict: decision.verdict, receipt }",
        replace: "{ now, verdict, receipt }",
      },
    ],
  },
  {
    name: "spending-not-counted",
    bug: "a settled payment isn't counted in what the account has spent",
    edits: [
      {
        file: `${BRANCH}/confirm-turn.ts`,
        search: "turn.changeAccount({ ...post(account, transfer), spent });",
        replace: "void spent; turn.changeAccount(post(account, transfer));",
      },
    ],
  },
  {
    name: "act-done-again",
    bug: "an operator's act that comes again is done again",
    edits: [
      {
        file: `${BRANCH}/operator-act.ts`,
        search: "if (known) {",
        replace: "if (known && turn === undefined) {",
      },
    ],
  },
  {
    name: "no-duplicate-check",
    bug: "a decided attempt is decided again",
    edits: [
      {
        file: `${BRANCH}/decide-confirm.ts`,
        search: "const recorded = known.find(({ attempt }) => attempt === request.attempt);",
        replace: "const recorded = known.find(({ attempt }) => attempt === -request.attempt);",
      },
    ],
  },
  {
    name: "no-tombstone",
    bug: "voidIfAbsent answers void and records nothing",
    edits: [
      {
        file: `${BRANCH}/confirm-turn.ts`,
        search: 'turn.record({ kind: "void", trade, attempt, account, decidedAt: now });',
        replace: "void now;",
      },
    ],
  },
  {
    name: "refusal-not-recorded",
    bug: "a refusal is answered and not recorded",
    edits: [{ file: `${BRANCH}/confirm-turn.ts`, search: "turn.record(refused);", replace: "" }],
  },
  {
    name: "grant-not-bound",
    bug: "a grant is good for any account",
    edits: [
      {
        file: `${BRANCH}/verify-confirm.ts`,
        search:
          'if (grant.payload.account !== ticket.commitment) return err(refusal("wrong_account"));',
        replace: "",
      },
    ],
  },
  {
    name: "other-bytes-same-answer",
    bug: "another confirmation of a decided attempt gets its answer",
    edits: [
      {
        file: `${BRANCH}/decide-confirm.ts`,
        search: "recorded.confirmation === request.confirmation;",
        replace: "true;",
      },
    ],
  },
  {
    name: "no-deadline",
    bug: "a confirm after deadline and grace is settled",
    edits: [
      {
        file: `${BRANCH}/decide-confirm.ts`,
        search: 'if (now > deadline + CONFIRM_GRACE_MS) return refused("too_late");',
        replace: "",
      },
    ],
  },
  {
    name: "credit-before-decision",
    bug: "the till is told of a settlement before it is recorded",
    edits: [
      {
        file: `${BRANCH}/branch.ts`,
        search: "const prediction = { now, verdict, receipt };",
        replace: `const prediction = { now, verdict, receipt };
      if (verdict.kind === "settled") {
        const { trade, attempt } = request;
        const key = \`\${trade}#\${attempt}\`;
        const early = { key, trade, attempt, outcome: { kind: "settled", receipt } };
        this.creditor.credit([early] as never).catch(() => undefined);
      }`,
      },
    ],
  },
  {
    name: "outbox-forgets-early",
    bug: "an outbox entry is dropped when it is sent, not when it is acknowledged",
    edits: [
      {
        file: `${BRANCH}/outbox.ts`,
        search: "if (entry) batch.push(entry.decided);",
        replace: `if (!entry) continue;
      batch.push(entry.decided);
      this.#pending.delete(key);
      this.#acknowledged.set(key, entry.account);`,
      },
    ],
  },
  {
    name: "memory-before-storage",
    bug: "memory changes before the transaction, and stays when that fails",
    edits: [
      {
        file: `${BRANCH}/desk.ts`,
        search: `database.transaction(() => store.write(changes));
    this.#state.stored(changes);`,
        replace: `this.#state.stored(changes);
    database.transaction(() => store.write(changes));`,
      },
      { file: `${BRANCH}/desk.ts`, search: "this.#ctx.abort(event);", replace: "" },
    ],
  },
];

const TILL_MUTANTS: readonly Mutant[] = [
  {
    name: "release-without-asking",
    bug: "a claim that is over opens the next attempt by the till's clock",
    edits: [
      {
        file: TRADE,
        search:
          'return { trade: { ...trade, state: "ending", reason: now < deadline ? "released" : "expired" } };',
        replace: `if (now < deadline) return { trade: { state: "open", attempt: trade.attempt + 1 } };
  return { trade: { ...trade, state: "ending", reason: "expired" } };`,
      },
    ],
  },
  {
    name: "cancel-at-once",
    bug: "a shop's cancel of a claimed trade ends it without the branch",
    edits: [
      {
        file: TRADE,
        search:
          'cancel: (trade) => ({ trade: { ...trade, state: "ending", reason: "cancelled" } }),',
        replace: 'cancel: (_, __, { now }) => ({ trade: { state: "cancelled", at: now } }),',
      },
    ],
  },
  {
    name: "decline-at-once",
    bug: "a payer's decline of a claimed trade ends it without the branch",
    edits: [
      {
        file: TRADE,
        search: '? { trade: { ...trade, state: "ending", reason: "declined" } }',
        replace: '? { trade: { state: "declined", at: 0 } }',
      },
    ],
  },
  {
    name: "second-payer-claims",
    bug: "a second payer takes over a claim",
    edits: [
      {
        file: TRADE,
        search:
          'return claim.payer === trade.claim.payer ? stay(trade) : { trade, refusal: "claimed_by_another" };',
        replace: "return { trade: { ...trade, claim } };",
      },
    ],
  },
  {
    name: "late-word-counts",
    bug: "a late outcome of an earlier attempt ends the current one",
    edits: [
      {
        file: TRADE,
        search: "if (event.attempt < trade.attempt) return staleOutcome(trade, event);",
        replace: "",
      },
    ],
  },
  {
    name: "attempt-not-counted",
    bug: "the next claim gets the number of the attempt that ended",
    edits: [
      {
        file: TRADE,
        search: 'return { trade: { state: "open", attempt: attempt + 1, ...refused } };',
        replace: 'return { trade: { state: "open", attempt, ...refused } };',
      },
    ],
  },
  {
    name: "credit-twice",
    bug: "a credit that comes again is a sale again",
    edits: [
      {
        file: `${TILL}/acts.ts`,
        search: "if (trade === record.trade) return record;",
        replace: 'if (trade === record.trade && trade.state !== "settled") return record;',
      },
      {
        file: `${TILL}/turn.ts`,
        search: 'assert(record.sale === undefined, "[TR9] a trade is sold once");',
        replace: "",
      },
    ],
  },
  {
    name: "sale-number-in-memory",
    bug: "the number of the last sale is kept in memory alone",
    edits: [
      {
        file: `${TILL}/turn.ts`,
        search: "if (this.#sold) this.#store.writeSums(this.#sums);",
        replace: "",
      },
    ],
  },
  {
    name: "earlier-tills-not-asked",
    bug: "a changed till map doesn't ask the slot's earlier tills",
    edits: [
      {
        file: `${TILL}/create.ts`,
        search: "for (const till of earlierTillsOf(slot, config.maps)) {",
        replace: "for (const till of earlierTillsOf(slot, config.maps).slice(9)) {",
      },
    ],
  },
  {
    name: "failed-flush-goes-on",
    bug: "a till whose flush failed keeps its memory and says it is stored",
    edits: [
      {
        file: `${TILL}/desk.ts`,
        search: `const changes = this.#database.transaction(() => {
      alsoWrite?.();
      return turn.write(now);
    });`,
        replace: `let changes: ReturnType<typeof turn.write> = [];
    try {
      changes = this.#database.transaction(() => {
        alsoWrite?.();
        return turn.write(now);
      });
    } catch {}`,
      },
    ],
  },
];

export const MUTANTS: readonly Mutant[] = [...CARRIER_MUTANTS, ...TILL_MUTANTS];
