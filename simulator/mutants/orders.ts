/** Bugs planted in what becomes of money that was already decided: holds, captures, refunds, on both sides. */

import type { Mutant } from "./mutant.ts";

const BRANCH = "worker/carrier-server/branch";
const TILL = "worker/synchronous-server/till";

export const ORDER_MUTANTS: readonly Mutant[] = [
  {
    name: "refund-without-cap",
    bug: "neither till nor branch asks what of a trade is left to refund",
    edits: [
      {
        file: `${BRANCH}/order/decide-order.ts`,
        search: 'if (amount > captured - refundedBefore) return rejected("over_captured");',
        replace: "",
      },
      {
        file: `${TILL}/order/order-acts.ts`,
        search: "return payload.amount > left ? over : countRefusal(others);",
        replace:
          'return payload.amount > left && over === "over_hold" ? over : countRefusal(others);',
      },
    ],
  },
  {
    name: "hold-never-over",
    bug: "the time of a hold is never over",
    edits: [
      { file: `${BRANCH}/order/hold.ts`, search: "return now >= until;", replace: "return false;" },
    ],
  },
  {
    name: "order-done-again",
    bug: "an order that comes again is carried out again",
    edits: [
      {
        file: `${BRANCH}/order/decide-order.ts`,
        search: "const recorded = facts.orders.find(({ id }) => id === request.id);",
        replace: 'const recorded = facts.orders.find(({ id }) => id === "");',
      },
    ],
  },
  {
    name: "capture-not-counted",
    bug: "what was captured is still there to be captured",
    edits: [
      {
        file: `${BRANCH}/order/hold.ts`,
        search: "const after = { ...hold, captured: hold.captured + amount };",
        replace: "const after = { ...hold };",
      },
    ],
  },
  {
    name: "order-forgotten",
    bug: "a till that wakes up doesn't ask for its orders without an answer",
    edits: [
      {
        file: `${TILL}/order/orders.ts`,
        search: "this.#works.due.load(pending.map((order) => [nameOf(order), clockNow()]));",
        replace: "void pending;",
      },
    ],
  },
];
