// One word for each record, and every view says that one.

import { beforeAll, describe, expect, it } from "vitest";
import { type ShopperWord, shopperWord } from "../../../../protocol/words.ts";
import { NO_HISTORY } from "../../../../terminal/ui/models/history-model.ts";
import { laterScreens } from "../../../../terminal/ui/models/later-screens.ts";
import { type Shown, screenOf } from "../../../../terminal/ui/models/screen-of.ts";
import { listedPayments } from "../../../../terminal/ui/screens/history/state.ts";
import { lastPayments } from "../../../../terminal/ui/screens/home/state.ts";
import type { After } from "../../../../terminal/wallet/history/after.ts";
import { kindOf, wordOf, wordOfKind } from "../../../../terminal/wallet/outcome.ts";
import { RECORD_STATES } from "../../../../terminal/wallet/record-transitions.ts";
import type { Settled, TradeRecord } from "../../../../terminal/wallet/trade-record.ts";
import { aRealm, aReceipt, NOW, type Realm } from "../../../support/builders/realm.ts";
import { ENROLLED } from "../../support/profiles.ts";
import { anOfferOf, aRecord } from "../../support/records.ts";

let realm: Realm;
let records: TradeRecord[];
let held: Settled;
beforeAll(async () => {
  realm = await aRealm();
  records = await Promise.all(RECORD_STATES.map((state) => aRecord(realm, state)));
  const offer = await anOfferOf(realm, { capture: "later", hold_until: NOW + 1_000_000_000 });
  const receipt = await aReceipt(realm, offer, { outcome: "authorized" });
  held = await aRecord(realm, "settled", { offer, receipt, trade: offer.trade });
});

const shownWith = (record: TradeRecord): Shown => ({
  stored: { profile: ENROLLED, records: { [record.id]: record } },
  ...{
    permitted: true,
    host: "localhost",
    demoShop: "",
    offlineSince: undefined,
    now: NOW,
    current: record.id,
  },
  ...{ place: "home", disputed: undefined, putAway: new Set(), words: undefined },
  shop: undefined,
  history: NO_HISTORY,
  later: laterScreens,
  ...{ lock: { kept: undefined, session: {} }, theme: "system" },
  about: { version: "", origin: "", testMode: true, permissions: [] },
});

/** What the screen of a record says, by its status. */
const SAYS: Readonly<Record<string, ShopperWord>> = {
  preparing: "waiting",
  sheet: "waiting",
  prove: "waiting",
  checking: "checking",
  settled: "settled",
  refused: "refused",
  unusable: "refused",
  expired: "expired",
};

const heldAfter = async (
  ...made: [outcome: "captured" | "refunded" | "voided", amount: number][]
) => {
  const receipts = await Promise.all(
    made.map(([outcome, amount]) => aReceipt(realm, held.offer, { outcome, amount })),
  );
  return { ...held, after: { at: NOW, receipts } satisfies After };
};

describe("[TR14] the word of a record", () => {
  it("is one of the five, in every state, and the same on its screen, in the history and at home", () => {
    for (const record of records) {
      const word = wordOf(record);
      expect.soft(SAYS[screenOf(shownWith(record)).status], record.state).toBe(word);
      const [listed] = listedPayments({ records: { [record.id]: record } }, []);
      if (listed) expect.soft(wordOfKind(listed.kind), record.state).toBe(word);
      const [home] = lastPayments({ records: { [record.id]: record } });
      if (home) expect.soft(wordOfKind(home.kind), record.state).toBe(word);
    }
  });

  it("of what is checked leads to no other until the carrier has answered", () => {
    const checking = records.filter((record) => wordOf(record) === "checking");
    expect(checking.map(({ state }) => state)).toEqual(["claiming", "confirming"]);
  });

  it("is the one that the trade's states have", async () => {
    expect(wordOf(held)).toBe(shopperWord("authorized"));
    expect(wordOf(await heldAfter(["captured", 4_980]))).toBe(shopperWord("completed"));
    expect(wordOf(await heldAfter(["voided", 4_980]))).toBe(shopperWord("voided"));
  });
});

describe("held money", () => {
  it("is reserved until the shop took something, and paid from then on", async () => {
    expect(kindOf(held)).toBe("reserved");
    expect(kindOf(await heldAfter(["captured", 80]))).toBe("paid");
    expect(kindOf(await heldAfter(["captured", 80], ["voided", 4_900]))).toBe("paid");
  });

  it("is given back when the shop gave it up, or nothing was taken by its end", async () => {
    expect(kindOf(await heldAfter(["voided", 4_980]))).toBe("givenBack");
    const until = held.offer.terms.payload.hold_until ?? 0;
    expect(kindOf({ ...held, after: { at: until, receipts: [] } })).toBe("reserved");
    expect(kindOf({ ...held, after: { at: until + 1, receipts: [] } })).toBe("givenBack");
  });
});
