/**
 * One whole trade at a test-mode deployment: a register that signs itself up, a payer with a demo account, create, read,
 * claim, confirm, credit, and a receipt that verifies under the root. It leaves a test register and a test account
 * behind, as every merchant's first try does.
 */

import type { PublicKey } from "../../../protocol/signing/signature.ts";
import { createWarifu } from "../../../register-server/index.ts";
import { signUpShop } from "../../register-shop.ts";
import { aTestPayer } from "../../warifu/payer/test-payer.ts";

const AMOUNT = 1200;
const CURRENCY = "JPY";
/** Names only the machine that looks at it: nothing of it has to be proven [TT2]. */
const SHOP_ORIGIN = "http://localhost:8790";
const CREDITED_WITHIN_MS = 30_000;
const LOOK_EVERY_MS = 200;

export interface TestTrade {
  readonly trade: string;
  /** from create to the till's credit */
  readonly ms: number;
}

/** @throws Error where any step of it fails */
export async function settleTestTrade(origin: string, rootKey: PublicKey): Promise<TestTrade> {
  const place = { server: origin, rootKey, mode: "test" } as const;
  const { register, key } = await signUpShop({
    ...place,
    name: "Deployment check",
    origins: [SHOP_ORIGIN],
  });
  const payer = await aTestPayer({ origin, rootKey });
  const warifu = createWarifu({ key });
  const began = performance.now();
  const { id } = await warifu.createTrade({
    ...{ amount: AMOUNT, currency: CURRENCY },
    items: [{ name: "Deployment check", quantity: 1, amount: AMOUNT }],
  });
  const record = await payer.pay(id);
  if (record.state !== "settled") throw new Error(`the test trade ended as ${record.state}`);
  const until = Date.now() + CREDITED_WITHIN_MS;
  let view = await warifu.getTrade(id);
  while (view.status !== "settled" || !view.receipt) {
    if (Date.now() > until)
      throw new Error(`the carrier settled ${id} and the till doesn't hear of it`);
    await new Promise((resolve) => {
      setTimeout(resolve, LOOK_EVERY_MS);
    });
    view = await warifu.getTrade(id);
  }
  const ms = Math.round(performance.now() - began);
  await warifu.verifyReceipt(view.receipt, {
    ...{ register, trade: id, amount: AMOUNT, currency: CURRENCY },
    ...{ mode: "test", outcome: "settled" },
  });
  return { trade: id, ms };
}
