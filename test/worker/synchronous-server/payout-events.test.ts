// The events of payouts: those that the register is told, and that which it has to ask for.
import { runDurableObjectAlarm } from "cloudflare:test";
import { afterEach, expect, it } from "vitest";
import { PAID_LOOK_FIRST_MS } from "../../../protocol/limits.ts";
import type { PayoutFile } from "../../../protocol/operator/payout-files.ts";
import type { PayoutView } from "../../../protocol/register/payouts.ts";
import { setClockOffset } from "../../../worker/objects/clock.ts";
import { actAsOperator } from "../carrier-server/operator-world.ts";
import { aPayoutAccount } from "../carrier-server/payout-world.ts";
import { allEvents, typesOf } from "../events-world.ts";
import { advanceClock, post, type Shop } from "../synchronous-world.ts";
import { aShopWithSales, registerOf } from "./sales-world.ts";

afterEach(() => setClockOffset(0));

function write(shop: Shop, path: string, body: unknown) {
  const headers = { Authorization: `Bearer ${shop.apiKey}` };
  return post(path, body, { ...headers, "Idempotency-Key": crypto.randomUUID() });
}

async function aPayout(shop: Shop): Promise<PayoutView> {
  return (await write(shop, "/v1/payouts", { currency: "JPY" })).json();
}

async function tellTheBank(): Promise<void> {
  const made = await actAsOperator("/v1/payouts/files", { currency: "JPY" }, {});
  const { id } = (await made.json()) as PayoutFile;
  await actAsOperator(`/v1/payouts/files/${id}/sent`, {}, {});
}

it("[EV1] a payout's are those of its status, in their order", async () => {
  const { shop } = await aShopWithSales([100]);
  const refused = await aPayout(shop);
  await write(shop, "/v1/payout-account", { account: await aPayoutAccount(shop) });
  const payout = await aPayout(shop);
  await tellTheBank();
  const events = await allEvents(shop);
  expect(typesOf(events, refused.id)).toEqual(["payout.refused"]);
  expect(typesOf(events, payout.id)).toEqual(["payout.ordered", "payout.paid"]);
});

it("[EV7] that the bank was told is found by the alarm, though nobody asks", async () => {
  const { shop } = await aShopWithSales([100]);
  await write(shop, "/v1/payout-account", { account: await aPayoutAccount(shop) });
  const payout = await aPayout(shop);
  await tellTheBank();
  const status = async () => {
    const stored = await registerOf(shop).events({
      ...{ after: { sale: 0, listed: 0 }, limit: 10, listening: { version: 0, on: false } },
    });
    return stored.events.map((event) => event.status);
  };
  advanceClock(PAID_LOOK_FIRST_MS + 1);
  await runDurableObjectAlarm(registerOf(shop));
  expect(await status()).toEqual(["ordered", "paid"]);
  expect(typesOf(await allEvents(shop), payout.id)).toEqual(["payout.ordered", "payout.paid"]);
});
