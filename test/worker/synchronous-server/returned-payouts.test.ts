// A payout that the bank sent back: the operator's word, once, with the bank's reason; the money is in the register's
// books again, the shop sees why, and it goes into the next payout.

import { afterEach, describe, expect, it, vi } from "vitest";
import { payoutIdFrom } from "../../../protocol/ids.ts";
import type { ActLog } from "../../../protocol/operator/audit.ts";
import type { PayoutFile, ReturnedPayout } from "../../../protocol/operator/payout-files.ts";
import type {
  PayoutEntries,
  PayoutView,
  ShopStatement,
} from "../../../protocol/register/payouts.ts";
import { clockNow } from "../../../worker/objects/clock.ts";
import { Register } from "../../../worker/synchronous-server/register/register.ts";
import { checkJournal } from "../../support/accounting/check-journal.ts";
import { actAsOperator, askAsOperator } from "../carrier-server/operator-world.ts";
import { aPayoutAccount, inBooks, JPY } from "../carrier-server/payout-world.ts";
import { ask, post, problemIn, type Shop } from "../synchronous-world.ts";
import { aShopWithSales, everywhere } from "./sales-world.ts";

afterEach(() => {
  vi.restoreAllMocks();
});

const bearer = ({ apiKey }: Pick<Shop, "apiKey">) => ({ Authorization: `Bearer ${apiKey}` });
const read = async <T>(shop: Shop, path: string) =>
  (await (await ask(path, { headers: bearer(shop) })).json()) as T;
const write = (shop: Shop, path: string, body: unknown) =>
  post(path, body, { ...bearer(shop), "Idempotency-Key": crypto.randomUUID() });
const pay = async (shop: Shop) =>
  (await (await write(shop, "/v1/payouts", { currency: "JPY" })).json()) as PayoutView;

async function aShopToPay() {
  const { shop } = await aShopWithSales([1000, 500]);
  await write(shop, "/v1/payout-account", { account: await aPayoutAccount(shop) });
  return shop;
}

async function sendFile(): Promise<void> {
  const made = await actAsOperator("/v1/payouts/files", { currency: "JPY" }, {});
  const { id } = (await made.json()) as PayoutFile;
  await actAsOperator(`/v1/payouts/files/${id}/sent`, {}, {});
}

const sendBack = ({ id }: Pick<PayoutView, "id">, reason = "AC04", key?: string) =>
  actAsOperator(`/v1/payouts/${id}/return`, { reason }, key === undefined ? {} : { key });

describe("[LE92] a payout that the bank sent back", () => {
  it("is returned once, with its reason; the books have it again, and the next payout contains it", async () => {
    const shop = await aShopToPay();
    const payout = await pay(shop);
    await sendFile();
    expect((await read<PayoutView>(shop, `/v1/payouts/${payout.id}`)).status).toBe("paid");
    const answer = await sendBack(payout, "AC04", "first");
    const returned = (await answer.json()) as ReturnedPayout;
    expect(returned).toMatchObject({ payout: payout.id, amount: 1500, reason: "AC04", told: true });
    const view = await read<PayoutView>(shop, `/v1/payouts/${payout.id}`);
    expect(view).toMatchObject({ status: "returned", code: "AC04", amount: 1500 });
    expect([await inBooks(shop.register), await everywhere(shop)]).toEqual([1500, 1500]);
    // Again under its key, and under another one with another reason: nothing more comes back.
    const again = await sendBack(payout, "AC04", "first");
    expect(again.headers.get("Idempotent-Replayed")).toBe("true");
    expect(await again.json()).toEqual(returned);
    expect(await (await sendBack(payout, "AM09")).json()).toEqual(returned);
    expect((await problemIn(await sendBack(payout, "AM09", "first"))).code).toBe(
      "idempotency_key_reused",
    );
    expect([await inBooks(shop.register), await everywhere(shop)]).toEqual([1500, 1500]);
    const next = await pay(shop);
    expect(next).toMatchObject({ number: 2, status: "ordered", amount: 1500 });
    const { entries } = await read<PayoutEntries>(shop, `/v1/payouts/${next.id}/entries`);
    expect(entries.reduce((sum, { net }) => sum + net, 0)).toBe(1500);
    expect([await inBooks(shop.register), await everywhere(shop)]).toEqual([0, 0]);
  });

  it("stands in the operator's log, in both journals and in the shop's statement", async () => {
    const shop = await aShopToPay();
    const payout = await pay(shop);
    await sendFile();
    await sendBack(payout);
    const { entries: acts } = (await (await askAsOperator("/v1/payouts/audit")).json()) as ActLog;
    const own = acts.filter(({ asked }) => asked === `${payout.id} AC04`);
    expect(own).toMatchObject([{ act: "record_return", operator: expect.any(String) }]);
    const whole = await (await askAsOperator("/v1/export?format=hledger")).text();
    const { balances } = checkJournal(whole);
    expect(whole).toContain(`returned/${payout.id}`);
    expect(balances.get(`registers:books:books_${shop.register.slice(4)} JPY`)).toBe(1500n);
    expect([...balances.values()].reduce((sum, amount) => sum + amount, 0n)).toBe(0n);
    const journal = await ask("/v1/journal/export?format=hledger", { headers: bearer(shop) });
    expect(checkJournal(await journal.text()).balances.get("assets:register JPY")).toBe(1500n);
    const month = new Date(clockNow()).toISOString().slice(0, 7);
    const statement = await read<ShopStatement>(shop, `/v1/journal/statements/${month}`);
    const [section] = statement.currencies;
    expect(section?.entries.slice(-2)).toMatchObject([
      { kind: "payout", net: -1500 },
      { kind: "payout_returned", net: 1500, balance: 1500 },
    ]);
  });

  it("is told to the register again until it has heard", async () => {
    const shop = await aShopToPay();
    const payout = await pay(shop);
    await sendFile();
    vi.spyOn(console, "warn").mockImplementation(() => undefined);
    const lost = vi
      .spyOn(Register.prototype, "payoutReturned")
      .mockRejectedValue(new Error("lost"));
    expect(await (await sendBack(payout, "AC04", "lost")).json()).toMatchObject({ told: false });
    lost.mockRestore();
    expect(await (await sendBack(payout, "AC04", "lost")).json()).toMatchObject({ told: true });
    expect((await read<PayoutView>(shop, `/v1/payouts/${payout.id}`)).status).toBe("returned");
    expect(await inBooks(shop.register)).toBe(1500);
  });

  it("was sent to it before, is one there is, and is the operator's to say", async () => {
    const shop = await aShopToPay();
    const payout = await pay(shop);
    const code = async (answer: Promise<Response>) => (await problemIn(await answer)).code;
    expect(await code(sendBack(payout))).toBe("payout_not_sent");
    expect(await code(sendBack({ id: payoutIdFrom(shop.register, JPY, 99) }))).toBe(
      "payout_not_found",
    );
    expect(await code(sendBack(payout, "too long"))).toBe("invalid_request");
    const stranger = { operatorKey: "guess" };
    expect(
      await code(actAsOperator(`/v1/payouts/${payout.id}/return`, { reason: "AC04" }, stranger)),
    ).toBe("operator_unauthorized");
    expect(await inBooks(shop.register)).toBe(0);
    await sendFile();
  });
});
