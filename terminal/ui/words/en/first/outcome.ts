/** English: how a trade ends. */

import type { OutcomeRoom } from "../../types/first/outcome.ts";

export const outcome: OutcomeRoom = {
  checking: {
    title: "Checking",
    text: "Your account is deciding. This usually takes a second.",
    since: (time) => `Since ${time}`,
    slow: "No answer yet. The same question is sent again; you can't be charged twice.",
    late: "The shop's time limit has passed. Either it was paid in time or no money moves. The answer will be shown here.",
    close: "You can close this. It goes on by itself.",
  },
  settled: {
    title: "Paid",
    heldTitle: "Reserved",
    paid: (amount, shop) => `${amount} to ${shop}`,
    at: "Time",
    from: "From",
    left: "Left",
    proof: "Receipt checked",
    given: "Given to the shop",
    giving: { sending: "Being sent.", lost: "Not delivered. The shop has nothing of it." },
  },
  refused: {
    title: "Not paid",
    declinedTitle: "Declined",
    left: (amount) => `Up to ${amount} is possible at the moment.`,
    nothingLeft: "Nothing is left of it at the moment.",
    setUp: "Set one up",
    oneClick: (amount) => `Up to ${amount} needs no such confirmation.`,
  },
  expired: {
    title: "Too late",
    what: "The shop's time limit for this order has passed.",
    next: "Order again in the shop.",
  },
  unusable: { title: "Nothing to confirm" },
};
