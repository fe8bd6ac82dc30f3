// The last release's Workers and this tree's, at work together on the same objects: what happens to a system while it is
// deployed, and after it was rolled back. Real workerd, real files, one story after the other way round.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { sqliteFiles } from "../../../bench/ours/fill.ts";
import { readOurBooks } from "../../../bench/ours/our-books.ts";
import { type DeploymentKeys, makeKeys } from "../../../cli/keys.ts";
import { signUpShop } from "../../../cli/register-shop.ts";
import { bundleBoth, classesNow, readKeptRelease } from "../../../cli/release/worker-bundles.ts";
import { root } from "../../../cli/set-up.mjs";
import type { Role } from "../../../cli/system/servers.ts";
import { aTestPayer, type TestPayer } from "../../../cli/warifu/payer/test-payer.ts";
import type { TradeStatus, Warifu } from "../../../register-server/index.ts";
import { createWarifu } from "../../../register-server/index.ts";
import {
  openWorkersHere,
  type Runnable,
  type WorkersHere,
} from "../../support/cloudflare/workers-here.ts";

const SLOW_MS = 120_000;
const AMOUNT = 1200;
const CURRENCY = "JPY";

type Version = "last" | "this";
/** In the order in which a deployment and a rollback put them, and then the one that neither does. */
const PAIRS: readonly { readonly when: string; readonly role: Role; readonly version: Version }[] =
  [
    { when: "the carrier is up, the synchronous server not yet", role: "carrier", version: "this" },
    { when: "both are up", role: "synchronous", version: "this" },
    { when: "the synchronous server is back", role: "synchronous", version: "last" },
    { when: "both are back", role: "carrier", version: "last" },
    { when: "only the synchronous server is new", role: "synchronous", version: "this" },
  ];

describe("the last release beside this tree", () => {
  let folder: string;
  let here: WorkersHere;
  let keys: DeploymentKeys;
  let warifu: Warifu;
  let payer: TestPayer;
  let versions: Record<Version, Record<Role, Omit<Runnable, "bindings">>>;
  let classes: Record<Version, Record<Role, readonly string[]>>;
  /** trades by what the next pair finds of them */
  const left = { settled: "", held: "", open: "" };
  /** minor units that the shop should have */
  let due = 0;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "warifu-beside-"));
    keys = await makeKeys({ mode: "test", now: Date.now() });
    const last = readKeptRelease(root);
    const now = await bundleBoth(join(folder, "built"));
    const both = (modules: Readonly<Record<Role, Buffer>>) => ({
      carrier: moduleOf(modules.carrier),
      synchronous: moduleOf(modules.synchronous),
    });
    versions = { last: both(last.modules), this: both(now) };
    classes = { last: last.classes, this: classesNow() };
    here = await openWorkersHere(folder);
    await start("carrier", "last");
    await start("synchronous", "last");
    const rootKey = keys.root.publicKey;
    const place = { server: here.origin, rootKey, mode: "test" } as const;
    const shop = await signUpShop({ ...place, name: "Shop", origins: ["http://localhost:8790"] });
    warifu = createWarifu({ key: shop.key });
    payer = await aTestPayer({ origin: here.origin, rootKey });
    await leaveSome();
  }, SLOW_MS);

  afterAll(async () => {
    await here.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const start = (role: Role, version: Version) => {
    const texts = {
      ...{ MODE: "test", ORIGIN: here.origin, PASSKEY_HOST: "localhost", TERMINAL_ORIGINS: "" },
      ...{ ...keys[role], DEMO_CREDIT: "JPY:1000000" },
    };
    const bindings = [
      ...Object.entries(texts).map(([name, text]) => ({ name, type: "plain_text", text })),
      ...classes[version][role].map((name) => ({
        ...{ name, type: "durable_object_namespace", class_name: name },
      })),
    ];
    return here.run(role, { ...versions[version][role], bindings });
  };
  const made = async (capture: "now" | "later" = "now") => {
    const items = [{ name: "Something", quantity: 1, amount: AMOUNT }];
    return (await warifu.createTrade({ amount: AMOUNT, currency: CURRENCY, capture, items })).id;
  };
  const becomes = (trade: string, status: TradeStatus) =>
    vi.waitFor(async () => expect((await warifu.getTrade(trade)).status).toBe(status), {
      ...{ timeout: 20_000, interval: 50 },
    });
  const paid = async (trade: string, status: TradeStatus) => {
    expect((await payer.pay(trade)).state).toMatch(/^(settled|authorized)$/);
    await becomes(trade, status);
    if (status === "settled") due += AMOUNT;
    return trade;
  };
  const leaveSome = async () => {
    left.settled = await paid(await made(), "settled");
    left.held = await paid(await made("later"), "authorized");
    left.open = await made();
    await stored(left.open);
  };
  /** A create is answered before its row is on the disk [TM12]; who is killed in between was never told of it. */
  const stored = (trade: string) =>
    vi.waitFor(() => expect(rowsOf(join(folder, "synchronous"), trade)).toBe(1), {
      ...{ timeout: 10_000, interval: 50 },
    });

  it.each(PAIRS)(
    "[DE5] $when: what was begun before goes on, what begins now ends",
    async (pair) => {
      await start(pair.role, pair.version);
      const refund = await warifu.refundTrade(left.settled, { amount: 200, currency: CURRENCY });
      const capture = await warifu.captureTrade(left.held, {
        ...{ amount: 700, currency: CURRENCY, last: true },
      });
      expect([refund.status, capture.status]).toEqual(["done", "done"]);
      due += 700 - 200;
      await paid(left.open, "settled");
      await leaveSome();
      expect((await warifu.getTrade(left.settled)).receipt?.payload.trade).toBe(left.settled);
      const [balance] = (await warifu.getBalance()).balances;
      expect(balance?.available).toBe(due);
    },
    SLOW_MS,
  );

  it("lists every trade of every pair, and each posting has its other side", async () => {
    const statuses: TradeStatus[] = [];
    for await (const trade of warifu.eachTrade()) statuses.push(trade.status);
    const count = (status: TradeStatus) => statuses.filter((one) => one === status).length;
    expect(count("settled")).toBe(1 + 2 * PAIRS.length);
    expect(count("completed")).toBe(PAIRS.length);
    await here.stop();
    const of = (role: Role) => join(folder, role);
    const books = readOurBooks({ carrier: of("carrier"), synchronous: of("synchronous") });
    expect(books.sumOfPostings).toBe(0);
    expect(books.credited).toBe(1 + 2 * PAIRS.length);
  });
});

function rowsOf(synchronous: string, trade: string): number {
  const counts = sqliteFiles(join(synchronous, "objects/synchronous-Till")).map((path) => {
    const database = new DatabaseSync(path, { readOnly: true });
    const row = database.prepare("SELECT count(*) AS n FROM trades WHERE id = ?").get(trade);
    database.close();
    return Number(row?.n ?? 0);
  });
  return counts.reduce((sum, count) => sum + count, 0);
}

function moduleOf(bytes: Buffer): Omit<Runnable, "bindings"> {
  return { main: "index.js", modules: new Map([["index.js", bytes]]), assets: new Map() };
}
