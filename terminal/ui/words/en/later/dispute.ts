/** English: something is wrong with what was paid. */

import type { DisputeRoom } from "../../types/later/dispute.ts";

export const dispute: DisputeRoom = {
  dispute: {
    title: "Something wrong?",
    lead: "The shop reads what you write and can answer. It doesn't learn who you are, and nobody else can read it.",
    paid: "Paid",
    reason: "What is wrong?",
    reasons: {
      not_received: "It didn't arrive",
      not_as_described: "It isn't as described",
      cancelled_order: "I cancelled the order",
      wrong_amount: "The amount is wrong",
      not_mine: "I didn't pay this",
      other: "Something else",
    },
    text: "Your words to the shop",
    mute: "This shop can't read messages. It gets the reason alone.",
    open: "Tell the shop",
    write: "Send",
    sending: "Being sent. It goes on by itself.",
    refused:
      "That could not be sent. Only what was paid in the last 120 days can be disputed, once.",
    talk: "What was said",
    from: { payer: "You", shop: "The shop" },
    acts: {
      opened: "reported it",
      message: "wrote something that can't be read here",
      contested: "doesn't agree",
      withdrawn: "withdrew it",
    },
    statuses: {
      open: "Waiting for the shop's answer",
      contested: "The shop doesn't agree",
      escalated: "The operator decides",
      upheld: "Decided for you: the shop is to refund",
      refunded: "Refunded",
      withdrawn: "Withdrawn",
      won: "Decided for the shop",
    },
    until: (day) => `Until ${day}. Then the operator decides.`,
    withdraw: "Withdraw",
    withdrawSure: "It can't be opened again. Press once more to withdraw it.",
  },
};
