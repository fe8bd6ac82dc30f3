// Outcomes are told once, whichever way they come first, and only of trades the page handed over.

import { beforeEach, describe, expect, it } from "vitest";
import type { TradeId } from "../../protocol/ids.ts";
import type { PageStatus } from "../../protocol/messages.ts";
import type { SignedReceipt } from "../../protocol/signing/signed-objects.ts";
import {
  createTradeWatch,
  isTradeOf,
  type Outcome,
  paidWord,
  type TradeWatch,
} from "../../register-terminal/frame/trade-watch.ts";
import { anOffer, aRealm, aReceipt, NOW } from "../support/builders/realm.ts";
import { OTHER_REGISTER, REGISTER, tradeId } from "./ids.ts";

const realm = await aRealm();
const offer = await anOffer(realm);
const receipt = await aReceipt(realm, offer);
const { trade } = offer;

let delivered: Outcome[];
let followed: { trade: TradeId; report: (status: PageStatus) => void; signal: AbortSignal }[];
let watch: TradeWatch;

beforeEach(() => {
  delivered = [];
  followed = [];
  watch = createTradeWatch({
    follow: (of, report, signal) => void followed.push({ trade: of, report, signal }),
    deliver: (outcome) => void delivered.push(outcome),
  });
});

const status = (name: PageStatus["status"], of: SignedReceipt | undefined = undefined) => ({
  trade,
  status: name,
  deadline: NOW,
  ...(of === undefined ? {} : { receipt: of }),
});

describe("a watched trade", () => {
  it("settled by both ways is told once, and followed no more", () => {
    watch.follow(trade);
    watch.receipt(trade, receipt);
    followed[0]?.report(status("settled", receipt));
    expect(delivered).toEqual([{ warifu: "settled", trade, receipt }]);
    expect(followed[0]?.signal.aborted).toBe(true);
    followed[0]?.report(status("settled", receipt));
    watch.receipt(trade, receipt);
    expect(delivered).toHaveLength(1);
  });

  it.each([
    ["declined", "refused"],
    ["voided", "refused"],
    ["cancelled", "cancelled"],
    ["expired", "expired"],
  ] as const)("that was %s is told as %s", (name, warifu) => {
    watch.follow(trade);
    followed[0]?.report(status(name));
    expect(delivered).toEqual([{ warifu, trade }]);
  });

  it("that is open, or settled without a receipt, is told nothing of", () => {
    watch.follow(trade);
    followed[0]?.report(status("open"));
    followed[0]?.report(status("settled"));
    expect(delivered).toEqual([]);
  });

  it("[LE20] is told paid once it is held, too", async () => {
    const held = await aReceipt(realm, offer, { outcome: "authorized" });
    watch.follow(trade);
    followed[0]?.report(status("authorized", held));
    followed[0]?.report(status("completed", held));
    expect(delivered).toEqual([{ warifu: "settled", trade, receipt: held }]);
  });

  it("is never paid by a refusal's receipt, or by another trade's", async () => {
    watch.follow(trade);
    const refusal = await aReceipt(realm, offer, {
      outcome: "refused",
      code: "insufficient_funds",
    });
    const others = await aReceipt(realm, await anOffer(realm));
    for (const wrong of [refusal, others]) {
      watch.receipt(trade, wrong);
      followed[0]?.report(status("settled", wrong));
    }
    expect(delivered).toEqual([]);
  });

  it("[MS5] is one the page handed over: a receipt of any other is not told", () => {
    watch.receipt(trade, receipt);
    expect(delivered).toEqual([]);
  });

  it("handed over twice is followed once", () => {
    watch.follow(trade);
    watch.follow(trade);
    expect(followed).toHaveLength(1);
  });

  it("handed over after its end is followed and told again", () => {
    watch.follow(trade);
    followed[0]?.report(status("declined"));
    watch.follow(trade);
    followed[1]?.report(status("declined"));
    expect(delivered).toEqual([
      { warifu: "refused", trade },
      { warifu: "refused", trade },
    ]);
  });

  it("gives way to the next one", () => {
    watch.follow(trade);
    watch.follow(tradeId(2));
    expect(followed.map(({ signal }) => signal.aborted)).toEqual([true, false]);
  });

  it("sleeps and wakes with the page, unless it has ended", () => {
    watch.follow(trade);
    watch.suspend();
    expect(followed[0]?.signal.aborted).toBe(true);
    watch.resume();
    expect(followed[1]?.trade).toBe(trade);
    followed[1]?.report(status("expired"));
    watch.resume();
    expect(followed).toHaveLength(2);
  });

  it("is of the frame's register", () => {
    expect(isTradeOf(tradeId(1), REGISTER)).toBe(true);
    expect(isTradeOf(tradeId(1, OTHER_REGISTER), REGISTER)).toBe(false);
  });

  it("[MS12] is paid by a settled receipt, and held by an authorization's", () => {
    const { payload } = receipt;
    expect(paidWord({ ...receipt, payload: { ...payload, outcome: "settled" } })).toBe("settled");
    expect(paidWord({ ...receipt, payload: { ...payload, outcome: "authorized" } })).toBe("held");
  });
});
