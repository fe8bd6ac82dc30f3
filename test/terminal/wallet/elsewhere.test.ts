// What is asked in one terminal of an account is shown in the other, and the first answer wins. The terminals are real,
// their servers keep what they say; words can be forged, replayed and flooded.

import { beforeEach, describe, expect, it } from "vitest";
import { type KeyPair, makeKeyPair } from "../../../cli/keys.ts";
import type { SignedTradeWord, TradeWord } from "../../../protocol/account/trade-words.ts";
import type { TradeId } from "../../../protocol/ids.ts";
import type { Offer } from "../../../protocol/trade/offer.ts";
import { isShown } from "../../../terminal/wallet/trade-record.ts";
import { anOffer, aReceipt, someTerms } from "../../support/builders/realm.ts";
import { aWord } from "../../support/builders/terminals.ts";
import { type LinkedTerminals, linkedTerminals, look } from "../support/linked-terminals.ts";

let linked: LinkedTerminals;
let offer: Offer;

const first = () => linked.first;
const second = () => linked.second;
const pressed = () => first().record("press-1");
const asked = () => second().record(offer.trade);
const wordsOf = (trade = offer.trade as string) =>
  [...linked.words.values()]
    .filter(({ payload }) => payload.trade === trade)
    .map(({ payload: { iss, word } }) => `${linked.keys.indexOf(iss) + 1} ${word}`);

/** Says something in the first terminal's name, as its thief could. */
async function say(trade: TradeId, overrides: Partial<TradeWord> = {}): Promise<SignedTradeWord> {
  const key = await first().keys.load();
  if (!key) throw new Error("no key");
  const { realm, now } = first();
  const head = { typ: "warifu/trade-word/1", iss: key.publicKey, aud: realm.realm } as const;
  const payload = { ...head, mode: realm.mode, trade, word: "waiting", time: now } as const;
  return key.sign({ ...payload, ...overrides });
}

async function heardAs(word: SignedTradeWord): Promise<void> {
  linked.words.set(`${word.payload.iss} ${word.payload.trade}`, word);
  second().now += 1_000;
  await look(second());
}

async function anotherOffer(terms: Parameters<typeof someTerms>[1] = {}): Promise<Offer> {
  const made = await anOffer(first().realm, { terms: await someTerms(first().realm, terms) });
  first().servers.offerTrade(made);
  return made;
}

beforeEach(async () => {
  linked = await linkedTerminals();
  offer = await first().sheet();
  await linked.talk();
});

describe("an order that waits in one terminal", () => {
  it("[AS1] [AS4] waits in the other too, read and verified there, and says who asked", async () => {
    expect(asked()).toMatchObject({
      ...{ state: "offered", asker: linked.keys[0], trade: offer.trade, replyTo: "" },
      origin: offer.certificate.payload.origins[0]?.origin,
    });
    expect(first().servers.sent(`${offer.trade}/offer`)).toHaveLength(2);
    expect(wordsOf()).toEqual(["1 waiting"]);
    await linked.talk();
    expect(second().states()).toEqual(["offered"]);
  });

  it("[AS1] [AS10] is told to nobody where there is nobody, or where its owner doesn't want it", async () => {
    await linked.account({ second: { revoked_at: 1 } });
    const sent = first().servers.sent("/words").length;
    await first().sheet(undefined, "press-2");
    await look(first());
    expect(first().servers.sent("/words")).toHaveLength(sent);
    await linked.account();
    await first().wallet.elsewhere.share(false);
    await look(first());
    expect(first().servers.sent("/words")).toHaveLength(sent);
    await second().wallet.elsewhere.share(false);
    await first().wallet.elsewhere.share(true);
    await linked.talk();
    expect(linked.words.size).toBe(2);
    expect(second().states()).toEqual([]);
  });

  it("[AS10] is told without page, shop, item or amount", () => {
    const [word] = linked.words.values();
    expect(Object.keys(word?.payload ?? {}).sort()).toEqual(
      ["typ", "iss", "aud", "mode", "trade", "word", "time"].sort(),
    );
  });

  it("[AS1] is told by the next life of a terminal that died before it could", async () => {
    const more = await first().sheet(undefined, "press-2");
    first().restart();
    await first().wallet.work();
    expect(wordsOf(more.trade)).toEqual(["1 waiting"]);
    second().restart();
    await second().wallet.work();
    expect(second().record(more.trade).state).toBe("offered");
  });

  it("[AS11] has a later word by a later time, whatever became of the clock", async () => {
    first().now -= 86_400_000;
    await first().wallet.decline("press-1");
    await look(first());
    expect(wordsOf()).toEqual(["1 declined"]);
  });

  it("[AS5] is pressed in the other one too: then it is that one's own, with its own page", async () => {
    await second().wallet.press({ id: "own", register: offer.terms.payload.iss, replyTo: "1:1" });
    await second().wallet.trade("own", offer.trade, "http://127.0.0.1:3000");
    expect(asked()).toMatchObject({ state: "offered", replyTo: "1:1" });
    expect(asked().asker).toBeUndefined();
  });
});

describe("the first answer", () => {
  it("[AS6] [AS7] [AS12] given in the other: this one closes by the receipt, tells its frame, and has paid nobody", async () => {
    await second().wallet.pay(offer.trade, offer.terms.payload.amount);
    expect(asked()).toMatchObject({ state: "settled", seen: false });
    await linked.talk();
    expect(pressed()).toMatchObject({ state: "settled", by: linked.keys[1] });
    expect(isShown(pressed())).toBe(true);
    expect(first().told).toEqual([{ trade: offer.trade, replyTo: "7:3" }]);
    expect(first().stored().shops ?? {}).toEqual({});
    expect(Object.keys(second().stored().shops ?? {})).toHaveLength(1);
    expect(first().servers.outcomes.size).toBe(1);
    expect(wordsOf().sort()).toEqual(["1 waiting", "2 settled"]);
  });

  it("[AS6] given where it was asked: the other one closes, and shows it nowhere else", async () => {
    await first().wallet.pay("press-1", offer.terms.payload.amount);
    await linked.talk();
    expect(asked()).toMatchObject({ state: "settled", by: linked.keys[0], passed: true });
    expect(isShown(asked())).toBe(false);
    expect(wordsOf()).toEqual(["1 settled"]);
  });

  it("[AS6] of two at once: settled once, and both say the same", async () => {
    const { amount } = offer.terms.payload;
    await Promise.all([
      first().wallet.pay("press-1", amount),
      second().wallet.pay(offer.trade, amount),
    ]);
    for (const world of [first(), second()]) await world.passTime(5_000);
    await linked.talk();
    const both = [pressed(), asked()];
    expect(both.map(({ state }) => state)).toEqual(["settled", "settled"]);
    const receipts = both.map((one) => one.state === "settled" && one.receipt.signature);
    expect(receipts[0]).toBe(receipts[1]);
    // One of them knows that it was the other.
    const by = both.flatMap((one) => (one.state === "settled" && one.by ? [one.by] : []));
    expect(by).toHaveLength(1);
    expect(linked.keys).toContain(by[0]);
    expect(first().servers.balance).toBe(50_000 - amount);
  });

  it("[AS8] a no in the other closes this one, and the shop is told", async () => {
    await second().wallet.decline(offer.trade);
    expect(asked().state).toBe("declined");
    await linked.talk();
    expect(pressed()).toMatchObject({ state: "declined", by: linked.keys[1] });
    expect(first().servers.trades.get(offer.trade)?.status).toBe("declined");
    expect(wordsOf().sort()).toEqual(["1 waiting", "2 declined"]);
  });

  it("[AS8] a no that crosses a payment takes nothing back, and is corrected", async () => {
    await first().wallet.pay("press-1", offer.terms.payload.amount);
    await second().wallet.decline(offer.trade);
    expect(asked().state).toBe("declined");
    await linked.talk();
    expect(pressed().state).toBe("settled");
    expect(asked()).toMatchObject({ state: "settled", by: linked.keys[0] });
  });

  it("[AS7] whoever answered died before it said so: the carrier's account says who", async () => {
    await second().wallet.pay(offer.trade, offer.terms.payload.amount);
    const paid = asked();
    if (paid.state !== "settled") throw new Error(paid.state);
    await linked.account({ second: { used_at: paid.receipt.payload.time } });
    await first().wallet.pay("press-1", offer.terms.payload.amount);
    expect(pressed()).toMatchObject({ state: "settled", by: linked.keys[1] });
  });

  it("[AS7] a stranger's payment is no payment of this account's", async () => {
    const trade = first().servers.trades.get(offer.trade);
    Object.assign(trade ?? {}, {
      status: "settled",
      receipt: await aReceipt(first().realm, offer),
    });
    await first().wallet.pay("press-1", offer.terms.payload.amount);
    expect(pressed()).toMatchObject({ state: "ended", code: "trade_settled" });
  });
});

describe("the deadline", () => {
  const { deadline } = { deadline: () => offer.terms.payload.deadline };

  it("[AS11] is the till's to call, since the other may have paid in time", async () => {
    first().now = deadline() + 1;
    await look(first());
    // Its status says open still: a confirmation may be on its way.
    expect(pressed().state).toBe("offered");
    const trade = first().servers.trades.get(offer.trade);
    if (trade) trade.status = "expired";
    await first().passTime(60_000);
    expect(pressed().state).toBe("expired");
  });

  it("[AS11] passed while nothing can be heard, nothing is said of how it ended", async () => {
    await second().wallet.pay(offer.trade, offer.terms.payload.amount);
    await look(second());
    first().now = deadline() + 3_600_000;
    first().servers.mishap("/words", "unreachable", "unreachable");
    await look(first());
    await first().passTime(1_000);
    expect(pressed().state).toBe("offered");
    await first().passTime(120_000);
    expect(pressed()).toMatchObject({ state: "settled", by: linked.keys[1] });
  });
});

describe("what a thief or a broken clock says", () => {
  let thief: KeyPair;
  beforeEach(async () => {
    thief = await makeKeyPair();
  });
  const states = () => second().states();

  it("[AS4] in no terminal's name, or in a name with another's signature, is nothing", async () => {
    const { trade } = await anotherOffer();
    const world = { realm: first().realm, now: () => first().now };
    const word = await aWord(world, thief, trade);
    await heardAs(word);
    await heardAs({ ...word, payload: { ...word.payload, iss: linked.keys[0] } });
    await heardAs(await say(trade, { aud: "realm:0000000000000000" }));
    expect(states()).toEqual(["offered"]);
  });

  it("[AS7] that it was settled or declined, without a receipt or a name, closes nothing as paid", async () => {
    await heardAs(await say(offer.trade, { word: "settled", time: first().now + 5 }));
    expect(asked().state).toBe("offered");
    const world = { realm: first().realm, now: () => first().now };
    await heardAs(await aWord(world, thief, offer.trade, { word: "declined" }));
    expect(asked().state).toBe("offered");
  });

  it("[AS4] of a trade that is over, too late or changed by somebody, shows nothing", async () => {
    const [over, late] = [await anotherOffer(), await anotherOffer()];
    const settled = first().servers.trades.get(over.trade);
    if (settled) settled.status = "settled";
    await heardAs(await say(over.trade));
    second().now = late.terms.payload.deadline;
    await heardAs(await say(late.trade));
    const forged = await anotherOffer();
    const trade = first().servers.trades.get(forged.trade);
    const terms = { ...forged.terms, payload: { ...forged.terms.payload, reference: "9" } };
    if (trade) Object.assign(trade, { offer: { ...forged, terms } });
    await heardAs(await say(forged.trade));
    expect(second().stored().records[over.trade]).toBeUndefined();
    expect(second().stored().records[late.trade]).toBeUndefined();
    expect(second().stored().records[forged.trade]).toBeUndefined();
    // Read once, and not with every question.
    const reads = first().servers.sent(`${forged.trade}/offer`).length;
    await look(second());
    expect(first().servers.sent(`${forged.trade}/offer`)).toHaveLength(reads);
  });

  it("[AS4] again, of an order that was answered here, brings nothing back", async () => {
    await second().wallet.decline(offer.trade);
    await heardAs(await say(offer.trade, { time: first().now + 60_000 }));
    expect(asked().state).toBe("declined");
  });

  it("[AS5] in a flood fills five places and no more", async () => {
    for (let n = 0; n < 8; n++) await heardAs(await say((await anotherOffer()).trade));
    expect(states().filter((state) => state === "offered")).toHaveLength(5);
  });

  it("[AS9] before it was revoked is taken away again", async () => {
    await linked.account({ first: { revoked_at: second().now } });
    await look(second());
    expect(states()).toEqual([]);
  });

  it("[AS9] after the account was read last is found out by reading it again", async () => {
    first().servers.accountMore = {
      terminals: [
        { key: linked.keys[0], since: 1, revoked_at: 2 },
        { key: linked.keys[1], since: 1 },
      ],
    };
    linked.words.clear();
    second().now += 600_000;
    await look(second());
    expect(states()).toEqual([]);
  });
});

describe("how often it is asked", () => {
  it("is every five minutes when nothing waits and nobody looks, and never of one terminal", async () => {
    await second().wallet.decline(offer.trade);
    await linked.talk();
    const { servers } = first();
    const sent = () => servers.sent("/words").length;
    const before = sent();
    await first().passTime(60 * 60_000);
    expect(sent() - before).toBeGreaterThan(10);
    expect(sent() - before).toBeLessThan(15);
    await linked.account({ second: { revoked_at: 1 } });
    expect(await first().wallet.nextDue()).toBeUndefined();
  });

  it("grows rarer while there is no answer, and is as often as before afterwards", async () => {
    const { servers } = first();
    servers.mishap("/words", ...Array.from({ length: 30 }, () => "unreachable" as const));
    const before = servers.sent("/words").length;
    await first().passTime(10 * 60_000);
    expect(servers.sent("/words").length - before).toBeLessThan(30);
  });
});
