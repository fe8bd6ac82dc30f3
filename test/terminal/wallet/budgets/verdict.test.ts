// The order of checks of an order inside a budget, walked from its end: each fact alone asks the shopper, and the one
// that stands first in SPEC is the answer.

import { beforeAll, describe, expect, it } from "vitest";
import {
  type Asking,
  askingFor,
  type Facts,
  mayPayQuietly,
} from "../../../../terminal/wallet/budgets/verdict.ts";
import type { Stored } from "../../../../terminal/wallet/ports.ts";
import type { Waiting } from "../../../../terminal/wallet/trade-record.ts";
import { aRealm, NOW, type Realm } from "../../../support/builders/realm.ts";
import { aBudget } from "../../support/budgets.ts";
import { anOfferOf, aRecord, PAGE } from "../../support/records.ts";
import { aTerminal } from "../../support/terminal-world.ts";

let realm: Realm;
let profile: Stored["profile"];
beforeAll(async () => {
  realm = await aRealm();
  ({ profile } = (await aTerminal()).stored());
});

interface Case {
  stored: Stored;
  record: Waiting;
  facts: Facts;
}

type Terms = Parameters<typeof anOfferOf>[1];

async function fits(overrides: Terms = {}): Promise<Case> {
  const offer = await anOfferOf(realm, overrides);
  const record = await aRecord(realm, "offered", { offer, trade: offer.trade, at: NOW });
  const budgets = { [realm.register]: aBudget(realm) };
  const shops = {
    [realm.register]: {
      ...{ register: realm.register, name: "Kami paper goods", origin: PAGE, times: 1, at: NOW },
    },
  };
  const stored: Stored = {
    profile,
    records: { [record.id]: record },
    budgets,
    shops,
  };
  return { stored, record, facts: { now: NOW, page: PAGE, locked: false } };
}

const budget = ({ stored }: Case, overrides: object): Stored => ({
  ...stored,
  budgets: { [realm.register]: { ...aBudget(realm), ...overrides } },
});

/** In SPEC's order; each makes the case one that the check above all others asks for. */
const FAILING: readonly (readonly [Asking, (it: Case) => Case | Promise<Case>])[] = [
  ["none", (it) => ({ ...it, stored: { ...it.stored, budgets: {} } })],
  ["locked", (it) => ({ ...it, facts: { ...it.facts, locked: true } })],
  ["old_press", (it) => ({ ...it, record: { ...it.record, at: NOW - 60_001 } })],
  ["changed", (it) => ({ ...it, stored: budget(it, { name: "Kami" }) })],
  ["caution", async (it) => ({ ...it, stored: await likeAnother(it) })],
  ["paused", (it) => ({ ...it, stored: budget(it, { paused: true }) })],
  ["ended", (it) => ({ ...it, stored: budget(it, { until: NOW }) })],
  ["currency", (it) => ({ ...it, stored: budget(it, { currency: "USD" }) })],
  ["held", (it) => withTerms(it, { capture: "later", hold_until: NOW + 7_200_000 })],
  ["asks", (it) => withTerms(it, { asks: ["email"] })],
  ["pesters", async (it) => ({ ...it, stored: await withDeclined(it) })],
  ["account", (it) => ({ ...it, stored: { ...it.stored, profile: frozen(it.stored) } })],
  ["over_cap", (it) => ({ ...it, stored: budget(it, { cap: 4_979 }) })],
  ["used_up", (it) => ({ ...it, stored: budget(it, { amount: 4_979 }) })],
  ["funds", (it) => ({ ...it, stored: { ...it.stored, profile: poor(it.stored) } })],
];

function withTerms(it: Case, some: object): Case {
  const { offer } = it.record;
  const payload = { ...offer.terms.payload, ...some };
  return {
    ...it,
    record: { ...it.record, offer: { ...offer, terms: { ...offer.terms, payload } } },
  };
}

async function likeAnother({ stored }: Case): Promise<Stored> {
  const other = `reg_test_${"1".repeat(13)}` as typeof realm.register;
  const shop = { register: other, name: "Kami paper goods", origin: "https://kami.example" };
  return { ...stored, shops: { [other]: { ...shop, times: 1, at: NOW } } };
}

async function withDeclined({ stored }: Case): Promise<Stored> {
  const declined = await aRecord(realm, "declined", { at: NOW - 1_000 });
  return { ...stored, records: { ...stored.records, [declined.id]: declined } };
}

function frozen({ profile }: Stored): Stored["profile"] {
  if (profile.state !== "enrolled") throw new Error("it is enrolled");
  return { ...profile, account: { ...profile.account, status: "frozen" } };
}

function poor({ profile }: Stored): Stored["profile"] {
  if (profile.state !== "enrolled") throw new Error("it is enrolled");
  const balances = profile.account.balances.map((one) => ({ ...one, amount: 4_979 }));
  return { ...profile, account: { ...profile.account, balances } };
}

const answer = ({ stored, record, facts }: Case) => askingFor(stored, record, facts);

describe("an order inside a budget", () => {
  it("[BU2] is confirmed by the terminal itself", async () => {
    expect(answer(await fits())).toBeUndefined();
  });

  it.each(FAILING)("[BU3] is asked about for %s", async (asking, fail) => {
    expect(answer(await fail(await fits()))).toBe(asking);
  });

  it("[BU3] goes through just at cap, budget and balance, and just in time", async () => {
    const it = await fits();
    expect(answer({ ...it, stored: budget(it, { cap: 4_980, amount: 4_980 }) })).toBeUndefined();
    expect(answer({ ...it, record: { ...it.record, at: NOW - 60_000 } })).toBeUndefined();
    expect(answer({ ...it, record: { ...it.record, at: NOW + 1 } })).toBe("old_press");
  });

  it("[BU3] is asked about on a page of ours, on another proven one, and where its page is proven no more", async () => {
    const it = await fits();
    const page = "https://pay.example";
    expect(answer({ ...it, facts: { ...it.facts, page } })).toBe("changed");
    expect(answer(await fits({ origin: "https://other.example" }))).toBe("changed");
    expect(answer(await fits({ name: "Kami & sons" }))).toBe("changed");
  });

  it("[BU4] fits only into what others on their way leave", async () => {
    const it = await fits();
    const other = await aRecord(realm, "confirming", { countAt: NOW, id: "other" });
    const third = await aRecord(realm, "proving", { countAt: NOW, id: "third" });
    const records = { ...it.stored.records, other };
    expect(answer({ ...it, stored: { ...it.stored, records } })).toBeUndefined();
    expect(answer({ ...it, stored: { ...it.stored, records: { ...records, third } } })).toBe(
      "used_up",
    );
  });

  it("[BU3] is answered by the check that stands first", async () => {
    for (const [at, [asking, fail]] of FAILING.entries()) {
      // Facts that can hold together: all that change nothing but the facts, the budget or the account.
      const later = FAILING.slice(at + 1).filter(([name]) => name === "pesters");
      let it = await fits();
      for (const [, also] of later) it = await also(it);
      expect(answer(await fail(it))).toBe(asking);
    }
  });
});

it("[BU2] a sheet waits for the offer only where a budget of that page may pay", () => {
  const known = aBudget(realm);
  expect(mayPayQuietly(known, PAGE, NOW)).toBe(true);
  expect(mayPayQuietly(undefined, PAGE, NOW)).toBe(false);
  expect(mayPayQuietly(known, "https://pay.example", NOW)).toBe(false);
  expect(mayPayQuietly({ ...known, paused: true }, PAGE, NOW)).toBe(false);
  expect(mayPayQuietly(known, PAGE, known.until)).toBe(false);
});
