// Following a trade: by the socket, by its polling twin when the socket can't, and to the end by either.

import { describe, expect, it } from "vitest";
import type { PageStatus } from "../../protocol/messages.ts";
import type { SignedReceipt } from "../../protocol/signing/signed-objects.ts";
import { type FollowEffects, followTrade } from "../../register-terminal/frame/follow-trade.ts";
import { anOffer, aRealm, aReceipt, NOW } from "../support/builders/realm.ts";

const realm = await aRealm();
const offer = await anOffer(realm);
const receipt: SignedReceipt = await aReceipt(realm, offer);
const { trade } = offer;

function status(name: PageStatus["status"], more: Partial<PageStatus> = {}): PageStatus {
  return { trade, status: name, deadline: NOW, ...more };
}
const SETTLED = status("settled", { receipt });

/** A network whose sockets and answers the test gives, and whose waits are over at once. */
function aNetwork(parts: { sockets?: unknown[][]; answers?: unknown[] }) {
  const { sockets = [], answers = [] } = parts;
  const seen = { paths: [] as string[], pauses: [] as number[], heard: [] as PageStatus[] };
  const effects: FollowEffects = {
    listen: async (path, hear, signal) => {
      seen.paths.push(path);
      const messages = sockets.shift();
      for (const message of messages ?? []) if (!signal.aborted) hear(message);
    },
    ask: async (path) => {
      seen.paths.push(path);
      const answer = answers.shift();
      if (answer === undefined) throw new TypeError("Failed to fetch");
      return answer;
    },
    pause: async (ms, signal) => {
      seen.pauses.push(ms);
      // The slow look waits for the test's end: its turn is the last one's.
      if (ms >= 20_000) await new Promise((resolve) => signal.addEventListener("abort", resolve));
      await Promise.resolve();
    },
  };
  const follow = (signal = new AbortController().signal) =>
    followTrade(trade, effects, (heard) => seen.heard.push(heard), signal);
  return { effects, seen, follow };
}

describe("a followed trade", () => {
  it("is heard over the socket until it ends", async () => {
    const { follow, seen } = aNetwork({ sockets: [[status("open"), SETTLED]] });
    await follow();
    expect(seen.heard).toEqual([status("open"), SETTLED]);
    expect(seen.paths).toEqual([`/v1/trades/${trade}/socket`]);
  });

  it.each(["declined", "cancelled", "expired", "voided"] as const)("ends when %s", async (name) => {
    const { follow, seen } = aNetwork({ sockets: [[status(name)]] });
    await follow();
    expect(seen.heard).toEqual([status(name)]);
  });

  it("is asked for when the socket closes, and listened to again with growing patience", async () => {
    const answers = [
      undefined,
      status("open"),
      undefined,
      undefined,
      undefined,
      undefined,
      SETTLED,
    ];
    const { follow, seen } = aNetwork({ answers });
    await follow();
    expect(seen.heard).toEqual([status("open"), SETTLED]);
    const pauses = seen.pauses.filter((ms) => ms < 20_000);
    expect(pauses.slice(0, 6)).toEqual([1_000, 2_000, 4_000, 8_000, 15_000, 15_000]);
  });

  it("that was heard is listened to again soon", async () => {
    const sockets = [[], [status("open")], []];
    const { follow, seen } = aNetwork({ sockets, answers: [undefined, undefined, SETTLED] });
    await follow();
    expect(seen.pauses.filter((ms) => ms < 20_000)).toEqual([1_000, 1_000, 2_000]);
  });

  it("settled without its receipt isn't over", async () => {
    const { follow, seen } = aNetwork({ sockets: [[status("settled")]], answers: [SETTLED] });
    await follow();
    expect(seen.heard.at(-1)).toEqual(SETTLED);
  });

  it("[MS1] does not hear what isn't a status, or is another trade's", async () => {
    const other = await anOffer(realm);
    const noise = [undefined, "settled", { status: "settled" }, { ...SETTLED, trade: other.trade }];
    const { follow, seen } = aNetwork({ sockets: [[...noise, SETTLED]] });
    await follow();
    expect(seen.heard).toEqual([SETTLED]);
  });

  it("is let go with the signal", async () => {
    const controller = new AbortController();
    const { effects, seen } = aNetwork({});
    const following = followTrade(
      trade,
      {
        ...effects,
        listen: (_, __, signal) =>
          new Promise((resolve) => signal.addEventListener("abort", () => resolve())),
      },
      (heard) => seen.heard.push(heard),
      controller.signal,
    );
    controller.abort();
    await following;
    expect(seen.heard).toEqual([]);
  });

  it("whose socket died without a word is found by the look now and then", async () => {
    const { effects, seen } = aNetwork({ answers: [status("open"), SETTLED] });
    let looks = 0;
    await followTrade(
      trade,
      {
        ...effects,
        listen: (_, __, signal) =>
          new Promise((resolve) => signal.addEventListener("abort", () => resolve())),
        pause: async (ms) => {
          expect(ms).toBe(20_000);
          looks += 1;
        },
      },
      (heard) => seen.heard.push(heard),
      new AbortController().signal,
    );
    expect(looks).toBe(2);
    expect(seen.heard).toEqual([status("open"), SETTLED]);
  });
});
