// What was paid, later: found again, its receipt checked without a network, printed and kept; what was given back; and
// five thousand payments as quick as five. One shopper, one purchase; the stories follow each other.

import { readFileSync } from "node:fs";
import AxeBuilder from "@axe-core/playwright";
import type { Download, Page } from "@playwright/test";
import { pay, untilPaid } from "../../cli/purchase/shopper.ts";
import { aShopper, type Shopper } from "../support/scenario/shopper.ts";
import { expect, test } from "../support/scenario/story.ts";
import type { World } from "../support/scenario/world.ts";
import { manyPayments } from "../terminal/support/payments.ts";

test.describe.configure({ mode: "serial" });

const MANY = 5_000;
/** Script of the window from the press to the list: what a shopper waits for on a quiet machine of two cores. */
const SCRIPT_MS_MAX = 100;

let shopper: Shopper;
let trade: string;

test.beforeAll(async ({ world }) => {
  shopper = await aShopper(world);
  const page = await shopper.visit(world.counter.origin());
  const sheet = await shopper.press(page);
  await pay(sheet);
  await untilPaid(sheet);
  await page.close();
  trade = world.counter.trades.at(-1)?.id ?? "";
});

test.afterAll(() => shopper.close());

/** The payment's page, as it is gone to from home. */
async function paymentPage(): Promise<Page> {
  const wallet = await shopper.wallet();
  await wallet.getByRole("button", { name: /Paid · / }).click();
  await expect(wallet.getByRole("heading", { name: /^Payment to / })).toBeFocused();
  return wallet;
}

async function history(wallet: Page): Promise<void> {
  await wallet.getByRole("button", { name: "All payments" }).click();
  await expect(wallet.getByRole("heading", { name: "Payments", exact: true })).toBeFocused();
}

async function saved(wallet: Page, button: string): Promise<string> {
  const [download] = await Promise.all([
    wallet.waitForEvent("download"),
    wallet.getByRole("button", { name: button }).click(),
  ]);
  return readFileSync(await pathOf(download), "utf8");
}

async function pathOf(download: Download): Promise<string> {
  const path = await download.path();
  return path;
}

async function nothingFound(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
}

const expected = ({ counter: { warifu } }: World) =>
  ({ register: warifu.register, trade, amount: 1200, currency: "JPY", mode: "test" }) as const;

test("[SG8] a payment's receipt is checked step by step, without a network", async () => {
  const wallet = await paymentPage();
  await expect(wallet.getByText("Washi notebook")).toBeVisible();
  await shopper.context.setOffline(true);
  await wallet.getByRole("button", { name: "Check it" }).click();
  await expect(wallet.getByText("The receipt is genuine.")).toBeVisible();
  await expect(wallet.locator(".step-holds")).toHaveCount(6);
  await nothingFound(wallet);
  await shopper.context.setOffline(false);
  await wallet.close();
});

test("[SG7] the saved receipt is one that the SDK verifies, and for no other amount", async ({
  world,
}) => {
  const wallet = await paymentPage();
  const receipt: unknown = JSON.parse(await saved(wallet, "Save the receipt"));
  const { receipts } = world.counter.warifu;
  const verified = await receipts.verify(receipt, { ...expected(world), outcome: "settled" });
  expect(verified.trade).toBe(trade);
  const wrong = receipts.verify(receipt, { ...expected(world), amount: 1201, outcome: "settled" });
  await expect(wrong).rejects.toMatchObject({ code: "receipt_wrong_amount" });
  await wallet.close();
});

test("on paper a payment is one calm page, in any theme", async () => {
  const wallet = await paymentPage();
  await wallet.getByRole("button", { name: "Check it" }).click();
  await expect(wallet.getByText("The receipt is genuine.")).toBeVisible();
  const paper = wallet.locator(".paper");
  await expect(paper).toBeHidden();
  for (const colorScheme of ["light", "dark"] as const) {
    await wallet.emulateMedia({ media: "print", colorScheme });
    await expect(paper).toBeVisible();
    await expect(wallet.getByRole("button")).toHaveCount(0);
    await expect(paper).toContainText("¥1,200");
    await expect(paper).toContainText(trade);
    await expect(paper).toContainText("Test money. This proves no payment.");
    await expect(paper).toHaveCSS("color", "rgb(26, 28, 32)");
    for (const format of ["A4", "Letter"]) {
      const pdf = (await wallet.pdf({ format })).toString("latin1");
      expect(pdf.match(/\/Type \/Page\b/g)).toHaveLength(1);
    }
  }
  await wallet.close();
});

test("[MS13] what the shop gives back stands on the page with its time, and in the lists", async ({
  world,
}) => {
  const wallet = await paymentPage();
  for (const amount of [300, 20])
    await world.counter.warifu.refundTrade(trade, { amount, currency: "JPY" });
  await wallet.getByRole("button", { name: "Back" }).click();
  await wallet.getByRole("button", { name: /Paid · / }).click();
  await expect(wallet.getByText("¥320", { exact: true })).toBeVisible();
  await expect(wallet.getByText("¥880", { exact: true })).toBeVisible();
  await wallet.getByRole("button", { name: "Check it" }).click();
  await expect(wallet.getByText("Each refund has a sealed receipt of its own.")).toBeVisible();
  await expect(wallet.getByText("The receipt is genuine.")).toBeVisible();
  await nothingFound(wallet);
  await wallet.getByRole("button", { name: "Back" }).click();
  await expect(wallet.getByText("¥320 refunded")).toBeVisible();
  await wallet.close();
});

test("something that was reported stands in the list", async () => {
  const wallet = await paymentPage();
  await wallet.getByRole("button", { name: "Something wrong?" }).click();
  await wallet.getByLabel("What is wrong?").selectOption("It didn't arrive");
  await wallet.getByRole("button", { name: "Tell the shop" }).click();
  await expect(
    wallet.getByRole("heading", { name: "Waiting for the shop's answer" }),
  ).toBeVisible();
  await wallet.getByRole("button", { name: "Back" }).click();
  await expect(wallet.getByText(/What you reported: Waiting/)).toBeVisible();
  await wallet.getByRole("button", { name: "Back" }).click();
  await expect(wallet.getByText("You reported something wrong")).toBeVisible();
  await history(wallet);
  await expect(wallet.getByText("You reported something wrong")).toBeVisible();
  await nothingFound(wallet);
  await wallet.close();
});

test("five thousand payments are there as quickly as one, fifty at a time", async () => {
  const wallet = await shopper.wallet();
  await fillArchive(wallet, MANY);
  await wallet.reload();
  await wallet.getByRole("button", { name: "All payments" }).waitFor();
  const session = await wallet.context().newCDPSession(wallet);
  await session.send("Performance.enable");
  const script = async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    return (metrics.find(({ name }) => name === "ScriptDuration")?.value ?? 0) * 1_000;
  };
  const before = await script();
  await history(wallet);
  await expect(wallet.getByText(`${(MANY + 1).toLocaleString("en-US")} payments`)).toBeVisible();
  const took = (await script()) - before;
  test.info().annotations.push({ type: "script ms", description: took.toFixed(1) });
  console.info(`history of ${MANY}: ${took.toFixed(1)} ms of script`);
  expect(took).toBeLessThan(SCRIPT_MS_MAX);
  await expect(wallet.locator("button.line")).toHaveCount(50);
  await wallet.getByRole("button", { name: "Show 50 more" }).click();
  await expect(wallet.locator("button.line")).toHaveCount(100);
  await wallet.close();
});

test("a payment is found by its shop, by what was bought and by its amount, and by filters", async () => {
  const wallet = await shopper.wallet();
  await history(wallet);
  const search = wallet.getByLabel("Search");
  const lines = wallet.locator("button.line");
  await search.fill("thing 4321");
  await expect(lines).toHaveCount(1);
  await search.fill("¥4,421");
  await expect(lines).toHaveCount(1);
  await expect(lines).toContainText("¥4,421");
  await search.fill("zebra");
  await expect(wallet.getByText("Nothing found")).toBeVisible();
  await wallet.getByRole("button", { name: "Show all again" }).click();
  await expect(search).toHaveValue("");
  await wallet.getByText("Filter", { exact: true }).click();
  await wallet.getByRole("combobox", { name: "Shop", exact: true }).selectOption("Shop 17");
  await expect(wallet.getByText(/^125 payments · ¥[\d,]+ spent$/)).toBeVisible();
  await wallet.getByRole("combobox", { name: "Shop", exact: true }).selectOption("Any shop");
  await wallet.getByLabel("Which").selectOption("Refunded");
  await expect(lines).toHaveCount(1);
  await wallet.getByLabel("When").selectOption("Earlier years");
  await expect(wallet.getByText("Nothing found")).toBeVisible();
  await nothingFound(wallet);
  await wallet.close();
});

test("all payments leave as a table and as data, each of them", async ({ world }) => {
  const wallet = await shopper.wallet();
  await history(wallet);
  const lines = (await saved(wallet, "Save as a table (CSV)")).split("\r\n");
  expect(lines.some((line) => line.includes(trade) && line.includes(",1200,JPY,"))).toBe(true);
  const { payments } = JSON.parse(await saved(wallet, "Save with receipts (JSON)"));
  const one = payments.find((payment: { trade: string }) => payment.trade === trade);
  expect(one).toMatchObject({ amount: "1200", refunded: "320", currency: "JPY" });
  expect(one.later).toHaveLength(2);
  const { receipts } = world.counter.warifu;
  await receipts.verify(one.receipt, { ...expected(world), outcome: "settled" });
  await wallet.close();
});

test("the history goes on when the service worker is killed while it is open", async () => {
  const wallet = await shopper.wallet();
  await history(wallet);
  await shopper.killServiceWorker();
  await wallet.getByLabel("Search").fill("washi");
  await expect(wallet.locator("button.line")).toHaveCount(1);
  await wallet.locator("button.line").click();
  await expect(wallet.getByRole("heading", { name: /^Payment to / })).toBeVisible();
  await shopper.killServiceWorker();
  await wallet.getByRole("button", { name: "Check it" }).click();
  await expect(wallet.getByText("The receipt is genuine.")).toBeVisible();
  await wallet.getByRole("button", { name: "Back" }).click();
  // As it was left.
  await expect(wallet.getByLabel("Search")).toHaveValue("washi");
  await wallet.close();
});

test("what was spent stands in tables of figures, without what was given back", async () => {
  const wallet = await shopper.wallet();
  await history(wallet);
  await wallet.getByRole("button", { name: "What you spent" }).click();
  await expect(wallet.getByRole("heading", { name: "What you spent" })).toBeFocused();
  await expect(wallet.getByRole("table", { name: "By month" }).getByRole("row")).not.toHaveCount(1);
  await expect(wallet.getByRole("table", { name: /^By shop/ })).toContainText("other shops");
  await nothingFound(wallet);
  await wallet.close();
});

/** Rows of the archive alone: what a list needs of payments. */
async function fillArchive(wallet: Page, count: number): Promise<void> {
  const rows = manyPayments(count).map((row, at) => ({ ...row, at: Date.now() - at * 3_600_000 }));
  // The archive is made when it is first read.
  await history(wallet);
  await wallet.evaluate(async (all) => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open("warifu-payments", 1);
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    await new Promise<void>((resolve, reject) => {
      const transaction = database.transaction("rows", "readwrite");
      for (const row of all) transaction.objectStore("rows").put(row);
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error);
    });
    database.close();
  }, rows);
}
