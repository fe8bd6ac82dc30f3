/**
 * Test mode, as anyone may read it: the root key that a test register pins, and what can be made to happen. None of it is
 * in live mode: there these addresses are nothing, and these amounts are amounts.
 */

import * as v from "valibot";
import { listUpTo, textUpTo } from "./bounds.ts";
import { Amount } from "./money/money.ts";
import { PublicKey } from "./signing/signature.ts";
import { Realm, SignedRegistration, Time } from "./signing/signed-objects.ts";
import { NAMED_FAILURES, NAMED_ORDER_REFUSALS } from "./test-failures.ts";

/** POST /v1/test/registers, in test mode alone: certify this register, its own signature being the permission [TT2]. */
export const SignUpRegister = v.strictObject({ registration: SignedRegistration });
export type SignUpRegister = v.InferOutput<typeof SignUpRegister>;

const Named = v.object({ amount: Amount, name: textUpTo(40), what: textUpTo(200) });

/** GET /v1/test, in test mode alone. */
export const TestMode = v.object({
  object: v.literal("test_mode"),
  realm: Realm,
  root_key: PublicKey,
  /** the server's clock, ms since the epoch */
  now: Time,
  /** a trade of this amount, minor units of any currency, ends so */
  failures: listUpTo(100, Named),
  /** a capture or refund of this amount, or the void of a trade held for it, ends so */
  order_refusals: listUpTo(100, Named),
});
export type TestMode = v.InferOutput<typeof TestMode>;

/** @param now ms since the epoch, by the server's clock */
export function testModeView(root_key: PublicKey, realm: string, now: number): TestMode {
  const named = (rows: typeof NAMED_FAILURES | typeof NAMED_ORDER_REFUSALS) =>
    rows.map(({ amount, name, what }) => ({ amount, name, what }));
  return {
    object: "test_mode",
    ...{ realm, root_key, now },
    failures: named(NAMED_FAILURES),
    order_refusals: named(NAMED_ORDER_REFUSALS),
  };
}
