/** German: what shops may take without a question. */

import type { BudgetsRoom } from "../../types/later/budgets.ts";

export const budgets: BudgetsRoom = {
  budgets: {
    title: "Budgets der Shops",
    lead: "Diese Shops werden ohne Nachfrage bezahlt, so weit Sie es erlauben. Den Knopf im Shop drücken Sie weiterhin selbst.",
    empty: "Kein Shop bekommt etwas ohne Nachfrage",
    emptyText: "Einem Shop, den Sie schon bezahlt haben, können Sie ein Budget geben.",
    others: "Shops, die Sie bezahlt haben",
    used: (used, left) => `${used} verbraucht, ${left} frei`,
    phases: { paused: "ruht", ended: "abgelaufen" },
    renews: (time) => `Beginnt neu am ${time}`,
    until: (day) => `Endet von selbst am ${day}`,
    here: "Zählt, was dieser Browser zahlt. Erstattungen geben nichts zurück.",
    times: "Zahlungen von hier",
    first: "Zum ersten Mal bezahlt",
    budget: "Ohne Nachfrage",
    none: "Bei diesem Shop werden Sie jedes Mal gefragt.",
    make: "Budget festlegen",
    pause: "Ruhen lassen",
    resume: "Fortsetzen",
    change: "Ändern",
    revoke: "Aufheben",
    allow: (shop) => `Was darf ${shop} nehmen?`,
    formLead: (origin) => `Nur auf ${origin}, nur nachdem Sie dort gedrückt haben.`,
    every: "Beginnt neu jeden",
    periods: { day: "Tag", week: "Woche", month: "Monat" },
    total: { day: "Am Tag höchstens", week: "In der Woche höchstens", month: "Im Monat höchstens" },
    cap: "Je Zahlung höchstens",
    last: (amount) => `Ihre letzte Zahlung dort: ${amount}`,
    asked:
      "Alles darüber wird wie immer nachgefragt. Ruhen lassen und aufheben kostet einen Klick; nach einem Jahr endet es von selbst.",
    allowButton: "Erlauben",
    allowThis: (terms) => `Erlauben: ${terms}`,
    wrong: "Geben Sie einen Betrag über null ein.",
    most: (amount) => `Höchstens ${amount}.`,
    mostCap: "Nicht mehr als das ganze Budget.",
  },
};
