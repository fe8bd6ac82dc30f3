// What a tool makes up of lists, put right where a JSON Schema can't say what is asked for.
import { describe, expect, it } from "vitest";
import { mendBody, mendLists } from "../../../cli/warifu/sign/mend-lists.ts";

describe("lists that a tool made up", () => {
  it("have each word once, and what is asked for in its order", () => {
    expect(mendLists({ asks: ["phone", "email", "phone"], scopes: ["read", "read"] })).toEqual({
      ...{ asks: ["email", "phone"], scopes: ["read"] },
    });
  });

  it("have one minimum for each currency, and one item for each id", () => {
    const minimums = [
      { currency: "JPY", amount: 1 },
      { currency: "JPY", amount: 2 },
      { currency: "EUR", amount: 3 },
    ];
    const items = [{ id: "a", asks: ["phone", "email"] }, { id: "a" }, { id: "b" }];
    expect(mendBody({ every: "off", minimums, items })).toEqual({
      ...{ every: "off", minimums: [minimums[0], minimums[2]] },
      items: [{ id: "a", asks: ["email", "phone"] }, { id: "b" }],
    });
  });

  it("stay as they are where their elements are none, so that they are refused", () => {
    const wrong = { minimums: [null, 1, { currency: 7 }, { currency: 7 }], items: "none" };
    expect(mendBody(wrong)).toEqual(wrong);
    const asked = { asks: [1, 1], scopes: null };
    expect(mendLists(asked)).toEqual(asked);
  });
});
