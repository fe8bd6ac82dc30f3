// Captures and refunds in the branch's count for reconciliation: by their own receipts, in the commit that carries
// them out; counted afresh from the rows they come to the same; and what ends a hold moves nothing and isn't counted.

import { evictDurableObject } from "cloudflare:test";
import { beforeAll, expect, it } from "vitest";
import {
  digestOf,
  hourKeyOf,
  mergedHours,
  movementOf,
  NOTHING,
  parseHourKey,
} from "../../../protocol/count/set-hash.ts";
import { tillIdRange } from "../../../protocol/ids.ts";
import type { SignedReceipt } from "../../../protocol/signing/signed-objects.ts";
import { aCaptureCall, aRefundCall, aVoidCall } from "../../support/builders/orders.ts";
import type { CarrierWorld } from "../../support/builders/payment.ts";
import { aCarrierWorld, theBranch } from "../carrier-world.ts";
import { env } from "../test-env.ts";
import { aHeldTrade, aPaidTrade, closeAccount, ring } from "./order-world.ts";

let world: CarrierWorld;
const receipts: SignedReceipt[] = [];
beforeAll(async () => {
  world = await aCarrierWorld();
  const held = await aHeldTrade(world);
  const keep = (answer: { ok: boolean; value?: { receipt: SignedReceipt } }) => {
    if (!answer.value) throw new Error("it is carried out");
    receipts.push(answer.value.receipt);
  };
  for (const amount of [1000, 2000])
    keep(await env.CARRIER.capture(await aCaptureCall(world, held, { amount })));
  keep(await env.CARRIER.refund(await aRefundCall(world, held, { amount: 700 })));
  keep(await env.CARRIER.voidHold(await aVoidCall(world, held)));
  const closed = await aPaidTrade(world);
  await closeAccount(world, closed);
  keep(await env.CARRIER.refund(await aRefundCall(world, closed)));
  const { offer, sealed } = closed;
  const question = { sealed, trade: offer.trade, attempt: 1, voidIfAbsent: false };
  const paid = await env.CARRIER.outcome(question);
  if (paid.ok && paid.value?.kind === "settled") receipts.push(paid.value.receipt);
});

const expected = () =>
  mergedHours(
    receipts.flatMap(({ payload }) => {
      const movement = movementOf(payload);
      return movement ? [{ [hourKeyOf(movement)]: digestOf(movement) }] : [];
    }),
  );

it("[LE60] [LE61] captures and refunds count by their receipts, suspense or not, and ends of holds don't", async () => {
  const hours = expected();
  expect(Object.values(hours).reduce((sum, { count }) => sum + count, 0)).toBe(5);
  expect(await theBranch().hourDigests(Object.keys(hours))).toEqual(hours);
  await ring();
  await evictDurableObject(theBranch());
  expect(await theBranch().hourDigests(Object.keys(hours))).toEqual(hours);
});

it("[LE63] counted afresh from outcomes and orders they are the same", async () => {
  for (const [key, digest] of Object.entries(expected())) {
    const { register, till, hour } = parseHourKey(key);
    const question = { ...tillIdRange(register, till), register, till, hour };
    const until = world.now() + 1;
    expect((await theBranch().countMovements({ ...question, until })).digest).toEqual(digest);
    expect((await theBranch().countMovements({ ...question, until: 0 })).digest).toEqual(NOTHING);
  }
});
