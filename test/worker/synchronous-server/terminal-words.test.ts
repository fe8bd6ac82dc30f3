// What the terminals of one user say to each other about trades, through the public door: kept for those that are
// active, the latest of each, for a day; and nothing of anybody else's.

import { runInDurableObject } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import { makeKeyPair } from "../../../cli/keys.ts";
import type { SignedTradeWord, TradeWords } from "../../../protocol/account/trade-words.ts";
import type { TradeId } from "../../../protocol/ids.ts";
import { WORD_MS, WORDS_PER_TERMINAL_MAX } from "../../../protocol/limits.ts";
import type { Credential } from "../../../protocol/messages.ts";
import { clockNow } from "../../../worker/objects/clock.ts";
import { USER_MIGRATIONS, type User } from "../../../worker/synchronous-server/user/user.ts";
import { aWord } from "../../support/builders/terminals.ts";
import {
  advanceClock,
  aShop,
  aTrade,
  aWallet,
  bearing,
  env,
  postRenew,
  postSigned,
  type Shop,
  type Wallet,
  world,
} from "../synchronous-world.ts";
import { aLinked, bodyOf, codeOf, revoke } from "../terminals-world.ts";

/** the migration that made room for words */
const SHIPPED = 3;

const tell = ({ device, credential }: Wallet, words: readonly SignedTradeWord[] = []) =>
  postSigned(device, "/v1/terminals/words", { words }, bearing({ credential }));

const heard = async (wallet: Wallet) => (await bodyOf<TradeWords>(tell(wallet))).words;

const saying = async (
  by: Wallet,
  trade: TradeId,
  overrides: Parameters<typeof aWord>[3] = {},
): Promise<SignedTradeWord> => aWord(await world(), by.device, trade, overrides);

const tradeOf = async (shop: Shop) => (await aTrade(shop)).id;

async function twoTerminals() {
  const first = await aWallet();
  return { first, second: await aLinked(first) };
}

/** Rows that were written in the user's object. */
async function rowsOf({ enrolled }: Wallet): Promise<number> {
  const stub = env.USER.getByName(enrolled.user);
  return runInDurableObject(stub, (user: User) => user.database.meter.read().rows);
}

describe("what a terminal says", () => {
  it("[AS2] [AS3] is heard by the user's others, byte for byte, and not by itself or anybody else", async () => {
    const { first, second } = await twoTerminals();
    const trade = await tradeOf(await aShop());
    const word = await saying(first, trade);
    expect(await bodyOf<TradeWords>(tell(first, [word]))).toEqual({ words: [] });
    expect(await heard(second)).toEqual([word]);
    expect(await heard(first)).toEqual([]);
    expect(await heard(await aWallet())).toEqual([]);
  });

  it("[AS2] is its latest word on a trade: a repeat writes nothing, and an older one brings nothing back", async () => {
    const { first, second } = await twoTerminals();
    const trade = await tradeOf(await aShop());
    const [time, word] = [clockNow(), "settled"] as const;
    const waiting = await saying(first, trade, { time });
    const settled = await saying(first, trade, { time: time + 1, word });
    await bodyOf(tell(first, [waiting]));
    await bodyOf(tell(first, [settled]));
    const before = await rowsOf(first);
    await bodyOf(tell(first, [settled]));
    await bodyOf(tell(first, [waiting]));
    await bodyOf(tell(second));
    expect((await rowsOf(first)) - before).toBe(0);
    expect(await heard(second)).toEqual([settled]);
  });

  it("[AS2] has room for twenty: a flood takes the place of its own words alone", async () => {
    const { first, second } = await twoTerminals();
    const shop = await aShop();
    const calm = await saying(second, await tradeOf(shop));
    await bodyOf(tell(second, [calm]));
    const flood = async (n: number) => {
      const words = [];
      for (let at = 0; at < n; at++) words.push(await saying(first, await tradeOf(shop)));
      await bodyOf(tell(first, words));
      return words;
    };
    await flood(WORDS_PER_TERMINAL_MAX);
    // Later ones, by the server's clock.
    advanceClock(1);
    const last = await flood(3);
    const kept = await heard(second);
    expect(kept).toHaveLength(WORDS_PER_TERMINAL_MAX);
    expect(kept).toEqual(expect.arrayContaining(last));
    expect(await heard(first)).toEqual([calm]);
    const tooMany = Array.from({ length: WORDS_PER_TERMINAL_MAX + 1 }, () => last[0] as never);
    expect(await codeOf(tell(first, tooMany))).toBe("invalid_request");
  });

  it("[AS2] [AS11] is forgotten after a day, whatever its own clock says", async () => {
    const { first, second } = await twoTerminals();
    const trade = await tradeOf(await aShop());
    const inAYear = clockNow() + 365 * 86_400_000;
    await bodyOf(tell(first, [await saying(first, trade, { time: inAYear })]));
    expect(await heard(second)).toHaveLength(1);
    advanceClock(WORD_MS);
    const credential = await bodyOf<Credential>(postRenew(second));
    expect(await heard({ ...second, credential })).toEqual([]);
    await runInDurableObject(env.USER.getByName(first.enrolled.user), async (user: User) => {
      await user.alarm();
      expect(user.database.exec("SELECT * FROM words")).toEqual([]);
      expect(user.database.exec("SELECT * FROM user")).toHaveLength(1);
    });
  });
});

describe("what isn't a terminal's to say", () => {
  it("[AS3] is refused: another's word, one for another realm, a made-up trade, a changed word", async () => {
    const { first, second } = await twoTerminals();
    const trade = await tradeOf(await aShop());
    const word = await saying(first, trade);
    expect(await codeOf(tell(second, [word]))).toBe("wrong_issuer");
    const changed = { ...word, payload: { ...word.payload, word: "declined" as const } };
    expect(await codeOf(tell(first, [changed]))).toBe("bad_signature");
    const elsewhere = await saying(first, trade, { aud: "realm:0000000000000000" });
    expect(await codeOf(tell(first, [elsewhere]))).toBe("wrong_audience");
    const madeUp = `${trade.slice(0, -1)}${trade.endsWith("0") ? "8" : "0"}` as TradeId;
    expect(await codeOf(tell(first, [await saying(first, madeUp)]))).toBe("trade_not_found");
    expect(await heard(second)).toEqual([]);
  });

  it("[AS3] [AS9] nor a revoked one's, whose words go with it", async () => {
    const { first, second } = await twoTerminals();
    const trade = await tradeOf(await aShop());
    await bodyOf(tell(second, [await saying(second, trade)]));
    expect(await heard(first)).toHaveLength(1);
    await bodyOf(revoke(first, second.device));
    expect(await heard(first)).toEqual([]);
    // Its credential lasts on for minutes, and opens nothing here.
    expect(await codeOf(tell(second, [await saying(second, trade)]))).toBe("terminal_revoked");
    const stored = await runInDurableObject(env.USER.getByName(first.enrolled.user), (user: User) =>
      user.database.exec("SELECT * FROM words"),
    );
    expect(stored).toEqual([]);
  });

  it("[AS3] nor that of a terminal whose key is no user's", async () => {
    const { first } = await twoTerminals();
    const stranger = { ...first, device: await makeKeyPair() };
    expect(await codeOf(tell(stranger))).toBe("wrong_issuer");
  });
});

it("a user of older code says and hears, once its tables have come", async () => {
  const { first, second } = await twoTerminals();
  const stub = env.USER.getByName(first.enrolled.user);
  await runInDurableObject(stub, (user: User, { storage }) => {
    // As the code before this left it.
    storage.sql.exec("DROP TABLE words");
    storage.sql.exec("DELETE FROM migrations WHERE number >= ?", SHIPPED);
    user.database.migrate(USER_MIGRATIONS);
  });
  const word = await saying(first, await tradeOf(await aShop()));
  await bodyOf(tell(first, [word]));
  expect(await heard(second)).toEqual([word]);
});
