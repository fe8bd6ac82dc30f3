// A stolen synchronous server invents orders of shops: captures, refunds, payouts, payout accounts. None is taken.

import { beforeAll, describe, expect, it } from "vitest";
import { makeKeyPair } from "../../../cli/keys.ts";
import type { ConfirmTrade } from "../../../protocol/messages.ts";
import type { SignatureText } from "../../../protocol/signing/signature.ts";
import { aConfirm } from "../../support/builders/payment.ts";
import { aCapture, aRefund, aVoid } from "../../support/builders/signed-orders.ts";
import { anOrder, aPayoutAccount, OTHER } from "../carrier-server/payout-world.ts";
import { env } from "../test-env.ts";
import {
  aPaidTrade,
  aStolenServer,
  confirmCode,
  moneyIn,
  type StolenServer,
} from "./stolen-world.ts";

let stolen: StolenServer;
let paid: ConfirmTrade;
let held: ConfirmTrade;
beforeAll(async () => {
  stolen = await aStolenServer();
  paid = await aPaidTrade(stolen);
  const deadline = stolen.world.now() + 60_000;
  const terms = { capture: "later", deadline, hold_until: deadline + 60 * 60_000 } as const;
  held = await aConfirm(stolen.world, stolen.victim, { terms });
  expect(await confirmCode(held)).toBe("authorized");
});

const INVENTED = "A".repeat(86) as SignatureText;

async function unmoved(attempt: () => Promise<{ ok: boolean; error?: { code: string } }>) {
  const before = await moneyIn(stolen);
  const answer = await attempt();
  expect(await moneyIn(stolen)).toEqual(before);
  return answer.ok ? "done" : answer.error?.code;
}

/** As the thief calls it: he has the sealed reference, and the certificate that every offer carries. */
function called<T>(order: T, by = stolen.world, sealed = stolen.victim.sealed) {
  return { sealed, attempt: 1, order, certificate: by.certificate, chain: by.realm.chain };
}

describe("a stolen synchronous server invents no order", () => {
  it("a refund that the shop didn't sign", async () => {
    const signed = await aRefund(stolen.world.realm, paid.offer.trade);
    const order = { ...signed, signature: INVENTED };
    expect(await unmoved(() => env.CARRIER.refund(called(order)))).toBe("bad_signature");
  });

  it("a refund of a greater amount than was signed", async () => {
    const { payload, signature } = await aRefund(stolen.world.realm, paid.offer.trade);
    const order = { payload: { ...payload, amount: 4980 }, signature };
    expect(await unmoved(() => env.CARRIER.refund(called(order)))).toBe("bad_signature");
  });

  it("a refund to another account than the one that paid", async () => {
    const order = await aRefund(stolen.world.realm, paid.offer.trade);
    const { sealed } = stolen.thief;
    const code = await unmoved(() => env.CARRIER.refund(called(order, stolen.world, sealed)));
    expect(code).toBe("wrong_account");
  });

  it("a refund by the thief's shop of the other shop's trade", async () => {
    const order = await aRefund(stolen.own.realm, paid.offer.trade);
    const code = await unmoved(() => env.CARRIER.refund(called(order, stolen.own)));
    expect(["wrong_register", "order_mismatch", "trade_not_paid"]).toContain(code);
  });

  it("a refund under a certificate that isn't the shop's", async () => {
    const { realm } = stolen.own;
    const order = await aRefund(
      { ...stolen.world.realm, registerKey: realm.registerKey },
      paid.offer.trade,
    );
    expect(await unmoved(() => env.CARRIER.refund(called(order)))).toBe("bad_signature");
  });

  it("a capture or a void that the shop didn't sign", async () => {
    const { realm } = stolen.world;
    const capture = { ...(await aCapture(realm, held.offer.trade)), signature: INVENTED };
    expect(await unmoved(() => env.CARRIER.capture(called(capture)))).toBe("bad_signature");
    const hold = { ...(await aVoid(realm, held.offer.trade)), signature: INVENTED };
    expect(await unmoved(() => env.CARRIER.voidHold(called(hold)))).toBe("bad_signature");
  });

  it("a capture of more than is held", async () => {
    const order = await aCapture(stolen.world.realm, held.offer.trade, { amount: 4981 });
    expect(await unmoved(() => env.CARRIER.capture(called(order)))).toBe("over_hold");
  });

  it("a payout account that the shop didn't sign, or an older one", async () => {
    const { register, registerKey } = stolen.world.realm;
    const thief = await makeKeyPair();
    const forged = await aPayoutAccount({ register, key: thief }, { number: 9, account: OTHER });
    expect(await unmoved(() => env.CARRIER.setPayoutAccount(forged))).toBe("bad_signature");
    const shop = { register, key: registerKey };
    const older = await aPayoutAccount(shop, { number: 1, account: OTHER });
    expect((await env.CARRIER.setPayoutAccount(await aPayoutAccount(shop, { number: 2 }))).ok).toBe(
      true,
    );
    expect(await unmoved(() => env.CARRIER.setPayoutAccount(older))).toBe(
      "payout_account_outdated",
    );
    const swapped = await aPayoutAccount(shop, { number: 3 });
    const altered = { ...swapped, payload: { ...swapped.payload, account: OTHER } };
    expect(await unmoved(() => env.CARRIER.setPayoutAccount(altered))).toBe("bad_signature");
  });

  it("a payout of more than the carrier's own books hold for the shop", async () => {
    const { register, registerKey } = stolen.own.realm;
    await env.CARRIER.setPayoutAccount(await aPayoutAccount({ register, key: registerKey }));
    const order = await anOrder(register, 1, 1_000_000);
    expect(await unmoved(() => env.CARRIER.payout(order))).toBe("payout_unfunded");
  });
});
