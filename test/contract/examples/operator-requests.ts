/** A good body of each act of the operator. */

import type { ExampleRealm } from "./example-realm.ts";
import { exampleReceipt, shopRequests } from "./shop-requests.ts";

export async function operatorRequests(realm: ExampleRealm): Promise<Record<string, unknown>> {
  const { register, trade } = realm;
  const { signUpRegister } = await shopRequests(realm);
  const currency = "JPY";
  const limits = { currency, payment: 50_000, month: 200_000, budgets: [] };
  return {
    openAccount: {
      ...{ currencies: [currency], credit: [{ currency, limit: 30_000 }], limits: [limits] },
    },
    issueOpeningCode: { code: "new" },
    topUp: { amount: 5_000, currency },
    withdraw: { amount: 5_000, currency },
    setStatus: { status: "frozen" },
    setLimits: { ...limits, budgets: [{ register, period: "month", amount: 30_000 }] },
    setCredit: { currency, limit: 30_000 },
    setTopUpInstruction: {
      ...{ currency, instruction: { below: 1_000, amount: 5_000, month_max: 20_000 } },
    },
    setStepUp: { currency, rule: { one_click: 10_000, first_payment: "step_up" } },
    revokeTerminals: { terminals: "all" },
    resolveSuspense: { trade, refund: `rfd_test_${"0".repeat(26)}` },
    certifyRegister: signUpRegister,
    setFees: { currency, fixed: 10, rate_ppm: 29_000, refunds: "returned" },
    suspendRegister: { reason: "Its goods don't arrive" },
    resumeRegister: { reason: "They do again" },
    replaceRegisterKey: signUpRegister,
    decideDispute: { trade, ruling: "upheld", reason: "The shop showed no proof of delivery" },
    makePayoutFile: { currency },
    markPayoutFileSent: {},
    returnPayout: { reason: "AC04" },
    thawTill: { register, till: 0 },
    proveReceipt: { receipt: await exampleReceipt(realm) },
  };
}
