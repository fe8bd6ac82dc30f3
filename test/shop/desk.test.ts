// Goods that are sent later, and the shop's desk: reserved, taken, given up, given back, each once.

import { beforeEach, describe, expect, it } from "vitest";
import { createShop } from "../../shop/create-shop.ts";
import { aBrowser, aShop, rows, type TestShop } from "./a-shop.ts";

let test: TestShop;
let browser: ReturnType<typeof aBrowser>;
let desk: ReturnType<typeof aBrowser>;

beforeEach(async () => {
  test = await aShop();
  browser = aBrowser(test);
  desk = aBrowser(test);
});

const text = async (path: string) => (await browser.get(path)).text();
const deskText = async (path = "/desk") => (await desk.get(path)).text();

/** Bought, and told to the shop by its page. */
async function anOrder(product: string): Promise<{ trade: string; order: string }> {
  await browser.post("/basket", { product });
  const made = (await (await browser.post("/checkout/trade")).json()) as {
    trade: string;
    order: string;
  };
  const later = test.fake.get(made.trade).terms.payload.capture === "later";
  const receipt = await test.fake[later ? "authorize" : "settle"](made.trade);
  const taken = await browser.postJson("/receipts", { receipt });
  expect(await taken.json()).toEqual({ order: made.order, state: "paid" });
  return made;
}

/** The form of this act, as the page has it. */
async function formOf(order: string, act: string): Promise<Record<string, string>> {
  const page = await deskText();
  const at = page.indexOf(`action="/desk/${order}/${act}"`);
  if (at < 0) throw new Error(`the desk has no ${act} for ${order}`);
  const form = page.slice(at, page.indexOf("</form>", at));
  const value = (name: string) =>
    new RegExp(`name="${name}"[^>]*value="([^"]*)"`).exec(form.replaceAll("\n", " "))?.[1];
  return { key: value("key") ?? "", ...(act === "void" ? {} : { amount: value("amount") ?? "" }) };
}

async function act(order: string, what: string, fields: Record<string, string> = {}) {
  const form = { ...(await formOf(order, what)), ...fields };
  const answer = await desk.post(`/desk/${order}/${what}`, form);
  return answer.headers.get("location");
}

describe("goods that are sent later", () => {
  it("are reserved: the terms hold the money, and the order says that nothing is taken yet", async () => {
    const { trade, order } = await anOrder("paper-lantern");
    expect(test.fake.get(trade).terms.payload).toMatchObject({ capture: "later", amount: 6800 });
    const page = await text(`/orders/${order}`);
    expect(page).toContain("Order 1001 is reserved");
    expect(page).toContain("nothing is taken yet");
    expect(page).not.toContain("is paid");
    expect(await text("/orders")).toContain("Reserved");
  });

  it("aren't finalized by a receipt that says settled, nor others by one of a hold", async () => {
    for (const [product, outcome] of [
      ["paper-lantern", "settled"],
      ["postcards", "authorized"],
    ] as const) {
      const shopper = aBrowser(test);
      await shopper.post("/basket", { product });
      const { trade } = (await (await shopper.post("/checkout/trade")).json()) as { trade: string };
      const receipt = await test.fake.receiptFor(test.fake.get(trade), { outcome });
      const refused = await shopper.postJson("/receipts", { receipt });
      expect(await refused.json()).toEqual({ error: "receipt_wrong_outcome" });
    }
    expect(rows(test, "orders").map(({ state }) => state)).toEqual(["unpaid", "unpaid"]);
  });

  it("are found by the poller too, and a hold that went back by itself is seen by who looks", async () => {
    await browser.post("/basket", { product: "paper-lantern" });
    const made = (await (await browser.post("/checkout/trade")).json()) as {
      trade: string;
      order: string;
    };
    await test.fake.authorize(made.trade);
    expect(await text(`/orders/${made.order}`)).toContain("Order 1001 is reserved");
    test.fake.end(made.trade, "voided");
    const page = await text(`/orders/${made.order}`);
    expect(page).toContain("Order 1001 was given up");
    expect(page).toContain("Nothing was taken");
  });
});

describe("the shop's desk", () => {
  it("says what it is, and what it can do with each order", async () => {
    expect(await deskText()).toContain("No order has been paid yet.");
    const { order } = await anOrder("paper-lantern");
    const page = await deskText();
    expect(page).toContain("Only in this demo: whoever opens this page is the shop.");
    expect(page).toContain(`/desk/${order}/capture`);
    expect(page).toContain(`/desk/${order}/void`);
    expect(page).not.toContain(`/desk/${order}/refund`);
  });

  it("is there for a test register alone", async () => {
    const warifu = { ...test.shop.warifu, mode: "live" as const };
    const live = createShop({ ...test.shop, warifu });
    expect((await live.request("http://127.0.0.1:3000/desk")).status).toBe(404);
  });

  it("takes part of a reservation, gives the rest back, and may refund what was taken", async () => {
    const { trade, order } = await anOrder("paper-lantern");
    expect(await act(order, "capture", { amount: "5000" })).toBe("/desk?said=done");
    expect(test.fake.get(trade)).toMatchObject({ status: "completed", captured: 5000 });
    expect(await text(`/orders/${order}`)).toMatch(
      /Order 1001 is paid[\s\S]*Taken<\/dt><dd>¥5,000/,
    );
    expect(await act(order, "refund", { amount: "2000" })).toBe("/desk?said=done");
    expect(await text(`/orders/${order}`)).toMatch(/Given back<\/dt><dd>¥2,000/);
    expect(await formOf(order, "refund")).toMatchObject({ amount: "3000" });
  });

  it("gives a reservation up", async () => {
    const { trade, order } = await anOrder("paper-lantern");
    expect(await act(order, "void")).toBe("/desk?said=done");
    expect(test.fake.get(trade).status).toBe("voided");
    expect(await text(`/orders/${order}`)).toContain("Order 1001 was given up");
    expect(await deskText()).not.toContain(`/desk/${order}/`);
  });

  it("refunds an order that was paid at once, whole", async () => {
    const { order } = await anOrder("postcards");
    expect(await act(order, "refund")).toBe("/desk?said=done");
    expect(await text("/orders")).toContain("Refunded");
    expect(await deskText("/desk?said=done")).toContain("Done.");
  });

  it("does an act once, however often its form is sent", async () => {
    const { trade, order } = await anOrder("postcards");
    const form = { ...(await formOf(order, "refund")), amount: "100" };
    for (const amount of ["100", "100", "880"])
      await desk.post(`/desk/${order}/refund`, { ...form, amount });
    expect(test.fake.get(trade).refunded).toBe(100);
    expect(rows(test, "desk_acts")).toHaveLength(1);
  });

  it("says what Warifu refused, and leaves what has no answer to be asked again", async () => {
    const { trade, order } = await anOrder("postcards");
    expect(await act(order, "refund", { amount: "981" })).toBe("/desk?said=over_captured");
    test.fake.mishaps.push("unreachable", "unreachable", "unreachable", "unreachable");
    expect(await act(order, "refund", { amount: "80" })).toBe("/desk?said=pending");
    const page = await deskText();
    expect(page).toMatch(/Ask again: Refund<span class="unseen"> \(Order \d+\)<\/span>/);
    const key =
      /name="key" value="([^"]+)" \/>\s*<input type="hidden" name="amount" value="80"/.exec(
        page,
      )?.[1];
    const again = await desk.post(`/desk/${order}/refund`, { key: key ?? "", amount: "80" });
    expect(again.headers.get("location")).toBe("/desk?said=done");
    expect(test.fake.get(trade).refunded).toBe(80);
    expect(await deskText()).not.toContain("Ask again");
  });

  it("names the order in each button and each amount, and the currency in the amount's label", async () => {
    await anOrder("postcards");
    await anOrder("paper-lantern");
    const page = await deskText();
    const acts = page.split('class="desk-act"').slice(1);
    expect(acts.length).toBeGreaterThan(2);
    for (const form of acts)
      expect(form).toMatch(
        /<button[^>]*>[^<]+<span class="unseen"> \(Order \d+\)<\/span><\/button>/,
      );
    const labels = page.match(/<label>[^<]+<span class="unseen"> \(Order \d+\)<\/span>/g) ?? [];
    expect(labels).toHaveLength(page.match(/inputmode="decimal"/g)?.length ?? -1);
    expect(page).toContain("Amount (JPY)");
  });

  it("takes no forms from elsewhere, and none that it didn't make", async () => {
    const { order } = await anOrder("postcards");
    const form = await formOf(order, "refund");
    const foreign = aBrowser(test, { origin: "https://evil.example" });
    expect((await foreign.post(`/desk/${order}/refund`, form)).status).toBe(403);
    for (const [path, fields] of [
      [`/desk/${order}/steal`, form],
      ["/desk/K-NOBODY/refund", form],
      [`/desk/${order}/refund`, { ...form, key: "mine" }],
      [`/desk/${order}/refund`, { ...form, amount: "-1" }],
      [`/desk/${order}/refund`, { ...form, amount: "1.5" }],
      [`/desk/${order}/refund`, { ...form, amount: "1e3" }],
    ] as const)
      expect((await desk.post(path, fields)).status).toBe(404);
    expect(rows(test, "desk_acts")).toEqual([]);
  });
});
