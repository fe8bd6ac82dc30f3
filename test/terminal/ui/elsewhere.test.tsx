// What a window shows of an order that another browser of the account asked for or answered.

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { PublicKey } from "../../../protocol/signing/signature.ts";
import { laterScreens } from "../../../terminal/ui/models/later-screens.ts";
import { currentRecord, type Shown, screenOf } from "../../../terminal/ui/models/screen-of.ts";
import type { Enrolled } from "../../../terminal/wallet/terminal-profile.ts";
import type { TradeRecord } from "../../../terminal/wallet/trade-record.ts";
import { aRealm, NOW, type Realm } from "../../support/builders/realm.ts";
import { ELSEWHERE_EXAMPLES } from "../support/elsewhere-examples.ts";
import { EXAMPLES as ALL } from "../support/examples.ts";
import { ENROLLED } from "../support/profiles.ts";
import { aRecord } from "../support/records.ts";
import { aDocument, draw } from "../support/screens.tsx";

const [own, laptop] = ["own", "laptop"] as PublicKey[];
const EXAMPLES = { ...ALL, ...ELSEWHERE_EXAMPLES };
const terminals = [
  { key: own as PublicKey, name: "Desk", since: 1 },
  { key: laptop as PublicKey, name: "Kitchen laptop", since: 2 },
];
const PROFILE = {
  ...ENROLLED,
  key: own,
  account: { ...ENROLLED.account, terminals },
} as Enrolled;

let realm: Realm;
beforeEach(async () => {
  realm = await aRealm();
  vi.useFakeTimers({ now: NOW, toFake: ["setTimeout", "clearTimeout", "Date"] });
  aDocument();
});
afterEach(async () => {
  // preact keeps one queue of effects: what this test left in it would hold up the next one's.
  await vi.advanceTimersByTimeAsync(1_000);
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function shown(records: TradeRecord[], more: Partial<Shown> = {}): Shown {
  return {
    stored: { profile: PROFILE, records: Object.fromEntries(records.map((one) => [one.id, one])) },
    ...{ permitted: true, host: "localhost:8787", demoShop: "", offlineSince: undefined, now: NOW },
    ...{ current: undefined, place: "home", disputed: undefined, shop: undefined },
    ...{ history: { filter: {} } as never, putAway: new Set<string>(), words: undefined },
    ...{ lock: {}, theme: "system", about: {} },
    later: laterScreens,
    ...more,
  } as Shown;
}

const example = (name: string) => {
  const found = (EXAMPLES as Record<string, (typeof EXAMPLES)[string]>)[name];
  if (!found) throw new Error(`no example "${name}"`);
  return found;
};

describe("a sheet that another browser asked for", () => {
  it("[AS4] names it, and takes no word of a page of this browser's", async () => {
    const asked = await aRecord(realm, "offered", { asker: laptop });
    const before = await aRecord(realm, "declined", { id: "before", seen: true });
    const screen = screenOf(shown([asked, before]));
    expect(screen).toMatchObject({ status: "sheet", askedIn: "Kitchen laptop" });
    expect(screen).not.toHaveProperty("pesters");
    const text = draw(example("sheet, asked in another browser")).text();
    expect(text).toContain(
      "Asked in “Kitchen laptop”. That browser checked the shop’s page; this one checked the order.",
    );
    expect(draw(example("sheet, asked in a browser without a name")).text()).toContain(
      "Asked in another of your browsers.",
    );
  });

  it("[AS5] waits like any other, and leaves again where it was passed by", async () => {
    const asked = await aRecord(realm, "offered", { asker: laptop });
    expect(currentRecord(shown([asked]))).toBe(asked);
    const passed = await aRecord(realm, "expired", { asker: laptop, passed: true });
    expect(currentRecord(shown([passed]))).toBeUndefined();
    expect(screenOf(shown([passed])).status).toBe("home");
    // It fetches nobody away who has gone somewhere by himself, perhaps to revoke that browser.
    expect(screenOf(shown([asked], { place: "terminals" })).status).toBe("terminals");
    const drawn = draw(example("sheet, asked in another browser"));
    drawn.press("Browsers that can pay");
    expect(drawn.acts.terminals.show).toHaveBeenCalledExactlyOnceWith(true);
    // Where it stood, it says how it ended.
    expect(screenOf(shown([passed], { current: passed.id })).status).toBe("expired");
  });
});

describe("what was answered in another browser", () => {
  it("[AS6] [AS7] is said to be paid there, once", async () => {
    const record = await aRecord(realm, "settled", { by: laptop });
    expect(screenOf(shown([record]))).toMatchObject({
      ...{ status: "answered", answer: "paid", browser: "Kitchen laptop", record: record.id },
      at: record.receipt.payload.time,
    });
    const unknown = await aRecord(realm, "settled", { by: "another" });
    expect(screenOf(shown([unknown]))).toMatchObject({ answer: "paid", browser: "" });
    const drawn = draw(example("answered elsewhere, paid"));
    expect(drawn.heading()).toBe("Paid in “Kitchen laptop”");
    expect(drawn.text()).toContain("It is paid once. There is nothing to do here.");
    expect(drawn.buttons()).toEqual(["Done"]);
  });

  it("[AS8] or declined there, and nothing is said of money", async () => {
    const record = await aRecord(realm, "declined", { by: laptop });
    expect(screenOf(shown([record]))).toMatchObject({ status: "answered", answer: "declined" });
    const drawn = draw(example("answered elsewhere, declined"));
    expect(drawn.heading()).toBe("Declined in “Kitchen laptop”");
    expect(drawn.text()).not.toContain("No money moved");
  });
});

it("[AS10] the list of browsers has the switch, with what it costs", () => {
  const drawn = draw(example("terminals, orders are not shared"));
  const label =
    "Show orders in all my browsers What waits in one can be paid or declined in the others. " +
    "Warifu’s server then learns which orders you look at, paid or not.";
  drawn.tick(label);
  expect(drawn.acts.terminals.shareOrders).toHaveBeenCalledExactlyOnceWith(true);
  expect(draw(example("terminals, one")).text()).not.toContain("Show orders in all");
});
