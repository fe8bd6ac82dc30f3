// Trade ids: made from the key, recognised by their tag, and unlike any other key's.
import { describe, expect, it } from "vitest";
import {
  formatTradeId,
  parseTradeId,
  registerIdFrom,
  slotOf,
  type TradeId,
  uuid7,
} from "../../../protocol/ids.ts";
import { toBase64Url } from "../../../protocol/signing/encoding.ts";
import { importHmacKey } from "../../../protocol/signing/signature.ts";
import { TradeIdentity } from "../../../worker/synchronous-server/trade-identity.ts";

const KEY = toBase64Url(new Uint8Array(32).fill(7));
const OTHER_KEY = toBase64Url(new Uint8Array(32).fill(8));
const REGISTER = registerIdFrom("test", new Uint8Array(8).fill(1));
const OTHER_REGISTER = registerIdFrom("test", new Uint8Array(8).fill(2));
const SOME_KEY = uuid7(1_790_000_000_000, new Uint8Array(10).fill(3));

async function identityOf(secret = KEY): Promise<TradeIdentity> {
  return new TradeIdentity(await importHmacKey(secret));
}

async function idOf(key: string, register = REGISTER, till = 0): Promise<TradeId> {
  const identity = await identityOf();
  return identity.idAt(till, await identity.ofKey(register, key));
}

function withByte(id: TradeId, at: "tag" | "hash" | "time" | "till"): TradeId {
  const parts = parseTradeId(id);
  if (at === "till") return formatTradeId({ ...parts, till: parts.till + 1 });
  const bytes = parts[at].slice();
  bytes[0] = (bytes[0] ?? 0) ^ 1;
  return formatTradeId({ ...parts, [at]: bytes });
}

describe("[ID4] a trade id's tag", () => {
  it("says that the id is ours", async () => {
    expect(await (await identityOf()).isOurs(await idOf(SOME_KEY))).toBe(true);
  });

  it.each(["tag", "hash", "time", "till"] as const)("doesn't hold with another %s", async (at) => {
    const id = withByte(await idOf(SOME_KEY), at);
    expect(await (await identityOf()).isOurs(id)).toBe(false);
  });

  it("doesn't hold in the other mode", async () => {
    const { register: _, ...parts } = parseTradeId(await idOf(SOME_KEY));
    const register = registerIdFrom("live", new Uint8Array(8).fill(1));
    const id = formatTradeId({ ...parts, register, mode: "live" });
    expect(await (await identityOf()).isOurs(id)).toBe(false);
  });

  it("doesn't hold under another key", async () => {
    expect(await (await identityOf(OTHER_KEY)).isOurs(await idOf(SOME_KEY))).toBe(false);
  });
});

describe("[ID2] a trade id", () => {
  it("is the same for the same register and key, and for no other", async () => {
    expect(await idOf(SOME_KEY)).toBe(await idOf(SOME_KEY));
    expect(parseTradeId(await idOf("a")).hash).not.toEqual(parseTradeId(await idOf("b")).hash);
    const theirs = parseTradeId(await idOf(SOME_KEY, OTHER_REGISTER));
    expect(parseTradeId(await idOf(SOME_KEY)).hash).not.toEqual(theirs.hash);
  });

  it("keeps its hash, and so its slot, at every till", async () => {
    const [here, there] = [await idOf(SOME_KEY), await idOf(SOME_KEY, REGISTER, 7)];
    expect(here).not.toBe(there);
    expect(slotOf(parseTradeId(here).hash)).toBe(slotOf(parseTradeId(there).hash));
  });

  it("[MS2] is known to be of its key and of no other", async () => {
    const identity = await identityOf();
    const id = await idOf(SOME_KEY);
    expect(await identity.isOfKey(id, SOME_KEY)).toBe(true);
    expect(await identity.isOfKey(id, `${SOME_KEY}x`)).toBe(false);
  });

  it("spreads keys over the slots", async () => {
    const identity = await identityOf();
    const keys = Array.from({ length: 400 }, (_, index) => `order-${index}`);
    const slots = await Promise.all(
      keys.map(async (key) => slotOf((await identity.ofKey(REGISTER, key)).hash)),
    );
    const quarters = [0, 1, 2, 3].map(
      (quarter) => slots.filter((slot) => Math.floor(slot / 1024) === quarter).length,
    );
    for (const count of quarters) expect(count).toBeGreaterThan(60);
  });
});
