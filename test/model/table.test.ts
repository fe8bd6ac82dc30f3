// The model's rows against the protocol's own transition(), for every till and every event of the model, times
// included: so nothing that an answer depends on is missing in the rows, and the model can't drift.

import { describe, expect, test } from "vitest";
import { askRows, fits, promela, rowsOf } from "../../model/table.ts";
import {
  askProtocol,
  EVENTS,
  type Happening,
  MODEL_ATTEMPTS,
  type Payer,
  REASONS,
  STATES,
  type Till,
} from "../../model/till.ts";

const PAYERS: readonly Payer[] = ["A", "B"];
const BOTH = [false, true];
const ATTEMPTS = Array.from({ length: MODEL_ATTEMPTS }, (_, at) => at + 1);

function everyTill(state: Till["state"]): Till[] {
  const none = { state, attempt: 0, claimant: undefined, reason: undefined };
  const claims = ATTEMPTS.flatMap((attempt) =>
    PAYERS.map((claimant) => ({ ...none, attempt, claimant })),
  );
  if (state === "open")
    return [...ATTEMPTS, MODEL_ATTEMPTS + 1].map((attempt) => ({ ...none, attempt }));
  if (state === "ending")
    return claims.flatMap((till) => REASONS.map((reason) => ({ ...till, reason })));
  return state === "claimed" || state === "settled" ? claims : [none];
}

const everyEvent = (type: Happening["type"]): Happening[] =>
  PAYERS.flatMap((payer) =>
    ATTEMPTS.flatMap((attempt) =>
      (["settled", "refused", "void"] as const).flatMap((kind) =>
        BOTH.flatMap((late) =>
          BOTH.map((lapsed) => ({ type, payer, attempt, kind, late, lapsed })),
        ),
      ),
    ),
  );

describe("the model's table", () => {
  for (const state of STATES) {
    test.each(EVENTS)(`[TR1] ${state} × %s does what the protocol does`, (type) => {
      const rows = rowsOf(type);
      for (const till of everyTill(state)) {
        for (const event of everyEvent(type)) {
          const asked = JSON.stringify([till, event]);
          expect(askRows(rows, till, event), asked).toEqual(askProtocol(till, event));
          expect(rows.filter((row) => fits(row, till, event)).length, asked).toBeLessThan(2);
        }
      }
    });
  }

  test("[TR2] the last attempt of the protocol is the last of the model", () => {
    expect(promela()).toContain(`till == open && !late && attempt <= ATTEMPTS -> till = claimed`);
  });

  test("[TR5] from claimed nothing but an outcome ends a trade", () => {
    const changes = EVENTS.filter((type) => type !== "outcome")
      .flatMap(rowsOf)
      .filter(({ state, effect }) => state === "claimed" && effect !== "stay");
    expect(changes.length).toBeGreaterThan(0);
    for (const { effect } of changes) expect(effect).toMatchObject({ state: "ending" });
  });
});
