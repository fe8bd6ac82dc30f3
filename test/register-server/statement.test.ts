// The SDK's monthly statement: its request, and only the answer that was asked for.

import { expect, it } from "vitest";
import { createWarifu } from "../../register-server/index.ts";
import { NOW } from "../support/builders/realm.ts";
import { FakeWarifu } from "../support/fake-warifu.ts";

async function aWarifu(overrides: object = {}) {
  const { key } = await FakeWarifu.open();
  const asked: string[] = [];
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    const { pathname, search } = new URL(request.url);
    asked.push(`${request.method} ${pathname}${search}`);
    return Response.json({ register: warifu.register, month: "2026-11", currencies, ...overrides });
  };
  const warifu = createWarifu({ key, fetch, now: () => NOW });
  return { warifu, asked };
}

const sale = {
  kind: "sale",
  till: 0,
  sale: 1,
  currency: "JPY",
  amount: 9,
  fee: 1,
  net: 8,
  at: NOW,
};
const currencies = [
  { currency: "JPY", opening: -2, entries: [{ ...sale, balance: 6 }], closing: 6 },
];

it("[LE46] a statement is asked for by its month", async () => {
  const { warifu, asked } = await aWarifu();
  const made = await warifu.getStatement("2026-11");
  expect(made).toEqual({ register: warifu.register, month: "2026-11", currencies });
  expect(asked).toEqual(["GET /v1/journal/statements/2026-11"]);
});

it.each(["2026-13", "", "../trades", "2026-11?format=csv", "2026-11\n"])(
  "[LE46] %j is no month, and is never sent",
  async (month) => {
    const { warifu, asked } = await aWarifu();
    const refused = { code: "invalid_request" };
    await expect(warifu.getStatement(month)).rejects.toMatchObject(refused);
    expect(asked).toEqual([]);
  },
);

it.each([{ month: "2026-10" }, { register: "reg_test_0000000000000" }])(
  "[LE46] an answer with %j isn't taken for it",
  async (other) => {
    const { warifu } = await aWarifu(other);
    await expect(warifu.getStatement("2026-11")).rejects.toThrow();
  },
);
