// checkout.js checks messages by hand; here its hand is held against the protocol's schemas.

import { beforeAll, describe, expect, it } from "vitest";
import { FrameToPage } from "../../protocol/page/frame-messages.ts";
import { parse } from "../../protocol/parse.ts";
import { readFrameMessage } from "../../register-terminal/checkout/frame-messages.ts";
import { anOffer, aRealm, aReceipt } from "../support/builders/realm.ts";
import { tradeId } from "./ids.ts";

let whole: Record<string, unknown>[];
beforeAll(async () => {
  const realm = await aRealm();
  const receipt = await aReceipt(realm, await anOffer(realm));
  const trade = tradeId(1);
  whole = [
    { warifu: "ready", height: 52 },
    { warifu: "press", press: "p1" },
    { warifu: "no-terminal", press: "p1" },
    { warifu: "settled", trade, receipt },
    { warifu: "refused", trade },
    { warifu: "expired", trade },
    { warifu: "cancelled", trade },
    { warifu: "trouble", code: "page_framed" },
    { warifu: "ordered", order: "o1", trade },
    { warifu: "not-ordered", order: "o1", code: "item_not_sold" },
    { warifu: "access", trade, offer: { trade }, refunded: 0 },
  ];
});

describe("a message of the frame", () => {
  it("[MS1] that the schema knows is read as it is", () => {
    for (const message of whole) {
      expect(parse(FrameToPage, message).ok).toBe(true);
      expect(readFrameMessage(message)).toBe(message);
    }
  });

  it("[MS1] with a part missing or of another kind is not read, by neither", () => {
    for (const message of whole)
      for (const name of Object.keys(message))
        for (const value of [undefined, null, 7.5, "x", [], {}]) {
          if (name === "height" && value === 7.5) continue; // a height
          if (name === "refunded" && value === 7.5) continue; // the server's own word
          // The offer is verified by who is shown it.
          if (name === "offer" && typeof value === "object" && value !== null) continue;
          if (["press", "code", "order"].includes(name) && value === "x") continue; // as good as any
          const broken = { ...message, [name]: value };
          expect(parse(FrameToPage, broken).ok).toBe(false);
          // The receipt alone is passed on unread: the shop's backend verifies it.
          if (name === "receipt" && typeof value === "object" && value !== null) continue;
          expect(readFrameMessage(broken)).toBeUndefined();
        }
  });

  it.each([undefined, null, "press", 1, [], {}, { warifu: "hello" }, { warifu: "__proto__" }])(
    "is none of %j",
    (thing) => expect(readFrameMessage(thing)).toBeUndefined(),
  );

  it("can't make the frame higher than a screen", () => {
    expect(readFrameMessage({ warifu: "ready", height: 100_000 })).toBeUndefined();
    expect(readFrameMessage({ warifu: "ready", height: Number.NaN })).toBeUndefined();
  });
});
