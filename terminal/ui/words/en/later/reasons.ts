/** English: why there was no payment. */

import type { ReasonsRoom } from "../../types/later/reasons.ts";

export const reasons: ReasonsRoom = {
  reasons: {
    insufficient_funds: {
      what: "There isn't enough money in your account.",
      next: "Add money and try again, or pay the shop another way.",
    },
    account_frozen: {
      what: "Your account is frozen.",
      next: "Ask the company that holds your account.",
    },
    account_closed: {
      what: "Your account is closed or being closed.",
      next: "Pay the shop another way.",
    },
    over_payment_limit: {
      what: "This is more than your account allows in one payment.",
      next: "Pay less, or pay the shop another way.",
    },
    over_day_limit: {
      what: "This is more than your account allows today.",
      next: "Try again tomorrow, or pay the shop another way.",
    },
    over_week_limit: {
      what: "This is more than your account allows this week.",
      next: "Try again next week, or pay the shop another way.",
    },
    over_month_limit: {
      what: "This is more than your account allows this month.",
      next: "Try again next month, or pay the shop another way.",
    },
    over_register_budget: {
      what: "This is more than your budget for this shop.",
      next: "Wait until the budget starts anew, or pay the shop another way.",
    },
    too_many_holds: {
      what: "Too many shops already hold money in your account.",
      next: "Wait until one of them is done, or pay the shop another way.",
    },
    currency_not_held: {
      what: "Your account doesn't hold this currency.",
      next: "Pay the shop another way.",
    },
    too_late: {
      what: "The payment reached your account after the shop's time limit.",
      next: "Order again in the shop.",
    },
    attempt_void: {
      what: "This payment was ended before your account could decide.",
      next: "Try again if you still want to pay.",
    },
    step_up_required: {
      what: "Your account asks you to prove that it is you, and there is nothing yet to prove it with.",
      next: "Set up a passkey or a PIN, then try again.",
    },
    claimed_by_another: {
      what: "Someone else is paying this order at this moment.",
      next: "Wait a minute, then try again.",
    },
    trade_cancelled: {
      what: "The shop cancelled this order.",
      next: "Look in the shop, or ask them.",
    },
    trade_declined: {
      what: "This order was declined.",
      next: "Order again in the shop if you still want it.",
    },
    trade_settled: {
      what: "This order is already paid, from elsewhere.",
      next: "You need not do anything.",
    },
    trade_voided: {
      what: "This order's reservation was given up.",
      next: "Order again in the shop.",
    },
    attempts_exhausted: {
      what: "This order has had too many attempts.",
      next: "Start a new order in the shop.",
    },
    declined_here: {
      what: "You declined, and the shop is told.",
      next: "You can still order again in the shop.",
    },
    wrong_origin: {
      what: "This page isn't one of the shop's own pages.",
      next: "Leave the page. Open the shop by its own address.",
    },
    wrong_register: {
      what: "The page handed over the order of another shop.",
      next: "Leave the page. Open the shop by its own address.",
    },
    register_uncertified: {
      what: "Nobody vouches for this shop.",
      next: "Don't pay here.",
    },
    certificate_expired: {
      what: "The proof of who this shop is has run out.",
      next: "Ask the shop to renew it, or pay another way.",
    },
    wrong_mode: {
      what: "This order mixes test money and real money.",
      next: "Ask the shop to check its set-up.",
    },
    not_genuine: {
      what: "The order isn't what the shop made. Something changed it on the way.",
      next: "Go back to the shop and press the button again.",
    },
    trade_not_found: {
      what: "There is no such order.",
      next: "Go back to the shop and press the button again.",
    },
    no_trade: {
      what: "The shop's page made no order.",
      next: "Go back to the shop and press the button again.",
    },
    no_answer: {
      what: "The order couldn't be read: there was no answer.",
      next: "Check your connection, then press the button in the shop again.",
    },
    unknown_terminal: {
      what: "Your account doesn't know this browser.",
      next: "Open an account here, then press the button in the shop again.",
    },
    terminal_revoked: {
      what: "This browser was revoked, and can't pay any more.",
      next: "Pay in another browser of yours.",
    },
    wrong_clock: {
      what: "This computer's clock is wrong.",
      next: "Set the clock, then press the button in the shop again.",
    },
    trouble: {
      what: "Something went wrong on our side.",
      next: "Go back to the shop and press the button again.",
    },
  },
};
