// Files for the bank over the time that their setting changes: what a file was made from, it keeps.

import { createExecutionContext, runInDurableObject } from "cloudflare:test";
import { beforeAll, describe, expect, it } from "vitest";
import type { PayoutFile } from "../../../protocol/operator/payout-files.ts";
import carrierServer from "../../../worker/carrier-server/index.ts";
import { aConfirm, aTerminal, type CarrierWorld } from "../../support/builders/payment.ts";
import { aCarrierWorld } from "../carrier-world.ts";
import { env } from "../test-env.ts";
import { actAsOperator } from "./operator-world.ts";
import { anOrder, aPayoutAccount, KAMI } from "./payout-world.ts";

let world: CarrierWorld;
beforeAll(async () => {
  world = await aCarrierWorld();
  const { register, registerKey: key } = world.realm;
  const terms = { amount: 1000 };
  await env.CARRIER.confirm(await aConfirm(world, await aTerminal(world), { terms }));
  await env.CARRIER.setPayoutAccount(await aPayoutAccount({ register, key }));
});

/** With the setting as it is, or another one. */
async function xmlOf({ id }: PayoutFile, settings: { PAYOUT_DEBTOR?: string } = {}) {
  const address = `https://carrier.test/v1/payouts/files/${id}?format=pain.001`;
  const headers = { Authorization: `Bearer ${env.OPERATOR_KEY}` };
  const [request, context] = [new Request(address, { headers }), createExecutionContext()];
  const answer = await carrierServer.fetch(request, { ...env, ...settings } as never, context);
  return answer.text();
}

describe("a file for the bank", () => {
  const moved = { PAYOUT_DEBTOR: JSON.stringify({ holder: "Moved", iban: KAMI.iban }) };
  const inTreasury = (alter: (sql: SqlStorage) => void) =>
    runInDurableObject(env.TREASURY.getByName("test"), (_, { storage }) => alter(storage.sql));

  it("[LE57] is paid from the account that was set when it was made; one of older code, when it is first read", async () => {
    await env.CARRIER.payout(await anOrder(world.realm.register, 1, 400));
    const made = await actAsOperator("/v1/payouts/files", { currency: "JPY" }, {});
    const file = (await made.json()) as PayoutFile;
    const xml = await xmlOf(file);
    expect(xml).toContain("<Nm>Warifu test carrier</Nm>");
    expect(await xmlOf(file, moved)).toBe(xml);
    expect(await xmlOf(file, { PAYOUT_DEBTOR: "" })).toBe(xml);
    await inTreasury((sql) => sql.exec("UPDATE files SET debtor = NULL WHERE id = ?", file.id));
    const older = await xmlOf(file, moved);
    expect(older).toContain("<Nm>Moved</Nm>");
    expect(await xmlOf(file)).toBe(older);
  });
});
