// The operator's books at the real carrier: transfers in pages, statements, exports that re-add, and what a whole
// branch comes to after all that the tests of this file did at once.

import * as v from "valibot";
import { beforeAll, describe, expect, it } from "vitest";
import { AccountEntries, Statement } from "../../../protocol/operator/operator.ts";
import { Problem } from "../../../protocol/problem.ts";
import { clockNow } from "../../../worker/objects/clock.ts";
import { checkJournal } from "../../support/accounting/check-journal.ts";
import {
  aConfirm,
  aTerminal,
  type CarrierWorld,
  type Terminal,
} from "../../support/builders/payment.ts";
import { aCarrierWorld, costOf } from "../carrier-world.ts";
import { env } from "../test-env.ts";
import { accountOf, actAsOperator, askAsOperator } from "./operator-world.ts";

let world: CarrierWorld;
let terminal: Terminal;
let account: string;
const trades: string[] = [];
beforeAll(async () => {
  world = await aCarrierWorld();
  terminal = await aTerminal(world);
  account = await accountOf(terminal);
  await actAsOperator("/v1/account/top-ups", { amount: 300, currency: "JPY" }, { account });
  for (const amount of [100, 200, 60_000]) {
    const body = await aConfirm(world, terminal, { terms: { amount } });
    const answer = await env.CARRIER.confirm(body);
    if (answer.ok) trades.push(body.offer.trade);
  }
});

const month = () => new Date(clockNow()).toISOString().slice(0, 7);

async function problemCode(path: string, asking = {}): Promise<string> {
  return v.parse(Problem, await (await askAsOperator(path, asking)).json()).code;
}

describe("an account's transfers", () => {
  it("[LE18] are all of them, oldest first, in pages, and no refusal", async () => {
    const seen: AccountEntries["entries"] = [];
    let cursor = "";
    for (;;) {
      const path = `/v1/account/transfers?limit=2${cursor}`;
      const page = v.parse(AccountEntries, await (await askAsOperator(path, { account })).json());
      seen.push(...page.entries);
      if (page.next === undefined) break;
      expect(page.next).not.toContain("acc_");
      cursor = `&cursor=${page.next}`;
    }
    expect(seen.map(({ kind, change }) => [kind, change])).toEqual(
      expect.arrayContaining([
        ["opening", 50_000],
        ["opening", 20_000],
        ["top_up", 300],
        ["settlement", -100],
        ["settlement", -200],
      ]),
    );
    expect(seen).toHaveLength(5);
    expect(seen.flatMap(({ trade }) => trade ?? []).sort()).toEqual([...trades].sort());
  });

  it.each(["limit=0", "limit=501", "limit=x", "cursor=acc", "cursor="])(
    "[MS1] with %s are refused",
    async (query) => {
      expect(await problemCode(`/v1/account/transfers?${query}`, { account })).toBe(
        "invalid_request",
      );
    },
  );
});

describe("a statement", () => {
  it("[LE18] as JSON and as CSV is of this account and month", async () => {
    const path = `/v1/account/statements/${month()}`;
    const made = v.parse(Statement, await (await askAsOperator(path, { account })).json());
    const yen = made.currencies.find(({ currency }) => currency === "JPY");
    expect(yen).toMatchObject({ opening: 0, closing: 50_000 });
    const csv = await askAsOperator(`${path}?format=csv`, { account });
    expect(csv.headers.get("Content-Type")).toBe("text/csv; charset=utf-8");
    expect(await csv.text()).toContain(`${month()},JPY,closing_balance,,,,,50000,\r\n`);
  });

  it("[LE81] as a page for paper names the shop, runs nothing, and is kept nowhere", async () => {
    const path = `/v1/account/statements/${month()}?format=html&lang=ja`;
    const answer = await askAsOperator(path, { account });
    expect(answer.headers.get("Content-Type")).toBe("text/html; charset=utf-8");
    expect(answer.headers.get("Cache-Control")).toBe("no-store");
    const policy = answer.headers.get("Content-Security-Policy");
    expect(policy).toMatch(/^default-src 'none'; style-src 'sha256-[\w+/]{43}='/);
    expect(policy).not.toContain("unsafe");
    const text = await answer.text();
    expect(text).toContain('<html lang="ja">');
    expect(text).toContain("Kami paper goods");
    expect(text).not.toContain(account);
    const cost = await costOf(() => askAsOperator(path, { account }));
    expect(cost).toMatchObject({ hops: 1, commits: 0, rows: 0 });
    const french = `/v1/account/statements/${month()}?format=html&lang=fr`;
    expect(await problemCode(french, { account })).toBe("invalid_request");
  });

  it("of no month or in no format of ours is refused", async () => {
    expect(await problemCode("/v1/account/statements/2026-13", { account })).toBe(
      "invalid_request",
    );
    const odd = `/v1/account/statements/${month()}?format=pdf`;
    expect(await problemCode(odd, { account })).toBe("invalid_request");
  });
});

describe("an export", () => {
  it("[LE18] of an account re-adds to the balance of its row", async () => {
    const answer = await askAsOperator("/v1/account/export?format=hledger", { account });
    expect(answer.headers.get("Content-Type")).toBe("text/plain; charset=utf-8");
    const checked = checkJournal(await answer.text());
    expect(checked.balances.get(`payers:${account} JPY`)).toBe(50_000n);
    expect(checked.assertions).toBe(2);
    expect([...checked.trades].sort()).toEqual([...trades].sort());
  });

  it("[LE18] [LE3] of the whole branch, after a busy moment, re-adds to every balance and to zero", async () => {
    const payers = await Promise.all(Array.from({ length: 4 }, () => aTerminal(world)));
    const bodies = await Promise.all(
      payers.flatMap((payer) =>
        [1, 2, 3].map((n) => aConfirm(world, payer, { terms: { amount: 1000 * n } })),
      ),
    );
    // Each twice, side by side: a repeat must not show.
    await Promise.all([...bodies, ...bodies].map((body) => env.CARRIER.confirm(body)));
    const text = await (await askAsOperator("/v1/branches/0/export?format=hledger")).text();
    const checked = checkJournal(text);
    for (const { offer } of bodies) expect(checked.trades).toContain(offer.trade);
    const totals = new Map<string, bigint>();
    for (const [key, sum] of checked.balances) {
      const currency = key.slice(-3);
      totals.set(currency, (totals.get(currency) ?? 0n) + sum);
    }
    for (const total of totals.values()) expect(total).toBe(0n);
    expect(checked.assertions).toBe(checked.balances.size);
  });

  it("writes nothing", async () => {
    const cost = await costOf(() => askAsOperator("/v1/branches/0/export?format=hledger"));
    expect(cost).toMatchObject({ hops: 1, commits: 0, rows: 0 });
  });

  it("is for the operator, in a known format, of a branch there is", async () => {
    const path = "/v1/branches/0/export?format=hledger";
    expect(await problemCode(path, { operatorKey: "guess" })).toBe("operator_unauthorized");
    expect(await problemCode("/v1/branches/0/export")).toBe("invalid_request");
    expect(await problemCode("/v1/branches/9/export?format=hledger")).toBe("route_not_found");
    const theirs = "/v1/account/export?format=hledger";
    expect(await problemCode(theirs, { account, operatorKey: "guess" })).toBe(
      "operator_unauthorized",
    );
  });
});
