/** German: home, and the ways from it to other screens. */

import type { HomeRoom } from "../../types/first/home.ts";

export const home: HomeRoom = {
  home: {
    title: "Ihr Konto",
    balance: "Guthaben",
    asOf: (time) => `Stand ${time}`,
    terminals: "Browser, die zahlen können",
    frozen: "Gesperrt",
    closing: "Wird geschlossen",
    closed: "Geschlossen",
    credit: (left) => `${left} noch verfügbar, mit Kredit`,
    last: "Letzte Bestellungen",
    empty: "Noch keine Bestellungen",
    emptyText: "Drücken Sie in einem Shop „Mit Warifu bezahlen“. Die Bestellung erscheint hier.",
    offline: "Sie sind offline",
    offlineSince: (time) =>
      `Seit ${time}. Sie sehen den letzten bekannten Stand; nichts wird doppelt gesendet.`,
    old: "Seitdem hat Ihr Konto nicht geantwortet. Der Stand kann anders sein.",
    today: "Heute",
    yesterday: "Gestern",
  },
  ways: {
    notices: "Mitteilungen",
    settings: "Einstellungen",
    security: "Sicherheit",
    details: "Angaben zur Lieferung",
    given: "Was Shops erhalten haben",
    budgets: "Budgets der Shops",
  },
};
