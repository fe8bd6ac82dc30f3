// A register's fees from the operator's command to the shop's balance: the certificate that only the carrier can
// read, the postings, what the shop is told, and what nobody else is.

import { runInDurableObject } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import type { Confirmed, TradeView } from "../../../protocol/messages.ts";
import type { FeeSchedule } from "../../../protocol/money/fees.ts";
import type { Currency } from "../../../protocol/money/money.ts";
import type { ActLog } from "../../../protocol/operator/audit.ts";
import type { RegisterFees } from "../../../protocol/operator/operator-registers.ts";
import type { Offer } from "../../../protocol/trade/offer.ts";
import type { Books } from "../../../worker/carrier-server/books/books.ts";
import type { Branch } from "../../../worker/carrier-server/branch/branch.ts";
import { verifyConfirm } from "../../../worker/carrier-server/branch/confirm/verify-confirm.ts";
import { deploymentOf } from "../../../worker/carrier-server/deployment.ts";
import { importSealingKey } from "../../../worker/carrier-server/sealing/sealing.ts";
import { objectNamed } from "../../../worker/objects/placed.ts";
import { checkJournal } from "../../support/accounting/check-journal.ts";
import { aRegistration, certifyRegister, costOf, theBranch } from "../carrier-world.ts";
import {
  aCertifiedRegister,
  aClaim,
  aConfirmOf,
  aShop,
  aShopOf,
  ask,
  aTrade,
  aWallet,
  balancesOfTill,
  getTrade,
  postConfirm,
  problemIn,
  readOffer,
  type Shop,
  settledRow,
  until,
  type Wallet,
} from "../synchronous-world.ts";
import { env } from "../test-env.ts";
import { actAsOperator, askAsOperator } from "./operator-world.ts";

const JPY = "JPY" as Currency;
const USD = "USD" as Currency;

function aSchedule(overrides: Partial<FeeSchedule> = {}): FeeSchedule {
  return { currency: JPY, fixed: 30, rate_ppm: 29_001, refunds: "kept", ...overrides };
}

async function setFees(register: string, schedule: FeeSchedule, key?: string): Promise<Response> {
  const path = `/v1/registers/${register}/fees`;
  return actAsOperator(path, schedule, key === undefined ? {} : { key });
}

async function payFor(wallet: Wallet, offer: Offer): Promise<Confirmed> {
  const granted = await aClaim(wallet, offer);
  const answer = await postConfirm(await aConfirmOf(wallet, offer, granted));
  if (answer.status !== 200) throw new Error(await answer.text());
  await until(() => settledRow(offer.trade));
  return answer.json();
}

async function viewOf(shop: Shop, trade: string): Promise<TradeView> {
  return (await getTrade(shop, trade)).json();
}

async function postingsOf(trade: string): Promise<[string, number][]> {
  return runInDurableObject(theBranch(), (branch: Branch) => {
    const query = "SELECT postings FROM outcomes WHERE trade = ?";
    const [row] = branch.database.exec<{ postings: string }>(query, trade);
    return JSON.parse(row?.postings ?? "[]");
  });
}

describe("a register with fees", () => {
  it("[LE42] [LE44] [LE10] is credited what they leave, by postings of their own, and told so", async () => {
    const shop = await aShopOf(4);
    const answer = await setFees(shop.register, aSchedule());
    const schedules = [aSchedule()];
    expect(await answer.json()).toEqual({ register: shop.register, schedules, told: true });
    const wallet = await aWallet();
    // 30 + 144.42… + what makes a whole yen of it; the second one is rounded up.
    const first = await readOffer((await aTrade(shop, { amount: 4980 })).id);
    const second = await readOffer((await aTrade(shop, { amount: 1000 })).id);
    await payFor(wallet, first);
    const third = await readOffer((await aTrade(shop, { amount: 777 })).id);
    await payFor(wallet, second);
    await payFor(wallet, third);
    const set = `set_${shop.register.slice(4)}`;
    const [, account] = (await postingsOf(first.trade))[0] ?? [];
    expect(account).toBe(-4980);
    expect((await postingsOf(first.trade)).slice(1)).toEqual([
      [set, 4806],
      ["fees_test", 174],
    ]);
    expect((await postingsOf(third.trade)).slice(1)).toEqual([
      [set, 724],
      ["fees_test", 52],
      ["rounding_test", 1],
    ]);
    expect(await viewOf(shop, third.trade)).toMatchObject({ amount: 777, fee: 53, net: 724 });
    const tills = [0, 1, 2, 3].map((till) => balancesOfTill(shop, till));
    const credited = (await Promise.all(tills)).reduce((sum, { JPY = 0 }) => sum + JPY, 0);
    expect(credited).toBe(4806 + 941 + 724);
  });

  it("[LE44] shows them to nobody else: not in offer, receipt or status", async () => {
    const shop = await aShop();
    await setFees(shop.register, aSchedule());
    const offer = await readOffer((await aTrade(shop)).id);
    const { receipt } = await payFor(await aWallet(), offer);
    const status = await (await ask(`/v1/trades/${offer.trade}/status`)).text();
    const seen = [JSON.stringify(offer), JSON.stringify(receipt), status].join();
    for (const word of ["29001", "rate_ppm", '"fee"', '"net"']) expect(seen).not.toContain(word);
    expect(offer.certificate.payload.fees).toMatch(/^fs1\./);
  });

  it("[LE43] charges a trade by the certificate it was offered under", async () => {
    const shop = await aShop();
    const before = await readOffer((await aTrade(shop, { amount: 1000 })).id);
    await setFees(shop.register, aSchedule({ fixed: 100, rate_ppm: 0 }));
    const after = await readOffer((await aTrade(shop, { amount: 1000 })).id);
    const wallet = await aWallet();
    await payFor(wallet, before);
    await payFor(wallet, after);
    expect(await viewOf(shop, before.trade)).toMatchObject({ fee: 0, net: 1000 });
    expect(await viewOf(shop, after.trade)).toMatchObject({ fee: 100, net: 900 });
  });

  it("[LE43] stores the schedule with the outcome, and a settle is still two rows", async () => {
    const shop = await aShop();
    const schedule = aSchedule({ refunds: "returned" });
    await setFees(shop.register, schedule);
    const [wallet, offer] = [await aWallet(), await readOffer((await aTrade(shop)).id)];
    const confirm = await aConfirmOf(wallet, offer, await aClaim(wallet, offer));
    const cost = await costOf(() => postConfirm(confirm));
    expect(cost).toMatchObject({ hops: 1, commits: 1, rows: 2 });
    const row = await runInDurableObject(theBranch(), (branch: Branch) =>
      branch.database.exec("SELECT fees FROM outcomes WHERE trade = ?", offer.trade).at(0),
    );
    expect(JSON.parse(String(row?.fees))).toEqual(schedule);
  });

  it("[LE43] decides nothing where the carrier has lost the key they are sealed under", async () => {
    const shop = await aShop();
    await setFees(shop.register, aSchedule());
    const [wallet, offer] = [await aWallet(), await readOffer((await aTrade(shop)).id)];
    const confirm = await aConfirmOf(wallet, offer, await aClaim(wallet, offer));
    const deployment = await deploymentOf(env);
    const verified = await verifyConfirm(confirm, deployment);
    expect(verified.ok && verified.value.fees).toEqual(aSchedule());
    const [kid = "", key] = [...deployment.sealing.byKid][0] ?? [];
    const other = await importSealingKey("A".repeat(43));
    if (!key) throw new Error("the deployment has a sealing key");
    // The ticket opens and the fees don't: as if each were sealed under a key of its own.
    const swapping = { get: (asked: string) => (asked === kid && swaps-- > 0 ? key : other) };
    let swaps = 1;
    const sealing = { current: kid, byKid: swapping as unknown as ReadonlyMap<string, CryptoKey> };
    const unread = await verifyConfirm(confirm, { ...deployment, sealing });
    if (!unread.ok) throw new Error(unread.error.code);
    expect(unread.value.fees).toBe("unreadable");
    const answer = await theBranch().confirm(unread.value);
    expect(answer).toMatchObject({ ok: false, error: { code: "storage_unavailable" } });
    expect(await postingsOf(offer.trade)).toEqual([]);
    await payFor(wallet, offer);
    expect((await viewOf(shop, offer.trade)).fee).toBeGreaterThan(0);
  });

  it("[LE18] [LE42] has them in the export, which re-adds", async () => {
    const shop = await aShop();
    await setFees(shop.register, aSchedule({ rate_ppm: 12_345 }));
    await payFor(await aWallet(), await readOffer((await aTrade(shop, { amount: 100 })).id));
    const text = await (await askAsOperator("/v1/branches/0/export?format=hledger")).text();
    const { balances } = checkJournal(text);
    expect(balances.get("carrier:fees:fees_test JPY")).toBeGreaterThan(0n);
    expect(balances.has("carrier:rounding:rounding_test JPY")).toBe(true);
  });
});

describe("the operator's command", () => {
  it("[LE45] [LE17] is done once under its key, and a repeat brings the certificate again", async () => {
    const shop = await aShop();
    const key = crypto.randomUUID();
    const first = await setFees(shop.register, aSchedule(), key);
    const certified = await env.CARRIER.certifiedRegister(shop.register);
    const again = await setFees(shop.register, aSchedule(), key);
    expect(again.headers.get("Idempotent-Replayed")).toBe("true");
    expect(await again.json()).toEqual(await first.json());
    expect(await env.CARRIER.certifiedRegister(shop.register)).toEqual(certified);
    const other = await setFees(shop.register, aSchedule({ fixed: 31 }), key);
    expect((await problemIn(other)).code).toBe("idempotency_key_reused");
  });

  it("[LE17] is in the log, with who asked for what, and the log stays", async () => {
    const { register } = await aShop();
    const key = crypto.randomUUID();
    await setFees(register, aSchedule(), key);
    await setFees(register, aSchedule(), key);
    const answer = await askAsOperator(`/v1/registers/${register}/audit`);
    const { entries } = (await answer.json()) as ActLog;
    expect(entries.map(({ act }) => act)).toEqual(["certify", "set_fees"]);
    expect(entries[1]).toMatchObject({ asked: aSchedule(), idempotency_key: key });
    expect(entries[1]?.operator).toMatch(/^[\w-]{12}$/);
    await runInDurableObject(objectNamed(env.BOOKS, register), (books: Books) => {
      const change = () => books.database.exec("UPDATE commands SET operator = 'x'");
      expect(change).toThrow("append-only");
    });
  });

  it("[LE45] sets one currency and leaves the others, and one that charges nothing takes it away", async () => {
    const { register } = await aShop();
    await setFees(register, aSchedule());
    await setFees(register, aSchedule({ currency: USD }));
    await setFees(register, aSchedule({ fixed: 0, rate_ppm: 0 }));
    const read = await askAsOperator(`/v1/registers/${register}/fees`);
    const { schedules } = (await read.json()) as RegisterFees;
    expect(schedules).toEqual([aSchedule({ currency: USD })]);
    await setFees(register, aSchedule({ currency: USD, fixed: 0, rate_ppm: 0 }));
    const certified = await env.CARRIER.certifiedRegister(register);
    expect(certified?.certificate.payload.fees).toBeUndefined();
  });

  it("[LE45] keeps the fees when the register is certified anew, and says when nobody was told", async () => {
    const { key, certified } = await aCertifiedRegister();
    const set = await setFees(certified.register, aSchedule());
    // Not registered with the synchronous server yet.
    expect(await set.json()).toMatchObject({ told: false });
    await certifyRegister(await aRegistration(key, { name: "Another name" }));
    const renewed = await env.CARRIER.certifiedRegister(certified.register);
    expect(renewed?.certificate.payload.name).toBe("Another name");
    expect(renewed?.certificate.payload.fees).toMatch(/^fs1\./);
  });

  it("[LE45] [MS1] is the operator's, about a register there is, and well formed", async () => {
    const { register } = await aShop();
    const path = `/v1/registers/${register}/fees`;
    const guess = await actAsOperator(path, aSchedule(), { operatorKey: "guess" });
    expect((await problemIn(guess)).code).toBe("operator_unauthorized");
    const unknown = `reg_test_${"0".repeat(13)}`;
    expect((await problemIn(await setFees(unknown, aSchedule()))).code).toBe("register_unknown");
    const odd = await setFees(register, aSchedule({ rate_ppm: 1_000_001 }));
    expect((await problemIn(odd)).code).toBe("invalid_request");
    const read = await askAsOperator(`/v1/registers/${unknown}/fees`);
    expect((await problemIn(read)).code).toBe("register_unknown");
  });
});

describe("a newer certificate", () => {
  it("[LE45] counts by the root's word alone, and an older one changes nothing", async () => {
    const shop = await aShop();
    const { register, certificate, chain } = shop.certified;
    await setFees(shop.register, aSchedule());
    const newer = await env.CARRIER.certifiedRegister(register);
    if (!newer) throw new Error("it is certified");
    const standing = { number: 0, suspended: false };
    expect(await env.CREDITOR.certified({ register, certificate, chain, standing })).toEqual({
      ok: true,
      value: null,
    });
    const offer = await readOffer((await aTrade(shop)).id);
    expect(offer.certificate).toEqual(newer.certificate);
    const forged = {
      ...newer,
      standing,
      certificate: {
        ...newer.certificate,
        payload: { ...newer.certificate.payload, name: "Someone else" },
      },
    };
    expect(await env.CREDITOR.certified(forged)).toMatchObject({
      error: { code: "register_uncertified" },
    });
  });
});
