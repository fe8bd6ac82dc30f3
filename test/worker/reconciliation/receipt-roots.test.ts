// The daily root over receipts: made once the day is over, signed under the root that shops and terminals pin, and for
// whoever holds a receipt the proof that it is among them, asked at either server.

import { runInDurableObject } from "cloudflare:test";
import { afterAll, beforeAll, beforeEach, expect, it, vi } from "vitest";
import {
  boundsOf,
  dayOf,
  type ReceiptProof,
  type SignedReceiptRoot,
  verifyInclusion,
} from "../../../protocol/count/receipt-root.ts";
import type { TradeId } from "../../../protocol/ids.ts";
import { RECEIPT_ROOT_GRACE_MS } from "../../../protocol/limits.ts";
import type { TradeView } from "../../../protocol/messages.ts";
import { toBase64Url } from "../../../protocol/signing/encoding.ts";
import type { SignedReceipt } from "../../../protocol/signing/signed-objects.ts";
import type { Branch } from "../../../worker/carrier-server/branch/branch.ts";
import {
  type ReceiptCursor,
  receiptPage,
} from "../../../worker/carrier-server/branch/receipt-pages.ts";
import { deploymentOf } from "../../../worker/carrier-server/deployment.ts";
import { clockNow, setClockOffset } from "../../../worker/objects/clock.ts";
import { askCarrier, theBranch } from "../carrier-world.ts";
import {
  advanceClock,
  aShop,
  ask,
  aWallet,
  getTrade,
  post,
  problemIn,
  type Shop,
} from "../synchronous-world.ts";
import { env } from "../test-env.ts";
import { aPurchase, setClockToNoon } from "./count-world.ts";

const stub = () => env.RECONCILIATION.getByName("test/reconciliation");
/** Of the receipts of beforeAll. */
let day: string;
let shop: Shop;
let receipts: SignedReceipt[];

beforeAll(async () => {
  setClockToNoon();
  vi.spyOn(console, "warn").mockImplementation(() => undefined);
  shop = await aShop();
  const wallet = await aWallet();
  const trades = [];
  for (const amount of [100, 200, 300, 400, 500])
    trades.push(await aPurchase(shop, wallet, { amount }));
  receipts = await Promise.all(trades.map(receiptOf));
  day = dayOf(clockNow());
});
beforeEach(setClockToNoon);
afterAll(() => setClockOffset(0));

async function receiptOf(trade: TradeId): Promise<SignedReceipt> {
  const { receipt } = (await (await getTrade(shop, trade)).json()) as TradeView;
  if (!receipt) throw new Error("the trade is settled");
  return receipt;
}

/** The day is over, and its root is made if it wasn't. */
async function untilTheDayIsOver(): Promise<void> {
  advanceClock(boundsOf(day).end + RECEIPT_ROOT_GRACE_MS - clockNow());
  await stub().wake();
}

async function rootOf(of: string): Promise<SignedReceiptRoot> {
  const answer = await ask(`/v1/receipt-roots/${of}`);
  if (!answer.ok) throw new Error(await answer.text());
  return answer.json();
}

const prove = (receipt: SignedReceipt) => post("/v1/receipt-proofs", { receipt });
const trustOf = async () => (await deploymentOf(env)).trust;

it("[LE65] a day has no root before it is over and 5 minutes more, and no receipt of it a proof", async () => {
  advanceClock(boundsOf(day).end + RECEIPT_ROOT_GRACE_MS - 1_000 - clockNow());
  await stub().wake();
  const root = await ask(`/v1/receipt-roots/${day}`);
  expect(await problemIn(root)).toMatchObject({ code: "receipt_root_pending", retryable: true });
  expect(root.headers.get("Cache-Control")).toBe("no-store");
  const [receipt] = receipts as [SignedReceipt];
  expect(await problemIn(await prove(receipt))).toMatchObject({ code: "receipt_root_pending" });
});

it("[LE65] [LE66] each receipt of the day is proven offline under the pinned root", async () => {
  await untilTheDayIsOver();
  const root = await rootOf(day);
  expect(root.payload).toMatchObject({ day, typ: "warifu/receipt-root/1" });
  const trust = await trustOf();
  const places = new Set<number>();
  for (const receipt of receipts) {
    const proof: ReceiptProof = await (await prove(receipt)).json();
    places.add(proof.index);
    expect(await verifyInclusion(receipt, proof, root, trust)).toEqual({
      ok: true,
      value: root.payload,
    });
  }
  expect(places.size).toBe(receipts.length);
});

it("[LE65] the root is over the receipts of every outcome that the branch has of that day", async () => {
  await untilTheDayIsOver();
  const { from, end } = boundsOf(day);
  const stored = await runInDurableObject(theBranch(), (branch: Branch) =>
    branch.database
      .exec<{ n: number }>(
        "SELECT count(*) AS n FROM outcomes WHERE receipt IS NOT NULL AND decided_at >= ? AND decided_at < ?",
        from,
        end,
      )
      .at(0),
  );
  expect((await rootOf(day)).payload.size).toBe(stored?.n);
});

it("[LE65] is collected page by page, every receipt once, and salted by the day's key", async () => {
  const { from, end } = boundsOf(day);
  const [a, b] = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)].map(toBase64Url);
  const collect = (saltKey: string, rows: number) =>
    runInDurableObject(theBranch(), async ({ database }: Branch) => {
      const hashes: string[] = [];
      let after: ReceiptCursor | undefined;
      let pages = 0;
      do {
        const asked = { from, end, saltKey, ...(after ? { after } : {}) };
        const { leaves, next } = await receiptPage(database, asked, rows);
        for (let at = 0; at < leaves.length; at += 32)
          hashes.push(toBase64Url(leaves.subarray(at, at + 32)));
        after = next;
        pages += 1;
      } while (after);
      return { hashes: hashes.sort(), pages };
    });
  const whole = await collect(a as string, 1_000);
  expect(whole.hashes.length).toBeGreaterThanOrEqual(receipts.length);
  expect(new Set(whole.hashes).size).toBe(whole.hashes.length);
  const paged = await collect(a as string, 2);
  expect(paged.hashes).toEqual(whole.hashes);
  expect(paged.pages).toBeGreaterThan(whole.pages);
  const salted = await collect(b as string, 1_000);
  expect(salted.hashes.filter((one) => whole.hashes.includes(one))).toEqual([]);
});

it("[LE65] a root once made stays, byte for byte, at both servers, for any cache", async () => {
  await untilTheDayIsOver();
  const first = await ask(`/v1/receipt-roots/${day}`);
  expect(first.headers.get("Cache-Control")).toContain("immutable");
  const text = await first.text();
  advanceClock(3 * 24 * 60 * 60_000);
  await stub().wake();
  expect(await (await ask(`/v1/receipt-roots/${day}`)).text()).toBe(text);
  expect(await (await askCarrier(`/v1/receipt-roots/${day}`)).text()).toBe(text);
});

it("[LE65] a day without receipts has the root of the empty tree", async () => {
  await untilTheDayIsOver();
  const next = dayOf(boundsOf(day).end);
  advanceClock(24 * 60 * 60_000);
  await stub().wake();
  const { payload } = await rootOf(next);
  expect(payload).toMatchObject({ day: next, size: 0 });
  expect(Buffer.from(payload.root, "base64url").toString("hex")).toMatch(/^e3b0c44298fc1c14/);
});

it("[LE66] whatever isn't in the tree gets one refusal: another amount, another signature, another day", async () => {
  await untilTheDayIsOver();
  const [receipt] = receipts as [SignedReceipt];
  const { payload } = receipt;
  const signature = (receipts[1] as SignedReceipt).signature;
  for (const one of [
    { ...receipt, payload: { ...payload, amount: payload.amount + 1 } },
    { ...receipt, signature },
    { ...receipt, payload: { ...payload, time: 0 } },
  ])
    expect(await problemIn(await prove(one))).toMatchObject({
      code: "receipt_not_found",
      status: 404,
    });
  expect(await problemIn(await ask("/v1/receipt-roots/2001-02-03"))).toMatchObject({
    code: "receipt_not_found",
  });
  expect(await problemIn(await ask("/v1/receipt-roots/yesterday"))).toMatchObject({
    code: "invalid_request",
  });
});

it("[LE66] a proof holds for its own receipt and root alone", async () => {
  await untilTheDayIsOver();
  const [receipt, other] = receipts as [SignedReceipt, SignedReceipt];
  const proof: ReceiptProof = await (await prove(receipt)).json();
  const root = await rootOf(day);
  const trust = await trustOf();
  const refused = async (...asked: Parameters<typeof verifyInclusion>) => {
    const verified = await verifyInclusion(...asked);
    return verified.ok ? "included" : verified.error;
  };
  expect(await refused(other, proof, root, trust)).toBe("not_included");
  const { salt } = (await (await prove(other)).json()) as ReceiptProof;
  expect(await refused(receipt, { ...proof, salt }, root, trust)).toBe("not_included");
  expect(await refused(receipt, { ...proof, size: proof.size + 1 }, root, trust)).toBe(
    "not_included",
  );
  const smaller = { ...root, payload: { ...root.payload, size: 1 } };
  expect(await refused(receipt, proof, smaller, trust)).toBe("bad_signature");
  const live = { ...trust, mode: "live" } as const;
  expect(await refused(receipt, proof, root, live)).toBe("wrong_mode");
  const ofOther = { ...root, payload: { ...root.payload, kid: "0".repeat(16) } };
  expect(await refused(receipt, proof, ofOther, trust)).toBe("uncertified_key");
  expect(await refused(receipt, { ...proof, day: "2001-02-03" }, root, trust)).toBe("wrong_day");
});
