// An opening code in a turn: whom it binds to which account, once, and for how long.

import { describe, expect, it } from "vitest";
import type { AccountId } from "../../protocol/ids.ts";
import { OPENING_CODE_MS } from "../../protocol/limits.ts";
import type { Hash, PublicKey } from "../../protocol/signing/signature.ts";
import { bindTerminalInTurn } from "../../worker/carrier-server/branch/account/bind-terminal.ts";
import { openAccountInTurn } from "../../worker/carrier-server/branch/account/open-account.ts";
import type { Account } from "../../worker/carrier-server/branch/ledger.ts";
import { isEmpty } from "../../worker/carrier-server/branch/turn.ts";
import { NOW } from "../support/builders/realm.ts";
import { anAccount, DEVICE } from "./branch-facts.ts";
import { turnOver } from "./turn-over.ts";

const CODE = "code" as Hash;
const OWN = "acc_own" as AccountId;
const [NEW, OTHER] = ["new", "other"] as [PublicKey, PublicKey];
const opened = (more: Partial<Account> = {}) =>
  anAccount({ devices: [], opening: { code: CODE, issuedAt: NOW }, ...more });

function bind(accounts: readonly Account[], { now = NOW, device = NEW, code = CODE } = {}) {
  const turn = turnOver({ accounts });
  const answer = bindTerminalInTurn(
    turn,
    { account: anAccount().id, device, name: "desk", own: OWN, code },
    now,
  );
  if (!answer.ok) expect(isEmpty(turn.changes())).toBe(true);
  return { answer, changed: turn.changes().changed[0] };
}

const INVALID = { ok: false, error: { code: "opening_code_invalid" } };

describe("[LE88] a key that a code bound", () => {
  const bound = { [NEW]: anAccount().id };
  const enrolOver = (accounts: Account[]) => {
    const turn = turnOver({ accounts, bound });
    const answer = openAccountInTurn(turn, { id: OWN, device: NEW, name: "desk", credit: [] }, NOW);
    expect(isEmpty(turn.changes())).toBe(true);
    return answer;
  };

  it("finds its account without the code", () => {
    const devices = [{ key: NEW, state: "active", since: NOW } as const];
    expect(enrolOver([anAccount({ devices })])).toMatchObject({
      ok: true,
      value: { id: anAccount().id },
    });
  });

  it("opens none where it is revoked", () => {
    const devices = [{ key: NEW, state: "revoked", since: NOW } as const];
    expect(enrolOver([anAccount({ devices })])).toMatchObject({
      error: { code: "terminal_revoked" },
    });
  });
});

describe("an opening code", () => {
  it.each(["active", "frozen"] as const)("[LE74] binds a key to a %s account, once", (status) => {
    const { answer, changed } = bind([opened({ status })]);
    expect(answer).toMatchObject({ ok: true, value: { status } });
    expect(changed?.devices).toEqual([{ key: NEW, name: "desk", state: "active", since: NOW }]);
    expect(changed?.opening).toMatchObject({ code: CODE, used: { by: NEW, at: NOW } });
    expect(bind([changed!], { device: OTHER }).answer).toEqual(INVALID);
  });

  it("[LE74] used before is answered to the same key with the account as it is, at any time", () => {
    const { changed } = bind([opened()]);
    const late = NOW + 2 * OPENING_CODE_MS;
    const again = bind([{ ...changed!, status: "closed" }], { now: late });
    expect(again).toMatchObject({ answer: { ok: true, value: { status: "closed" } } });
    expect(again.changed).toBeUndefined();
    const revoked = changed!.devices.map((one) => ({ ...one, state: "revoked" as const }));
    expect(bind([{ ...changed!, devices: revoked }]).answer).toMatchObject({
      error: { code: "terminal_revoked" },
    });
  });

  it("[LE74] holds for its time to the last moment, and not beyond", () => {
    const until = NOW + OPENING_CODE_MS;
    expect(bind([opened()], { now: until }).answer.ok).toBe(true);
    expect(bind([opened()], { now: until + 1 }).answer).toEqual(INVALID);
  });

  it("[LE74] that is another's, or of no account, or of one that is being closed, binds nothing", () => {
    expect(bind([opened()], { code: "another" as Hash }).answer).toEqual(INVALID);
    expect(bind([]).answer).toEqual(INVALID);
    expect(bind([anAccount()]).answer).toEqual(INVALID);
    for (const status of ["closing", "closed"] as const)
      expect(bind([opened({ status })]).answer).toEqual(INVALID);
  });

  it("[LE74] leaves the terminals that are there, and takes none that has an account of its own", () => {
    const { devices } = anAccount();
    const { changed } = bind([opened({ devices })]);
    expect(changed?.devices.map(({ key }) => key)).toEqual([DEVICE, NEW]);
    const own = (state: "active" | "revoked") =>
      anAccount({ id: OWN, devices: [{ key: NEW, state, since: 0 }] });
    expect(bind([opened(), own("active")]).answer).toEqual({
      ok: false,
      error: { code: "opening_code_invalid", detail: "this terminal has an account" },
    });
    expect(bind([opened(), own("revoked")]).answer.ok).toBe(true);
  });

  it("[LE88] binds no key that another code bound, also in the same turn", () => {
    const [first, second] = ["acc_1", "acc_2"] as [AccountId, AccountId];
    const turn = turnOver({ accounts: [opened({ id: first }), opened({ id: second })] });
    const bringTo = (account: AccountId) =>
      bindTerminalInTurn(turn, { account, device: NEW, name: "desk", own: OWN, code: CODE }, NOW);
    expect(bringTo(first).ok).toBe(true);
    expect(turn.changes().bound).toEqual([{ device: NEW, account: first }]);
    expect(bringTo(second)).toMatchObject(INVALID);
  });
});
