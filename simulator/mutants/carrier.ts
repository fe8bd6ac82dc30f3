/** Bugs planted at the carrier: what a branch decides, records and tells. */

import type { Mutant } from "./mutant.ts";

const BRANCH = "worker/carrier-server/branch";

export const CARRIER_MUTANTS: readonly Mutant[] = [
  {
    name: "await-in-turn",
    bug: "an await between reading the account and writing it",
    edits: [
      {
        file: `${BRANCH}/confirm/confirm-desk.ts`,
        search: "const prediction = { checked, now, verdict, receipt };",
        replace: "const prediction = { checked, now, verdict, receipt, read: expected.account };",
      },
      {
        file: `${BRANCH}/confirm/confirm-turn.ts`,
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
        file: `${BRANCH}/confirm/confirm-turn.ts`,
        search: "if (!sameVerdict(decision.verdict, verdict)) return PREDICT_AGAIN;",
        replace: "",
      },
      {
        file: `${BRANCH}/confirm/confirm-turn.ts`,
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
        file: `${BRANCH}/confirm/confirm-turn.ts`,
        search: "return { ...(topUp?.account ?? account), spent, stepUps, devices };",
        replace: "void spent; return { ...(topUp?.account ?? account), stepUps, devices };",
      },
    ],
  },
  {
    name: "act-done-again",
    bug: "an operator's act that comes again is done again",
    edits: [
      {
        file: `${BRANCH}/account/operator-act.ts`,
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
        file: `${BRANCH}/confirm/decide-confirm.ts`,
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
        file: `${BRANCH}/confirm/confirm-turn.ts`,
        search: 'turn.record({ kind: "void", trade, attempt, account, decidedAt: now });',
        replace: "void now;",
      },
    ],
  },
  {
    name: "refusal-not-recorded",
    bug: "a refusal is answered and not recorded",
    edits: [
      { file: `${BRANCH}/confirm/confirm-turn.ts`, search: "turn.record(refused);", replace: "" },
    ],
  },
  {
    name: "grant-not-bound",
    bug: "a grant is good for any account",
    edits: [
      {
        file: `${BRANCH}/confirm/verify-confirm.ts`,
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
        file: `${BRANCH}/confirm/decide-confirm.ts`,
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
        file: `${BRANCH}/confirm/decide-confirm.ts`,
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
        search: "return confirmAtDesk(this.#desk, request, await deploymentOf(this.env));",
        replace: `const deployment = { ...(await deploymentOf(this.env)), creditor: this.creditor };
        return confirmAtDesk(this.#desk, request, deployment);`,
      },
      {
        file: `${BRANCH}/confirm/confirm-desk.ts`,
        search: "const prediction = { checked, now, verdict, receipt };",
        replace: `const prediction = { checked, now, verdict, receipt };
      if (verdict.kind === "settled") {
        const { trade, attempt } = request;
        const key = \`\${trade}#\${attempt}\`;
        const early = { key, trade, attempt, outcome: { kind: "settled", receipt } };
        (deployment as any).creditor.credit([early] as never).catch(() => undefined);
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
        search: "this.#flying.add(key);",
        replace: `this.#pending.delete(key);
      this.#acknowledged.add(key);
      const before = this.#acknowledgedOf.get(entry.account) ?? [];
      this.#acknowledgedOf.set(entry.account, [...before, key]);`,
      },
    ],
  },
  {
    name: "count-handed-over-twice",
    bug: "what was counted goes to the table of hours and stays in the account's row",
    edits: [
      {
        file: `${BRANCH}/turn.ts`,
        search: "this.changeAccount({ ...account, counted: {} });",
        replace: "this.changeAccount(account);",
      },
    ],
  },
  {
    name: "memory-before-storage",
    bug: "memory changes before the transaction, and stays when that fails",
    edits: [
      {
        file: `${BRANCH}/desk.ts`,
        search: `database.transaction(() => store.write(changes, this.#state.remembered));
    this.#state.stored(changes);`,
        replace: `this.#state.stored(changes);
    database.transaction(() => store.write(changes, () => undefined));`,
      },
      { file: `${BRANCH}/desk.ts`, search: "this.#ctx.abort(event);", replace: "" },
    ],
  },
];
