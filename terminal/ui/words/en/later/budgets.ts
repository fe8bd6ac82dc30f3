/** English: what shops may take without a question. */

import type { BudgetsRoom } from "../../types/later/budgets.ts";

export const budgets: BudgetsRoom = {
  budgets: {
    title: "Budgets",
    lead: "These shops are paid without a question, as far as you allow. You still press their button each time.",
    empty: "No shop takes anything without asking you",
    emptyText: "Once you have paid a shop, you can let it take a little without asking.",
    others: "Shops you have paid",
    used: (used, left) => `${used} used, ${left} left`,
    phases: { paused: "paused", ended: "ended" },
    renews: (time) => `Begins anew on ${time}`,
    until: (day) => `Ends by itself on ${day}`,
    here: "Counts what this browser pays. Refunds give nothing back to it.",
    times: "Paid from here",
    first: "First paid",
    budget: "Without asking",
    none: "This shop asks you each time.",
    make: "Let it take up to …",
    pause: "Pause",
    resume: "Go on",
    change: "Change",
    revoke: "Revoke",
    allow: (shop) => `What may ${shop} take?`,
    formLead: (origin) => `Only at ${origin}, only after you have pressed its button.`,
    every: "Begins anew every",
    periods: { day: "Day", week: "Week", month: "Month" },
    total: { day: "In a day, at most", week: "In a week, at most", month: "In a month, at most" },
    cap: "Each time, at most",
    last: (amount) => `Your last payment there: ${amount}`,
    asked:
      "Anything beyond it opens the sheet, as always. You can pause or revoke it with one click; after a year it ends by itself.",
    allowButton: "Allow",
    allowThis: (terms) => `Allow ${terms}`,
    wrong: "Type an amount above zero.",
    most: (amount) => `At most ${amount}.`,
    mostCap: "Not more than the whole budget.",
  },
};
