/** English. Short sentences, present tense; "paid" and "no money moved" only where they are known. */

import { enTerminals } from "./en-terminals.ts";
import { orderEn } from "./order-en.ts";
import { privacyEn } from "./privacy-en.ts";
import { securityEn } from "./security-en.ts";
import type { Words } from "./words.ts";

export const en: Words = {
  ...securityEn,
  ...privacyEn,
  ...orderEn,
  name: "Warifu",
  testMode: "Test",
  testModeTitle: "Test mode: no real money",
  back: "Back",
  done: "Done",
  tryAgain: "Try again",
  queue: (position, count) => `${position} of ${count}`,
  nextTrade: "Show the next order",
  noMoneyMoved: "No money moved.",
  onboarding: {
    title: "Pay without handing anything over",
    lead: "Warifu settles a purchase between the shop and your account, like the two halves of a tally stick.",
    points: [
      ["The shop is paid", "It never learns who paid: no card number, no password, no name."],
      ["You see who asks", "The shop's name and address are proven before anything is shown."],
      ["Only you confirm", "A page can ask. Only this wallet can pay."],
    ],
    open: "Open a demo account",
    opening: "Opening your account",
    unreachable: "No answer yet. Trying again.",
    refused: "The account wasn't opened. Please try again.",
    demo: "It comes with demo money. Nothing here costs anything.",
    haveCode: "I was given an opening code",
    code: "Opening code",
    bringCode: "Use this code",
    codeInvalid:
      "This opening code isn't valid any more. Ask whoever gave it to you for a new one.",
    haveAccount: "I already have an account",
    link: "Link this browser to another one",
    recover: "Use my recovery words",
    recoverText: "They lead this browser to your account, without any other browser.",
    words: "Recovery words",
    revokeOthers: "Revoke all my other browsers",
    bringWords: "Use these words",
    wordsWrong: "A character is wrong or missing. Please check them again.",
    linkLapsed: "No browser approved this one in time.",
    shopWaits: "A shop is waiting. Its order comes next.",
  },
  permission: {
    title: "One permission is missing",
    text: (host) => `Without access to ${host} the wallet can't see an order or pay it.`,
    only: "It is the only address this wallet ever talks to. It reads no other page.",
    allow: "Allow access",
  },
  preparing: {
    title: "One moment",
    page: "The shop is preparing your order.",
    reading: "Checking who asks, and for how much.",
    unreachableTitle: "No connection",
    unreachable: "The order can't be read yet. Trying again. Nothing has been paid.",
  },
  sheet: {
    title: (shop) => `Pay ${shop}?`,
    provenSince: (day) => `proven since ${day}`,
    provenTitle: "This page belongs to the shop. The address was proven.",
    firstTime: "First time: never paid from this browser",
    paidBefore: (times, day) =>
      times === 1 ? `Paid once, on ${day}` : `Paid ${times} times, last on ${day}`,
    amount: "Amount",
    items: "Items",
    more: (count) => (count === 1 ? "1 more item" : `${count} more items`),
    fewer: "Show fewer",
    quantity: (count) => `× ${count}`,
    order: "Order",
    from: "From",
    leftAfter: "Left after",
    held: "The amount is reserved. The shop takes what it needs of it; the rest comes back.",
    heldUntil: "Reserved until",
    notEnough: (balance) => `Not enough money: you have ${balance}`,
    frozen: "This account is frozen",
    closing: "This account is being closed",
    closed: "This account is closed",
    notHeld: (currency) => `This account holds no ${currency}`,
    closesIn: (seconds) =>
      seconds === 1 ? "The order closes in 1 second" : `The order closes in ${seconds} seconds`,
    pay: (amount) => `Pay ${amount}`,
    decline: "Decline",
    refuse: "Decline, and take nothing more from this page",
  },
  caution: {
    title: {
      name: "Its name looks like a shop you know. It is another shop.",
      origin: "Its address looks like a shop you know. It is another shop.",
      mixed: "This name is hard to tell",
    },
    asking: "Asks now",
    known: (day) => `Paid on ${day}`,
    mixed:
      "One word of its name or address has letters of different alphabets. It may look like another shop's.",
    heed: "These are two different shops. I mean the one that asks now.",
    heedMixed: "I know this shop and mean to pay it.",
  },
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
  },
  refused: {
    title: "Not paid",
    declinedTitle: "Declined",
    left: (amount) => `Up to ${amount} is possible at the moment.`,
    nothingLeft: "Nothing is left of it at the moment.",
    oneClick: (amount) => `Up to ${amount} needs no such confirmation.`,
  },
  expired: {
    title: "Too late",
    what: "The shop's time limit for this order has passed.",
    next: "Order again in the shop.",
  },
  unusable: { title: "Nothing to confirm" },
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
  home: {
    title: "Your account",
    balance: "Balance",
    asOf: (time) => `As of ${time}`,
    terminals: "Browsers that can pay",
    frozen: "Frozen",
    closing: "Being closed",
    closed: "Closed",
    credit: (left) => `${left} left to spend, credit included`,
    last: "Last orders",
    empty: "No orders yet",
    emptyText: "Press “Pay with Warifu” in a shop. The order shows up here.",
    offline: "You are offline",
    offlineText:
      "What you see is the last that is known. Nothing is lost and nothing is sent twice.",
    today: "Today",
    yesterday: "Yesterday",
    paid: "Paid",
    reserved: "Reserved",
    notPaid: "Not paid",
    expired: "Too late",
    wrong: "Something wrong?",
  },
  ...enTerminals,
  said: {
    settled: (amount, shop) => `Paid ${amount} to ${shop}.`,
    held: (amount, shop) => `Reserved ${amount} for ${shop}.`,
    notPaid: (what) => `Not paid. ${what} No money moved.`,
    checking: "Checking with your account.",
  },
};
