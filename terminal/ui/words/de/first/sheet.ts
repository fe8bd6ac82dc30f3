/** German: the confirm sheet, from the press to the decision. */

import { pluralsOf } from "../../count.ts";
import type { SheetRoom } from "../../types/first/sheet.ts";

const plural = pluralsOf("de");

export const sheet: SheetRoom = {
  preparing: {
    title: "Einen Moment",
    page: "Der Shop bereitet Ihre Bestellung vor.",
    reading: "Es wird geprüft, wer fragt und wie viel.",
    unreachableTitle: "Keine Verbindung",
    unreachable:
      "Die Bestellung lässt sich noch nicht lesen. Es wird weiter versucht. Bezahlt ist nichts.",
  },
  sheet: {
    title: (shop) => `An ${shop} zahlen?`,
    provenSince: (day) => `nachgewiesen seit ${day}`,
    provenTitle: "Diese Seite gehört dem Shop. Die Adresse ist nachgewiesen.",
    firstTime: "Zum ersten Mal: von diesem Browser nie bezahlt",
    paidBefore: (times, day) =>
      plural(times, {
        one: `Einmal bezahlt, am ${day}`,
        other: `${times}-mal bezahlt, zuletzt am ${day}`,
      }),
    amount: "Betrag",
    items: "Artikel",
    more: (count) =>
      plural(count, { one: "1 weiterer Artikel", other: `${count} weitere Artikel` }),
    fewer: "Weniger zeigen",
    quantity: (count) => `× ${count}`,
    order: "Bestellung",
    from: "Von",
    leftAfter: "Danach übrig",
    held: "Der Betrag wird reserviert. Der Shop nimmt davon, was er braucht; der Rest kommt zurück.",
    heldUntil: "Reserviert bis",
    notEnough: (balance) => `Zu wenig Geld: Sie haben ${balance}`,
    frozen: "Dieses Konto ist gesperrt",
    closing: "Dieses Konto wird geschlossen",
    closed: "Dieses Konto ist geschlossen",
    notHeld: (currency) => `Dieses Konto führt kein ${currency}`,
    closesIn: (seconds) =>
      plural(seconds, {
        one: "Noch 1 Sekunde für diese Bestellung",
        other: `Noch ${seconds} Sekunden für diese Bestellung`,
      }),
    pay: (amount) => `${amount} zahlen`,
    decline: "Ablehnen",
    refuse: "Ablehnen und von dieser Seite nichts mehr annehmen",
  },
  fields: {
    delivery_address: "Lieferadresse",
    delivery_name: "Name für die Lieferung",
    email: "E-Mail",
    phone: "Telefon",
  },
  asks: {
    title: "Der Shop fragt nach",
    lead: "Er bekommt, was Sie ankreuzen, für diese Bestellung, und niemand sonst kann es lesen. Zahlen geht auch ohne.",
    missing: "noch nicht ausgefüllt",
    fill: "Ihre Angaben ausfüllen",
    change: "Ihre Angaben ändern",
  },
};
