/** English: what stands around every screen. */

import type { WindowRoom } from "../../types/first/window.ts";

export const window: WindowRoom = {
  name: "Warifu",
  testMode: "Test",
  testModeTitle: "Test mode: no real money",
  back: "Back",
  done: "Done",
  tryAgain: "Try again",
  queue: (position, count) => `${position} of ${count}`,
  nextTrade: "Show the next order",
  noMoneyMoved: "No money moved.",
  said: {
    settled: (amount, shop) => `Paid ${amount} to ${shop}.`,
    held: (amount, shop) => `Reserved ${amount} for ${shop}.`,
    notPaid: (what) => `Not paid. ${what} No money moved.`,
    checking: "Checking with your account.",
  },
};
