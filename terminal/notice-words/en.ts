/** English, of the system's messages. */

import type { NoticeWords } from "./notice-words.ts";

export const en: NoticeWords = {
  title: {
    waiting: "An order is waiting",
    settled: "Paid",
    held: "Reserved",
    refunded: "Money came back",
    budget: "A budget is nearly used",
    terminal: "A browser was linked",
  },
  text: {
    waiting: (name, sum) => `${name} asks for ${sum}.`,
    settled: (name, sum) => `${sum} to ${name}.`,
    held: (name, sum) => `${sum} for ${name}.`,
    refunded: (name, sum) => `${sum} from ${name}.`,
    budget: (name, sum) => `${sum} left at ${name}.`,
    terminal: (name) =>
      `${name} can pay from your account now. If it wasn’t you who linked it, revoke it.`,
  },
  quiet: {
    waiting: "Open the wallet to look at it.",
    settled: "A payment went through.",
    held: "Money is held for a shop.",
    refunded: "A shop gave money back.",
    budget: "Little is left of one of your budgets.",
    terminal:
      "Another browser can pay from your account now. If it wasn’t you who linked it, revoke it.",
  },
};
