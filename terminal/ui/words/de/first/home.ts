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
    offlineText:
      "Sie sehen den letzten bekannten Stand. Nichts geht verloren, und nichts wird doppelt gesendet.",
    today: "Heute",
    yesterday: "Gestern",
    paid: "Bezahlt",
    reserved: "Reserviert",
    notPaid: "Nicht bezahlt",
    expired: "Zu spät",
    wrong: "Stimmt etwas nicht?",
  },
  ways: {
    notices: "Mitteilungen",
    security: "Sicherheit",
    details: "Angaben zur Lieferung",
    given: "Was Shops erhalten haben",
  },
};
