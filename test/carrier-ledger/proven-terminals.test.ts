// Which changes of terminals ask for a proof, what one is worth, and what a wrong one costs: as decided in a turn.

import { describe, expect, it } from "vitest";
import type { TerminalChange } from "../../protocol/account/terminal-changes.ts";
import { RECOVERY_KEPT_MS, TERMINALS_MAX } from "../../protocol/limits.ts";
import type { PublicKey } from "../../protocol/signing/signature.ts";
import { type Means, NO_MEANS } from "../../worker/carrier-server/branch/step-up/means.ts";
import {
  type ChangeCommand,
  decideTerminals,
} from "../../worker/carrier-server/branch/terminal/change-terminals.ts";
import { NOW } from "../support/builders/realm.ts";
import { aGivenPin, anAccount, checkedPin, DEVICE, WITH_PIN } from "./branch-facts.ts";

const key = (name: string) => name as PublicKey;
const [OTHER, NEW, WORDS, NEWER] = [key("other"), key("new"), key("words"), key("newer")];
const device = (name: PublicKey) => ({ key: name, state: "active", since: NOW }) as const;
const OLD_WORDS = { key: WORDS, since: NOW - 2 * RECOVERY_KEPT_MS, by: DEVICE };

const anAccountWith = (means: Means, more = {}) =>
  anAccount({ devices: [device(DEVICE), device(OTHER)], recovery: [OLD_WORDS], means, ...more });

const HEAD = { iss: DEVICE, aud: "realm", mode: "test", time: NOW } as const;
const CHANGES: Record<string, TerminalChange> = {
  "an approval": { typ: "warifu/terminal-approval/1", ...HEAD, terminal: NEW, name: "sofa" },
  "a revocation": { typ: "warifu/terminal-revocation/1", ...HEAD, terminals: [OTHER] },
  "a revocation of the own and another": {
    ...{ typ: "warifu/terminal-revocation/1", ...HEAD, terminals: [DEVICE, OTHER] },
  },
  "a recovery key": { typ: "warifu/recovery-key/1", ...HEAD, recovery: NEWER },
};
const GIVING_UP: TerminalChange = {
  ...{ typ: "warifu/terminal-revocation/1", ...HEAD, terminals: [DEVICE] },
};
const NAMING: TerminalChange = {
  ...{ typ: "warifu/terminal-naming/1", ...HEAD, terminal: OTHER, name: "desk" },
};

const decide = (
  account = anAccountWith(WITH_PIN),
  change: TerminalChange = GIVING_UP,
  more: Partial<ChangeCommand> = {},
  checked?: ReturnType<typeof checkedPin>,
) => decideTerminals({ account, checked }, { account: account.id, change, ...more }, NOW);

const stepUp = aGivenPin();

describe.each(Object.entries(CHANGES))("[SU25] %s by a terminal", (_, change) => {
  it("asks for a proof where the account has one, and changes nothing", () => {
    expect(decide(anAccountWith(WITH_PIN), change)).toEqual({
      kind: "refused",
      refusal: expect.objectContaining({
        ...{ code: "step_up_required", reason: "change" },
        methods: { passkeys: [], pin: { state: "set" } },
      }),
    });
    expect(decide(anAccountWith(NO_MEANS), change).kind).toBe("done");
  });

  it("is done with the right one, and costs a try with a wrong one", () => {
    const account = anAccountWith(WITH_PIN);
    expect(decide(account, change, { stepUp }).kind).toBe("unchecked");
    expect(decide(account, change, { stepUp }, checkedPin("right")).kind).toBe("done");
    const wrong = decide(account, change, { stepUp }, checkedPin("wrong"));
    expect(wrong).toMatchObject({ kind: "refused", refusal: { code: "wrong_pin" } });
    const { account: after } = wrong as { account?: typeof account };
    expect(after).toEqual({
      ...account,
      means: { passkeys: [], pin: { ...WITH_PIN.pin, wrong: [{ proof: "first", at: NOW }] } },
    });
  });

  it("done already is answered without a proof, as it is", () => {
    const done = decide(anAccountWith(WITH_PIN), change, { stepUp }, checkedPin("right"));
    if (done.kind !== "done") throw new Error(done.kind);
    const again = decide(done.account, change);
    const isOver = done.account.devices[0]?.state === "revoked";
    const refused = { kind: "refused", refusal: { code: "terminal_revoked" } };
    expect(again).toEqual(isOver ? refused : { kind: "done", account: done.account });
  });
});

it("[SU26] to give the own terminal up and to name one needs no proof, and neither does the recovery key", () => {
  expect(decide(anAccountWith(WITH_PIN), GIVING_UP).kind).toBe("done");
  expect(decide(anAccountWith(WITH_PIN), NAMING).kind).toBe("done");
  for (const [what, change] of Object.entries(CHANGES))
    expect(decide(anAccountWith(WITH_PIN), { ...change, iss: WORDS }).kind, what).toBe("done");
});

it("[SU17] a proof is judged after all else: what is refused anyway costs no try", () => {
  const gone = { devices: [device(DEVICE), { ...device(NEW), state: "revoked" as const }] };
  const approval = CHANGES["an approval"];
  const revoked = decide(anAccountWith(WITH_PIN, gone), approval, { stepUp }, checkedPin("wrong"));
  expect(revoked).toMatchObject({ refusal: { code: "terminal_revoked" } });
  expect(revoked).not.toHaveProperty("account");
  const many = Array.from({ length: TERMINALS_MAX }, (_, at) => device(key(`k${at}`)));
  const full = { devices: [device(DEVICE), ...many.slice(1)] };
  expect(decide(anAccountWith(WITH_PIN, full), approval, { stepUp })).toMatchObject({
    refusal: { code: "too_many_terminals" },
  });
});

describe("a recovery key that a terminal set", () => {
  const set = CHANGES["a recovery key"] as TerminalChange;

  it("[TE12] with a proof ends every other at once, without one the old one stays good", () => {
    const proven = decide(anAccountWith(WITH_PIN), set, { stepUp }, checkedPin("right"));
    expect(proven).toMatchObject({ kind: "done" });
    const keys = (decision: typeof proven) =>
      decision.kind === "done" ? decision.account.recovery.map((one) => one.key) : decision.kind;
    expect(keys(proven)).toEqual([NEWER]);
    expect(keys(decide(anAccountWith(NO_MEANS), set))).toEqual([NEWER, WORDS]);
  });

  it("[TE12] with a proof outlives the terminal that set it", () => {
    const revoking = {
      ...CHANGES["a revocation"],
      iss: OTHER,
      terminals: [DEVICE],
    } as TerminalChange;
    const keysAfter = (means: Means, given: Partial<ChangeCommand> = {}) => {
      const done = decide(anAccountWith(means), set, given, checkedPin("right"));
      if (done.kind !== "done") throw new Error(done.kind);
      const revoked = decide(done.account, revoking, given, checkedPin("right"));
      return revoked.kind === "done" ? revoked.account.recovery.map((one) => one.key) : [];
    };
    expect(keysAfter(WITH_PIN, { stepUp })).toEqual([NEWER]);
    expect(keysAfter(NO_MEANS)).toEqual([WORDS]);
  });
});
