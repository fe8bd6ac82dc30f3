// From a trade id that a page handed over to a sheet, or to the reason why there is none. Each refusal, in
// the order of the checks, and never a word of an offer that wasn't proven.

import { describe, expect, it } from "vitest";
import type { TradeId } from "../../../protocol/ids.ts";
import type { Offer } from "../../../protocol/trade/offer.ts";
import { aListedOffer, aListing, listedTerms } from "../../support/builders/price-list.ts";
import {
  aCertificate,
  anOffer,
  aRealm,
  aTradeId,
  NOW,
  type Realm,
  someTerms,
} from "../../support/builders/realm.ts";
import { PAGE } from "../support/records.ts";
import { aTerminal, type TerminalWorld } from "../support/terminal-world.ts";

async function read(
  world: TerminalWorld,
  offer: Offer,
  { origin = PAGE, asked = offer.trade }: { origin?: string; asked?: TradeId } = {},
): Promise<void> {
  world.servers.trades.set(asked, { offer, status: "open", attempt: 1 });
  const { register } = world.realm;
  await world.wallet.press({ id: "press-1", register, replyTo: "7:3" });
  await world.wallet.trade("press-1", asked, origin);
}

describe("an offer", () => {
  it("[MS8] is read without saying who reads, and becomes a sheet", async () => {
    const world = await aTerminal();
    await world.sheet();
    expect(world.record()).toMatchObject({ state: "offered", lastAttempt: 0 });
    expect(world.servers.sent("/offer")).toEqual([
      { method: "GET", path: expect.stringContaining("/offer") },
    ]);
  });

  it("can be read before there is an account", async () => {
    const world = await aTerminal({ enrolled: false });
    await world.sheet();
    expect(world.record().state).toBe("offered");
  });

  it("is asked for again until it comes", async () => {
    const world = await aTerminal();
    world.servers.mishap("/offer", "unreachable", "storage_unavailable", "garbled");
    await world.sheet();
    expect(world.record()).toMatchObject({ state: "reading", tries: 1 });
    await world.passTime(10_000);
    expect(world.record().state).toBe("offered");
  });

  it("that doesn't come for two minutes is not waited for", async () => {
    const world = await aTerminal();
    world.servers.mishap("/offer", ...Array<"unreachable">(50).fill("unreachable"));
    await world.sheet();
    await world.passTime(100_000);
    expect(world.record().state).toBe("reading");
    await world.passTime(60_000);
    expect(world.record()).toMatchObject({ state: "unusable", code: "no_answer" });
    expect(await world.wallet.nextDue()).toBeUndefined();
  });

  it("of a trade that doesn't exist is nothing to confirm", async () => {
    const world = await aTerminal();
    await read(world, await anOffer(world.realm), { asked: aTradeId(world.realm) });
    const missing = await aTerminal();
    await missing.wallet.press({
      id: "press-1",
      register: missing.realm.register,
      replyTo: "7:3",
    });
    await missing.wallet.trade("press-1", aTradeId(missing.realm), PAGE);
    expect(missing.record()).toMatchObject({ state: "unusable", code: "trade_not_found" });
    expect(world.record()).toMatchObject({ state: "unusable", code: "offer_mismatch" });
  });
});

describe("an offer from a price list", () => {
  it("[PL5] becomes a sheet of what the register signed", async () => {
    const world = await aTerminal();
    const terms = listedTerms(await aListing(world.realm), 2);
    await read(world, await aListedOffer(world.realm, terms));
    expect(world.record()).toMatchObject({ state: "offered", offer: { terms } });
  });

  it("[PL5] is refused where a server made it of another price than the register signed", async () => {
    const world = await aTerminal();
    const listing = await aListing(world.realm);
    const dearer = { ...listing, item: { ...listing.item, amount: 9999 } };
    await read(world, await aListedOffer(world.realm, listedTerms(dearer)));
    expect(world.record()).toMatchObject({ state: "unusable", code: "price_list_mismatch" });
  });

  it("[PL5] is refused where a server asks for more of it than the register sells", async () => {
    const world = await aTerminal();
    const listing = await aListing(world.realm);
    const { payload } = listedTerms(listing);
    const items = [{ name: "Washi notebook", quantity: 9, amount: 9 * 1200 }];
    const terms = { payload: { ...payload, amount: 9 * 1200, items }, listing };
    await read(world, await aListedOffer(world.realm, terms));
    expect(world.record()).toMatchObject({ state: "unusable", code: "quantity_out_of_range" });
  });
});

/** What is wrong with the offer, and the code of the first check that sees it. */
const FAULTS: Record<string, [(realm: Realm) => Promise<Offer>, string]> = {
  "[SG5] certified under another root": [
    async (realm) => {
      const other = await aRealm();
      return anOffer(realm, { certificate: await aCertificate(other), chain: other.chain });
    },
    "register_uncertified",
  ],
  "[SG5] whose certificate was changed": [
    async (realm) => {
      const certificate = await aCertificate(realm);
      const payload = { ...certificate.payload, name: "A better known shop" };
      return anOffer(realm, { certificate: { ...certificate, payload } });
    },
    "register_uncertified",
  ],
  "whose terms were changed": [
    async (realm) => {
      const terms = await someTerms(realm);
      return anOffer(realm, { terms: { ...terms, payload: { ...terms.payload, reference: "7" } } });
    },
    "bad_signature",
  ],
  "[SG6] whose certificate has run out": [
    async (realm) =>
      anOffer(realm, { certificate: await aCertificate(realm, { not_after: NOW - 1 }) }),
    "certificate_expired",
  ],
  "of the live system in a test wallet": [
    async (realm) => {
      const live = await aRealm({ mode: "live" });
      return { ...(await anOffer(live)), trade: aTradeId(realm) };
    },
    "wrong_mode",
  ],
};

describe("an offer", () => {
  it.each(Object.entries(FAULTS))("%s is nothing to confirm", async (_fault, [make, code]) => {
    const world = await aTerminal();
    await read(world, await make(world.realm));
    expect(world.record()).toMatchObject({ state: "unusable", code });
    expect(world.record()).not.toHaveProperty("offer");
  });

  it("[PG16] handed over by a page of ours becomes a sheet, at the shop's own address", async () => {
    const world = await aTerminal();
    const offer = await anOffer(world.realm);
    await read(world, offer, { origin: world.servers.origin });
    expect(world.record()).toMatchObject({ state: "offered", origin: PAGE });
  });

  it("of another register than the frame's is refused", async () => {
    const world = await aTerminal();
    const other = await aRealm();
    const offer = await anOffer(world.realm);
    world.servers.offerTrade(offer);
    await world.wallet.press({ id: "press-1", register: other.register, replyTo: "7:3" });
    await world.wallet.trade("press-1", offer.trade, PAGE);
    expect(world.record()).toMatchObject({ state: "unusable", code: "wrong_register" });
  });

  it.each(["http://127.0.0.1:3001", "https://127.0.0.1:3000", "http://kami.example", "null", ""])(
    "[ID6] handed over by a page of %j is refused",
    async (origin) => {
      const world = await aTerminal();
      await read(world, await anOffer(world.realm), { origin });
      expect(world.record()).toMatchObject({ state: "unusable", code: "wrong_origin" });
    },
  );
});

describe("a trade that is over", () => {
  it.each([
    ["settled", "ended", "trade_settled"],
    ["completed", "ended", "trade_settled"],
    ["cancelled", "ended", "trade_cancelled"],
    ["declined", "ended", "trade_declined"],
    ["voided", "ended", "trade_voided"],
    ["expired", "expired", undefined],
  ] as const)("%s is shown as that, and can't be paid", async (status, state, code) => {
    const world = await aTerminal();
    const offer = await anOffer(world.realm);
    world.servers.trades.set(offer.trade, { offer, status, attempt: 1 });
    const { register } = world.realm;
    await world.wallet.press({ id: "press-1", register, replyTo: "7:3" });
    await world.wallet.trade("press-1", offer.trade, PAGE);
    expect(world.record()).toMatchObject({ state, offer, ...(code ? { code } : {}) });
    await world.wallet.pay("press-1", 4_980);
    expect(world.servers.sent("/claim")).toEqual([]);
  });

  it("by its deadline becomes expired on the sheet", async () => {
    const world = await aTerminal();
    const { terms } = await world.sheet();
    world.now = terms.payload.deadline - 1;
    await world.wallet.work();
    expect(world.record().state).toBe("offered");
    world.now = terms.payload.deadline;
    await world.wallet.work();
    expect(world.record().state).toBe("expired");
  });
});
