// Payouts at the real carrier, against whoever asks: never more than what payers' branches credited, only where the
// register's key said, once per id, whatever breaks off in between.

import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { makeKeyPair } from "../../../cli/keys.ts";
import { payoutIdFrom } from "../../../protocol/ids.ts";
import type { Currency } from "../../../protocol/money/money.ts";
import type { ActLog } from "../../../protocol/operator/audit.ts";
import type { PayoutFile, PayoutsOverview } from "../../../protocol/operator/payout-files.ts";
import type { Books } from "../../../worker/carrier-server/books/books.ts";
import { PayoutStore } from "../../../worker/carrier-server/books/payout-store.ts";
import { BooksPayouts, type SweepBranch } from "../../../worker/carrier-server/books/payouts.ts";
import { Branch } from "../../../worker/carrier-server/branch/branch.ts";
import { Journal } from "../../../worker/carrier-server/branch/journal.ts";
import { settlementAccount } from "../../../worker/carrier-server/branch/ledger.ts";
import type { PayoutOrder } from "../../../worker/carrier-server/carrier.ts";
import { objectNamed } from "../../../worker/objects/placed.ts";
import { checkJournal } from "../../support/accounting/check-journal.ts";
import { aRefundCall } from "../../support/builders/orders.ts";
import {
  aConfirm,
  aTerminal,
  type CarrierWorld,
  type Terminal,
} from "../../support/builders/payment.ts";
import { aCarrierWorld, theBranch } from "../carrier-world.ts";
import { problemIn } from "../synchronous-world.ts";
import { env } from "../test-env.ts";
import { actAsOperator, askAsOperator } from "./operator-world.ts";
import { aPaidTrade } from "./order-world.ts";
import {
  anOrder,
  aPayoutAccount,
  inBooks,
  JPY,
  KAMI,
  OTHER,
  type Registered,
} from "./payout-world.ts";

let terminal: Terminal;
beforeAll(async () => {
  terminal = await aTerminal(await aCarrierWorld());
});

type Shop = Registered & { readonly world: CarrierWorld };

/** A register with an account for its payouts, that these amounts were paid to. */
async function aPaidShop(...amounts: number[]): Promise<Shop> {
  const world = await aCarrierWorld();
  const { register, registerKey: key } = world.realm;
  for (const amount of amounts) {
    const answer = await env.CARRIER.confirm(
      await aConfirm(world, terminal, { terms: { amount } }),
    );
    if (!answer.ok) throw new Error(answer.error.code);
  }
  await env.CARRIER.setPayoutAccount(await aPayoutAccount({ register, key }));
  return { world, register, key };
}

function inBranch({ register }: Shop): Promise<number> {
  return runInDurableObject(theBranch(), (branch: Branch) => {
    const own = settlementAccount(register);
    return branch.trialBalance().find(({ account }) => account === own)?.amount ?? 0;
  });
}

/** As if the carrier had two branches, which give what the sweep says. */
function orderAtBranches({ register }: Shop, sweep: SweepBranch, order: PayoutOrder) {
  return runInDurableObject(objectNamed(env.BOOKS, register), ({ database }: Books) =>
    new BooksPayouts(database, new PayoutStore(database), { sweep, branches: [0, 1] }).order(
      register,
      order,
    ),
  );
}

const done = { ok: true, value: null };
const refusedWith = (code: string) => ({ ok: false, error: { code } });

describe("a payout account", () => {
  it("[LE51] is set by the register's key, and shown by its end", async () => {
    const { register } = await aPaidShop();
    const answer = await env.CARRIER.payoutAccount(register);
    expect(answer).toMatchObject({ value: { number: 1, ends: "2606", holder: KAMI.holder } });
    expect(JSON.stringify(answer)).not.toContain(KAMI.iban);
  });

  it("[LE51] is refused when forged, replayed, older, or another register's", async () => {
    const shop = await aPaidShop();
    const other = await aPaidShop();
    const set = (signed: Awaited<ReturnType<typeof aPayoutAccount>>) =>
      env.CARRIER.setPayoutAccount(signed);
    const thief = { register: shop.register, key: await makeKeyPair() };
    const forged = await aPayoutAccount(thief, { number: 9, account: OTHER });
    expect(await set(forged)).toMatchObject(refusedWith("bad_signature"));
    const theirs = await aPayoutAccount(other, { number: 9, account: OTHER });
    const renamed = { ...theirs, payload: { ...theirs.payload, iss: shop.register } };
    expect(await set(renamed)).toMatchObject(refusedWith("bad_signature"));
    const first = await aPayoutAccount(shop);
    await set(await aPayoutAccount(shop, { number: 5, account: OTHER }));
    expect(await set(first)).toMatchObject(refusedWith("payout_account_outdated"));
    const same = await aPayoutAccount(shop, { number: 5 });
    expect(await set(same)).toMatchObject(refusedWith("payout_account_outdated"));
    const elsewhere = await aPayoutAccount(shop, { number: 6, aud: "realm:0000000000000000" });
    expect(await set(elsewhere)).toMatchObject(refusedWith("wrong_audience"));
    expect(await env.CARRIER.payoutAccount(shop.register)).toMatchObject({
      value: { number: 5, ends: "7947" },
    });
  });

  it("[LE51] again gets the same answer, and of an unknown register none", async () => {
    const shop = await aPaidShop();
    const again = await aPayoutAccount(shop, { number: 7 });
    const first = await env.CARRIER.setPayoutAccount(again);
    expect(await env.CARRIER.setPayoutAccount(again)).toEqual(first);
    const unknown = `reg_test_${"0".repeat(13)}` as Shop["register"];
    expect(await env.CARRIER.payoutAccount(unknown)).toMatchObject(refusedWith("register_unknown"));
    const nobody = await aPayoutAccount({ register: unknown, key: shop.key });
    expect(await env.CARRIER.setPayoutAccount(nobody)).toMatchObject(
      refusedWith("register_unknown"),
    );
  });
});

describe("a payout", () => {
  it("[LE52] is drawn on what branches credited: swept, and never more than that", async () => {
    const shop = await aPaidShop(1000, 500);
    const { register } = shop;
    const greedy = await anOrder(register, 1, 1501);
    expect(await env.CARRIER.payout(greedy)).toMatchObject(refusedWith("payout_unfunded"));
    expect(await env.CARRIER.payout(await anOrder(register, 2, 1200))).toEqual(done);
    expect([await inBranch(shop), await inBooks(register)]).toEqual([0, 300]);
    const more = await anOrder(register, 3, 301);
    expect(await env.CARRIER.payout(more)).toMatchObject(refusedWith("payout_unfunded"));
    expect(await env.CARRIER.payout(await anOrder(register, 4, 300))).toEqual(done);
    expect(await inBooks(register)).toBe(0);
  });

  it("[LE52] is made once under its id, and other terms under it are refused", async () => {
    const { register } = await aPaidShop(1000, 500);
    const order = await anOrder(register, 1, 700);
    const answers = await Promise.all([1, 2, 3].map(() => env.CARRIER.payout(order)));
    expect(answers).toEqual([done, done, done]);
    expect(await inBooks(register)).toBe(800);
    const other = { ...order, amount: 100 };
    expect(await env.CARRIER.payout(other)).toMatchObject(refusedWith("payout_mismatch"));
    const foreign = { ...order, payout: payoutIdFrom(register, "USD", 3) };
    expect(await env.CARRIER.payout(foreign)).toMatchObject(refusedWith("payout_mismatch"));
    const stolen = { ...order, payout: payoutIdFrom((await aPaidShop()).register, JPY, 1) };
    expect(await env.CARRIER.payout(stolen)).toMatchObject(refusedWith("payout_mismatch"));
    expect(await inBooks(register)).toBe(800);
  });

  it("[LE52] waits for an account, a register and a whole amount", async () => {
    const world = await aCarrierWorld();
    const { register } = world.realm;
    const missing = await anOrder(register, 1, 1);
    expect(await env.CARRIER.payout(missing)).toMatchObject(refusedWith("payout_account_missing"));
    const unknown = `reg_test_${"0".repeat(13)}` as typeof register;
    expect(await env.CARRIER.payout(await anOrder(unknown, 1, 1))).toMatchObject(
      refusedWith("register_unknown"),
    );
    for (const amount of [0, -1, 0.5])
      expect(await env.CARRIER.payout(await anOrder(register, 1, amount))).toMatchObject(
        refusedWith("invalid_request"),
      );
  });

  it("[LE52] that was refused stays refused, whatever is set or sold since", async () => {
    const world = await aCarrierWorld();
    const { register, registerKey: key } = world.realm;
    await aPaidTrade(world);
    const early = await anOrder(register, 1, 4980);
    const missing = refusedWith("payout_account_missing");
    expect(await env.CARRIER.payout(early)).toMatchObject(missing);
    await env.CARRIER.setPayoutAccount(await aPayoutAccount({ register, key }));
    // The same order, sent at the same time as the first and delayed on its way.
    expect(await env.CARRIER.payout(early)).toMatchObject(missing);
    const greedy = await anOrder(register, 2, 4981);
    expect(await env.CARRIER.payout(greedy)).toMatchObject(refusedWith("payout_unfunded"));
    await aPaidTrade(world);
    expect(await env.CARRIER.payout(greedy)).toMatchObject(refusedWith("payout_unfunded"));
    expect(await env.CARRIER.payout(await anOrder(register, 3, 9960))).toEqual(done);
    expect(await inBooks(register)).toBe(0);
  });

  it("[LE52] is not lost and not made twice when an answer is, and objects are dropped", async () => {
    const shop = await aPaidShop(1000);
    const { register } = shop;
    const order = await anOrder(register, 1, 1000);
    const sweep = Branch.prototype.sweep;
    const lost = vi.spyOn(Branch.prototype, "sweep").mockImplementationOnce(function (
      this: Branch,
      question,
    ) {
      sweep.call(this, question);
      throw new Error("the answer is lost");
    });
    expect(await env.CARRIER.payout(order)).toMatchObject(refusedWith("storage_unavailable"));
    lost.mockRestore();
    expect([await inBranch(shop), await inBooks(register)]).toEqual([0, 0]);
    await evictDurableObject(objectNamed(env.BOOKS, register));
    expect(await env.CARRIER.payout(order)).toEqual(done);
    await evictDurableObject(objectNamed(env.BOOKS, register));
    expect(await env.CARRIER.payout(order)).toEqual(done);
    expect([await inBranch(shop), await inBooks(register)]).toEqual([0, 0]);
  });

  it("[LE52] isn't refused for what moved between two sweeps: a sale here that paid for a refund there", async () => {
    const shop = await aPaidShop();
    // The sale of 50 comes to the first branch when that was asked; the other has given back 50 of its 100.
    const gives = [[0, 50], [50]];
    const sweep = async ({ branch }: { branch: number }) => gives[branch]?.shift() ?? 0;
    const asked = await anOrder(shop.register, 1, 100);
    const ordered = await orderAtBranches(shop, sweep, asked);
    expect(ordered).toMatchObject({ ok: true, value: { amount: 100 } });
    expect(await inBooks(shop.register)).toBe(0);
  });

  it("[LE52] isn't refused while money moves, and is when nothing is left to sweep", async () => {
    const shop = await aPaidShop();
    let sign = -1;
    const moving = async () => {
      sign = -sign;
      return sign;
    };
    const asked = await anOrder(shop.register, 1, 100);
    const unknown = refusedWith("storage_unavailable");
    expect(await orderAtBranches(shop, moving, asked)).toMatchObject(unknown);
    const unfunded = refusedWith("payout_unfunded");
    expect(await orderAtBranches(shop, async () => 0, asked)).toMatchObject(unfunded);
  });

  it("[LE52] counts what was refunded since the last sweep, also below zero", async () => {
    const world = await aCarrierWorld();
    const { register, registerKey: key } = world.realm;
    await env.CARRIER.setPayoutAccount(await aPayoutAccount({ register, key }));
    const sold = await aPaidTrade(world);
    expect(await env.CARRIER.payout(await anOrder(register, 1, 4980))).toEqual(done);
    // Whoever asked for that payout left nothing for this refund: the branch gives it all the same.
    await env.CARRIER.refund(await aRefundCall(world, sold, { amount: 1980 }));
    const one = await anOrder(register, 2, 1);
    expect(await env.CARRIER.payout(one)).toMatchObject(refusedWith("payout_unfunded"));
    expect(await inBooks(register)).toBe(-1980);
    await aPaidTrade(world);
    const more = await anOrder(register, 3, 3001);
    expect(await env.CARRIER.payout(more)).toMatchObject(refusedWith("payout_unfunded"));
    expect(await env.CARRIER.payout(await anOrder(register, 4, 3000))).toEqual(done);
    expect(await inBooks(register)).toBe(0);
  });

  it("[LE52] is added up from its register's own rows, found by their ids", async () => {
    const { register } = await aPaidShop(1000);
    await env.CARRIER.payout(await anOrder(register, 1, 400));
    const plans = await runInDurableObject(theBranch(), ({ database }: Branch) => {
      const exec = vi.spyOn(database, "exec");
      new Journal(database).settledTo(register, JPY);
      const [[query = "", ...bindings] = []] = exec.mock.calls;
      exec.mockRestore();
      return database.exec<{ detail: string }>(`EXPLAIN QUERY PLAN ${query}`, ...bindings);
    });
    const reads = plans.map(({ detail }) => detail).filter((text) => /^(SCAN|SEARCH)/.test(text));
    const tables = ["outcomes", "orders", "transfers"];
    for (const table of tables)
      expect(reads).toContainEqual(expect.stringMatching(`^SEARCH ${table} USING PRIMARY KEY`));
    expect(reads).not.toContainEqual(expect.stringMatching(/^SCAN (outcomes|orders|transfers)/));
  });

  it("[LE52] [LE3] [LE18] is in the books that re-add", async () => {
    const { register } = await aPaidShop(1000);
    await env.CARRIER.payout(await anOrder(register, 1, 400));
    const text = await (await askAsOperator("/v1/branches/0/export?format=hledger")).text();
    const { balances } = checkJournal(text);
    expect(balances.get(`registers:books:books_${register.slice(4)} JPY`)).toBe(1000n);
    expect(balances.get(`registers:set_${register.slice(4)} JPY`)).toBe(0n);
  });
});

describe("the whole carrier's export", () => {
  it("[LE59] [LE18] re-adds over branches and books, and to zero in all", async () => {
    const [first, second] = [await aPaidShop(1000, 250), await aPaidShop(700)];
    await aPaidShop(30);
    await env.CARRIER.payout(await anOrder(first.register, 1, 1100));
    await env.CARRIER.payout(await anOrder(second.register, 1, 5000));
    const answer = await askAsOperator("/v1/export?format=hledger");
    expect(answer.headers.get("Content-Type")).toBe("text/plain; charset=utf-8");
    const { balances, assertions } = checkJournal(await answer.text());
    const own = ({ register }: Shop) => register.slice(4);
    expect(balances.get(`registers:books:books_${own(first)} JPY`)).toBe(150n);
    expect(balances.get(`registers:books:books_${own(second)} JPY`)).toBe(700n);
    expect(balances.get(`registers:swept:swept_${own(first)} JPY`)).toBe(0n);
    expect(balances.get("carrier:paid-out:paid_out_test JPY")).toBeGreaterThanOrEqual(1100n);
    expect([...balances.values()].reduce((sum, amount) => sum + amount, 0n)).toBe(0n);
    expect(assertions).toBeGreaterThan(10);
  });

  it("[LE59] is the operator's, as hledger", async () => {
    const guess = { operatorKey: "guess" };
    const refused = await askAsOperator("/v1/export?format=hledger", guess);
    expect((await problemIn(refused)).code).toBe("operator_unauthorized");
    expect((await problemIn(await askAsOperator("/v1/export"))).code).toBe("invalid_request");
  });
});

describe("files for the bank", () => {
  const makeFile = async (currency: string, key?: string) =>
    actAsOperator("/v1/payouts/files", { currency }, key === undefined ? {} : { key });

  it("[LE57] [LE17] hold each payout once, are made once under a key, and are the same bytes for ever", async () => {
    const { register } = await aPaidShop(1000);
    const order = await anOrder(register, 1, 400);
    await env.CARRIER.payout(order);
    const key = crypto.randomUUID();
    const file = (await (await makeFile("JPY", key)).json()) as PayoutFile;
    expect(file.id).toMatch(/^WARIFU-TEST-JPY-\d{6}$/);
    const again = await makeFile("JPY", key);
    expect(again.headers.get("Idempotent-Replayed")).toBe("true");
    expect(await again.json()).toEqual(file);
    expect((await problemIn(await makeFile("USD", key))).code).toBe("idempotency_key_reused");
    expect((await problemIn(await makeFile("JPY"))).code).toBe("payout_empty");
    const path = `/v1/payouts/files/${file.id}?format=`;
    const xml = await askAsOperator(`${path}pain.001`);
    expect(xml.headers.get("Content-Type")).toBe("application/xml; charset=utf-8");
    const text = await xml.text();
    expect(text).toContain(`<EndToEndId>${order.payout}</EndToEndId>`);
    expect(text).toContain(`<IBAN>${KAMI.iban}</IBAN>`);
    const csv = await (await askAsOperator(`${path}csv`)).text();
    expect(csv).toContain(`${order.payout},${register},JPY,400,Kami paper goods,${KAMI.iban}`);
    // The next payout is in the next file, and this one stays as it is.
    await env.CARRIER.payout(await anOrder(register, 2, 100));
    const next = (await (await makeFile("JPY")).json()) as PayoutFile;
    expect(next).toMatchObject({ payouts: 1, total: "100" });
    expect(await (await askAsOperator(`${path}pain.001`)).text()).toBe(text);
  });

  it("[LE57] [LE51] name the account that was set when the payout was ordered", async () => {
    const shop = await aPaidShop(1000);
    await env.CARRIER.payout(await anOrder(shop.register, 1, 400));
    await env.CARRIER.setPayoutAccount(await aPayoutAccount(shop, { number: 2, account: OTHER }));
    const file = (await (await makeFile("JPY")).json()) as PayoutFile;
    const csv = await (await askAsOperator(`/v1/payouts/files/${file.id}?format=csv`)).text();
    expect(csv).toContain(KAMI.iban);
    expect(csv).not.toContain(OTHER.iban);
  });

  it("[LE57] [LE17] that are sent make their payouts paid", async () => {
    const { register } = await aPaidShop(1000);
    const order = await anOrder(register, 1, 400);
    await env.CARRIER.payout(order);
    const waiting = (await (await askAsOperator("/v1/payouts")).json()) as PayoutsOverview;
    expect(waiting.waiting).toMatchObject([
      { currency: "JPY" as Currency, payouts: 1, total: "400" },
    ]);
    const file = (await (await makeFile("JPY")).json()) as PayoutFile;
    expect(await env.CARRIER.paidOut([order.payout])).toEqual([]);
    const path = `/v1/payouts/files/${file.id}/sent`;
    const key = crypto.randomUUID();
    const sent = await (await actAsOperator(path, {}, { key })).json();
    expect(sent).toMatchObject({ id: file.id, sent: expect.any(Number) });
    expect(await (await actAsOperator(path, {}, { key })).json()).toEqual(sent);
    expect(await (await actAsOperator(path, {}, {})).json()).toEqual(sent);
    expect(await env.CARRIER.paidOut([order.payout])).toEqual([order.payout]);
    const { files } = (await (await askAsOperator("/v1/payouts")).json()) as PayoutsOverview;
    expect(files[0]).toEqual(sent);
    const { entries } = (await (await askAsOperator("/v1/payouts/audit")).json()) as ActLog;
    const own = entries.filter(({ asked }) => asked === file.id);
    expect(own.map(({ act }) => act)).toEqual(["mark_sent", "mark_sent"]);
    expect(own[0]).toMatchObject({ idempotency_key: key, operator: expect.any(String) });
  });

  it("[LE57] are the operator's, and of a file there is", async () => {
    const code = async (answer: Promise<Response>) => (await problemIn(await answer)).code;
    const guess = { operatorKey: "guess" };
    expect(await code(askAsOperator("/v1/payouts", guess))).toBe("operator_unauthorized");
    expect(await code(actAsOperator("/v1/payouts/files", { currency: "JPY" }, guess))).toBe(
      "operator_unauthorized",
    );
    expect(await code(askAsOperator("/v1/payouts/files/x"))).toBe("payout_not_found");
    const absent = "/v1/payouts/files/WARIFU-TEST-JPY-999999";
    expect(await code(askAsOperator(absent))).toBe("payout_not_found");
    expect(await code(actAsOperator(`${absent}/sent`, {}, {}))).toBe("payout_not_found");
    expect(await code(actAsOperator("/v1/payouts/files", { currency: "XXX" }, {}))).toBe(
      "invalid_request",
    );
  });
});
