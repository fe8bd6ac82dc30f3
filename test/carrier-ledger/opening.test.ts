// Accounts that the operator opens, and the codes he issues for them, as the pure turns they are.

import { describe, expect, it } from "vitest";
import { accountIdFrom } from "../../protocol/ids.ts";
import type { OpenAccount } from "../../protocol/operator/operator.ts";
import type { Hash } from "../../protocol/signing/signature.ts";
import { emptyAccount } from "../../worker/carrier-server/branch/account/empty-account.ts";
import {
  type OperatorCommand,
  operateInTurn,
} from "../../worker/carrier-server/branch/account/operator-act.ts";
import type { Account } from "../../worker/carrier-server/branch/ledger.ts";
import { NOW } from "../support/builders/realm.ts";
import { anAccount, JPY, USD } from "./branch-facts.ts";
import { turnOver } from "./turn-over.ts";

const ID = anAccount().id;
const OWN = accountIdFrom("test", 0, new Uint8Array(8).fill(8));
const CODE = "the code" as Hash;

const opened = (overrides: Partial<Account> = {}): Account => ({
  ...emptyAccount(ID, NOW),
  balances: { [JPY]: 0 },
  opening: { code: CODE, issuedAt: NOW },
  ...overrides,
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
    ["active", [{ ...anAccount().devices[0]!, state: "revoked" as const }], true],
  ] as const)(
    "[LE74] [TE16] a new code for a %s account with terminals %j: %s",
    (status, devices, ok) => {
      const turn = turnOver({ accounts: [opened({ status, devices })] });
      const code = { hash: "newer" as Hash, issuedAt: NOW };
      const issue = command({ act: "issue_code", asked: { code: "new" }, code } as never);
      expect(operateInTurn(turn, issue, NOW).ok).toBe(ok);
      const [account] = turn.changes().changed;
      expect(account?.opening).toEqual(ok ? { code: "newer", issuedAt: NOW } : undefined);
    },
  );
});
