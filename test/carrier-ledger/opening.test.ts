// Accounts that the operator opens, and the terminal that an opening code binds, as the pure turns they are.

import { describe, expect, it } from "vitest";
import { accountIdFrom } from "../../protocol/ids.ts";
import { OPENING_CODE_MS } from "../../protocol/limits.ts";
import type { OpenAccount } from "../../protocol/operator.ts";
import type { Hash, PublicKey } from "../../protocol/signature.ts";
import {
  type Binding,
  bindTerminalInTurn,
} from "../../worker/carrier-server/branch/bind-terminal.ts";
import { emptyAccount } from "../../worker/carrier-server/branch/empty-account.ts";
import type { Account } from "../../worker/carrier-server/branch/ledger.ts";
import {
  type OperatorCommand,
  operateInTurn,
} from "../../worker/carrier-server/branch/operator-act.ts";
import { NOW } from "../support/builders/realm.ts";
import { anAccount, DEVICE, JPY, USD } from "./branch-facts.ts";
import { turnOver } from "./turn-over.ts";

const ID = anAccount().id;
const OWN = accountIdFrom("test", 0, new Uint8Array(8).fill(8));
const CODE = "the code" as Hash;
const OTHER_DEVICE = "another key" as PublicKey;
const INVALID = { ok: false, error: { code: "opening_code_invalid" } };

const opened = (overrides: Partial<Account> = {}): Account => ({
  ...emptyAccount(ID, NOW),
  balances: { [JPY]: 0 },
  opening: { code: CODE, issuedAt: NOW },
  ...overrides,
});

function bind(account: Account, asked: Partial<Binding> = {}, now = NOW, others: Account[] = []) {
  const turn = turnOver({ accounts: [account, ...others] });
  const binding = { account: ID, device: DEVICE, own: OWN, code: CODE, ...asked };
  const answer = bindTerminalInTurn(turn, binding, now);
  return { answer, changed: turn.changes().changed };
}

describe("an opening code", () => {
  it("[LE74] binds its terminal, once", () => {
    const { answer, changed } = bind(opened(), {}, NOW + 5);
    expect(answer).toMatchObject({ value: { balances: [{ currency: JPY, amount: 0 }] } });
    const [account] = changed;
    expect(account?.devices).toEqual([{ key: DEVICE, state: "active", since: NOW + 5 }]);
    expect(account?.opening).toEqual({
      ...{ code: CODE, issuedAt: NOW },
      used: { by: DEVICE, at: NOW + 5 },
    });
    const again = bind(account!, {}, NOW + OPENING_CODE_MS * 2);
    expect(again).toEqual({ answer, changed: [] });
    expect(bind(account!, { device: OTHER_DEVICE })).toMatchObject({
      answer: INVALID,
      changed: [],
    });
  });

  it("[LE74] lasts to its last moment, by the time it was issued", () => {
    expect(bind(opened(), {}, NOW + OPENING_CODE_MS).answer.ok).toBe(true);
    expect(bind(opened(), {}, NOW + OPENING_CODE_MS + 1).answer).toMatchObject(INVALID);
  });

  it.each([
    ["active", true],
    ["frozen", true],
    ["closing", false],
    ["closed", false],
  ] as const)("[LE74] into a %s account: %s", (status, binds) => {
    expect(bind(opened({ status })).answer.ok).toBe(binds);
  });

  it("[LE74] that says something else, or is for no account of the kind, is invalid", () => {
    expect(bind(opened(), { code: "older" as Hash }).answer).toMatchObject(INVALID);
    expect(bind(opened(), { account: OWN }).answer).toMatchObject(INVALID);
    const { opening: _, ...byTerminal } = opened();
    expect(bind(byTerminal).answer).toMatchObject(INVALID);
  });

  it("[LE74] isn't for a key that opened an account by itself", () => {
    const own = anAccount({ id: OWN });
    expect(bind(opened(), {}, NOW, [own]).answer).toMatchObject({
      error: { code: "opening_code_invalid", detail: "this terminal has an account" },
    });
    const anothers = anAccount({
      id: OWN,
      devices: [{ key: OTHER_DEVICE, state: "active", since: NOW }],
    });
    expect(bind(opened(), {}, NOW, [anothers]).answer.ok).toBe(true);
  });

  it("a key revoked since sees nothing by its old code", () => {
    const used = { by: DEVICE, at: NOW };
    const revoked = opened({
      devices: [{ key: DEVICE, state: "revoked", since: NOW }],
      opening: { code: CODE, issuedAt: NOW, used },
    });
    expect(bind(revoked).answer).toMatchObject({ error: { code: "unknown_terminal" } });
  });
});

describe("the operator's opening of an account", () => {
  const asked: OpenAccount = {
    currencies: [JPY],
    credit: [{ currency: USD, limit: 500 }],
    limits: [{ currency: JPY, day: 300, budgets: [] }],
  };
  const command = (more: Partial<OperatorCommand> = {}): OperatorCommand =>
    ({
      ...{ act: "open_account", asked, account: ID, operator: "who", idempotencyKey: "key" },
      ...{ body: "body" as Hash, code: { hash: CODE, issuedAt: NOW - 1 } },
      ...more,
    }) as OperatorCommand;

  it("[LE73] makes an account that holds its currencies, with credit and limits and nobody's key", () => {
    const turn = turnOver({});
    const done = operateInTurn(turn, command(), NOW);
    expect(done).toMatchObject({ value: { replayed: false, account: { id: ID } } });
    const { opened: made, changed, acts, transfers } = turn.changes();
    expect(made).toEqual([
      {
        ...emptyAccount(ID, NOW),
        balances: { [JPY]: 0, [USD]: 0 },
        credit: { [USD]: 500 },
        limits: { currencies: { [JPY]: { day: 300 } }, budgets: [] },
        opening: { code: CODE, issuedAt: NOW - 1 },
      },
    ]);
    expect([changed, transfers]).toEqual([[], []]);
    expect(acts).toHaveLength(1);
    expect(done).toMatchObject({ value: { account: { opening: { issued_at: NOW - 1 } } } });
  });

  it("[LE73] again under its key is the same account, whatever id was drawn for it", () => {
    const turn = turnOver({});
    const first = operateInTurn(turn, command(), NOW);
    const again = operateInTurn(turn, command({ account: OWN }), NOW + 1);
    expect(again).toMatchObject({ value: { replayed: true } });
    expect(again.ok && first.ok && again.value.account).toEqual(first.ok && first.value.account);
    expect(turn.changes().opened).toHaveLength(1);
  });

  it("asks to be sent again where the id drawn is taken, and changes nothing", () => {
    const turn = turnOver({ accounts: [anAccount()] });
    expect(operateInTurn(turn, command(), NOW)).toMatchObject({
      error: { code: "storage_unavailable" },
    });
    const { opened: made, changed, acts } = turn.changes();
    expect([made, changed, acts]).toEqual([[], [], []]);
  });

  it.each([
    ["active", [], true],
    ["frozen", [], true],
    ["closing", [], false],
    ["active", anAccount().devices, false],
  ] as const)("[LE74] a new code for a %s account with terminals %j: %s", (status, devices, ok) => {
    const turn = turnOver({ accounts: [opened({ status, devices })] });
    const code = { hash: "newer" as Hash, issuedAt: NOW };
    const issue = command({ act: "issue_code", asked: { code: "new" }, code } as never);
    expect(operateInTurn(turn, issue, NOW).ok).toBe(ok);
    const [account] = turn.changes().changed;
    expect(account?.opening).toEqual(ok ? { code: "newer", issuedAt: NOW } : undefined);
  });
});
