/**
 * The till's transition table as rows, and as Promela (table.pml). Each row is found by asking the protocol for
 * a till and an event of its kind; what an answer may depend on is listed here, and test/model/table.test.ts
 * asks protocol and rows about every till and every event, so that nothing it depends on can be missing.
 */

import {
  askProtocol,
  EVENTS,
  type Happening,
  MODEL_ATTEMPTS,
  type Payer,
  REASONS,
  STATES,
  type State,
  type Till,
} from "./till.ts";

export interface Row {
  readonly event: Happening["type"];
  readonly state: State;
  readonly tests: readonly Test[];
  readonly effect: Effect;
}

/** One thing an answer may depend on: how Promela asks it, and a change of till and event that makes it hold. */
interface Test {
  readonly text: string;
  readonly holds: (till: Till, event: Happening) => boolean;
  readonly till?: Partial<Till>;
  readonly event?: Partial<Happening>;
}

interface Change {
  readonly state: State;
  readonly attempt: "same" | "next" | "none";
  readonly claimant: "same" | "event's" | "none";
  readonly reason: Till["reason"];
}
/** What becomes of the till; "impossible" is an invariant violation. */
type Effect = "impossible" | "stay" | Change;

const hasClaim = (state: State): boolean => ["claimed", "ending", "settled"].includes(state);
const hasAttempt = (state: State): boolean => state === "open" || hasClaim(state);

/** Each group is a question whose tests are its possible answers. */
function questions(event: Happening["type"], state: State): readonly (readonly Test[])[] {
  const asked = [];
  if (event === "outcome" && hasAttempt(state)) asked.push(WHICH);
  if (event === "outcome") asked.push(KIND);
  if ((event === "claim" || event === "decline") && hasClaim(state)) asked.push(WHO);
  if (state === "ending") asked.push(REASON);
  if (event === "claim" || event === "outcome" || event === "tick") asked.push(LATE);
  if (event === "tick") asked.push(LAPSED);
  if (event === "claim" && state === "open") asked.push(SPENT);
  return asked;
}

const REASON: readonly Test[] = REASONS.map((reason) => ({
  text: `reason == ${reason}`,
  holds: (till) => till.reason === reason,
  till: { reason },
}));
const KIND: readonly Test[] = (["settled", "refused", "void"] as const).map((kind) => ({
  text: `kind == ${kind}`,
  holds: (_, event) => event.kind === kind,
  event: { kind },
}));
const WHICH: readonly Test[] = [
  { text: "n < attempt", holds: (t, e) => e.attempt < t.attempt, event: { attempt: 1 } },
  { text: "n == attempt", holds: (t, e) => e.attempt === t.attempt, event: { attempt: 2 } },
  { text: "n > attempt", holds: (t, e) => e.attempt > t.attempt, event: { attempt: 3 } },
];
const WHO: readonly Test[] = [
  { text: "p == claimant", holds: (t, e) => e.payer === t.claimant, event: { payer: "A" } },
  { text: "p != claimant", holds: (t, e) => e.payer !== t.claimant, event: { payer: "B" } },
];
const SPENT: readonly Test[] = [
  { text: "attempt <= ATTEMPTS", holds: (t) => t.attempt <= MODEL_ATTEMPTS },
  {
    text: "attempt > ATTEMPTS",
    holds: (t) => t.attempt > MODEL_ATTEMPTS,
    till: { attempt: MODEL_ATTEMPTS + 1 },
  },
];
const LATE: readonly Test[] = [
  { text: "late", holds: (_, e) => e.late, event: { late: true } },
  { text: "!late", holds: (_, e) => !e.late, event: { late: false } },
];
const LAPSED: readonly Test[] = [
  { text: "lapsed", holds: (_, e) => e.lapsed, event: { lapsed: true } },
  { text: "!lapsed", holds: (_, e) => !e.lapsed, event: { lapsed: false } },
];

/** The rows of one event, found by asking the protocol. */
export function rowsOf(event: Happening["type"]): Row[] {
  return STATES.flatMap((state) => {
    const till: Till = {
      state,
      attempt: hasAttempt(state) ? 2 : 0,
      claimant: hasClaim(state) ? "A" : undefined,
      reason: undefined,
    };
    const happening: Happening = {
      ...{ type: event, payer: "A", attempt: 2, kind: "void", late: false, lapsed: false },
    };
    return branchOut(questions(event, state), till, happening).map(({ tests, effect }) => ({
      ...{ event, state, tests, effect },
    }));
  });
}

type Leaf = Pick<Row, "tests" | "effect">;

/** Asks question by question; one whose every answer leads to the same is left out. */
function branchOut(
  [question, ...rest]: readonly (readonly Test[])[],
  till: Till,
  event: Happening,
): Leaf[] {
  if (!question) return [{ tests: [], effect: effectOf(till, event) }];
  const branches = question.map((test) => ({
    test,
    leaves: branchOut(rest, { ...till, ...test.till }, { ...event, ...test.event }),
  }));
  const first = branches[0]?.leaves ?? [];
  if (branches.every(({ leaves }) => text(leaves) === text(first))) return first;
  return branches.flatMap(({ test, leaves }) =>
    leaves.map(({ tests, effect }) => ({ tests: [test, ...tests], effect })),
  );
}

function text(leaves: readonly Leaf[]): string {
  return JSON.stringify(
    leaves.map(({ tests, effect }) => [tests.map((test) => test.text), effect]),
  );
}

function effectOf(till: Till, event: Happening): Effect {
  const after = askProtocol(till, event);
  if (after === "impossible") return after;
  if (same(after, till)) return "stay";
  const attempts = { [till.attempt]: "same", [till.attempt + 1]: "next" } as const;
  const claimant = after.claimant === till.claimant ? "same" : "event's";
  return {
    state: after.state,
    attempt: after.attempt === 0 ? "none" : (attempts[after.attempt] ?? "same"),
    claimant: after.claimant ? claimant : "none",
    reason: after.reason,
  };
}

function same(one: Till, other: Till): boolean {
  return (["state", "attempt", "claimant", "reason"] as const).every(
    (field) => one[field] === other[field],
  );
}

export function fits({ event: type, state, tests }: Row, till: Till, event: Happening): boolean {
  return (
    type === event.type && state === till.state && tests.every(({ holds }) => holds(till, event))
  );
}

/** What the rows make of an event: what the model does. */
export function askRows(rows: readonly Row[], till: Till, event: Happening): Till | "impossible" {
  const effect = rows.find((row) => fits(row, till, event))?.effect ?? "stay";
  if (effect === "impossible") return effect;
  if (effect === "stay") return till;
  const claimants: Record<Change["claimant"], Payer | undefined> = {
    ...{ same: till.claimant, "event's": event.payer, none: undefined },
  };
  return {
    state: effect.state,
    attempt: { same: till.attempt, next: till.attempt + 1, none: 0 }[effect.attempt],
    claimant: claimants[effect.claimant],
    reason: effect.reason,
  };
}

const PARAMETERS: Record<Happening["type"], string> = {
  claim: "p, late",
  cancel: "",
  decline: "p",
  tick: "late, lapsed",
  outcome: "n, kind, late",
};

/** table.pml: one inline for each event; what stays is not said. */
export function promela(): string {
  const inlines = EVENTS.map((event) => {
    const rows = rowsOf(event).filter(({ effect }) => effect !== "stay");
    const lines = rows.map((row) => `  :: ${guardOf(row)} -> ${statementsOf(row.effect)}\n`);
    return `inline till_${event}(${PARAMETERS[event]}) {\n  if\n${lines.join("")}  :: else\n  fi\n}\n`;
  });
  return `/* From protocol/trade/trade.ts by model/table.ts. */\n\n${inlines.join("\n")}`;
}

function guardOf({ state, tests }: Row): string {
  return [`till == ${state}`, ...tests.map((test) => test.text)].join(" && ");
}

function statementsOf(effect: Effect): string {
  if (effect === "impossible") return "impossible()";
  if (effect === "stay") return "skip";
  const attempts = { same: [], next: ["attempt++"], none: ["attempt = 0"] };
  const claimants = { same: [], "event's": ["claimant = p"], none: ["claimant = NOBODY"] };
  return [
    `till = ${effect.state}`,
    ...attempts[effect.attempt],
    ...claimants[effect.claimant],
    `reason = ${effect.reason ?? "none"}`,
  ].join("; ");
}
