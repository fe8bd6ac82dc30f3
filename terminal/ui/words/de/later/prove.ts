/** German: proving oneself. */

import { pluralsOf } from "../../count.ts";
import type { ProveRoom } from "../../types/later/prove.ts";

const plural = pluralsOf("de");

export const prove: ProveRoom = {
  prove: {
    title: "Bestätigen Sie, dass Sie es sind",
    why: {
      amount: "Für diesen Betrag reicht ein Klick nicht.",
      cumulative: "Zusammen mit Ihren letzten Zahlungen per Klick ist das mehr als Ihre Grenze.",
      first_payment: "Es ist Ihre erste Zahlung an diesen Shop.",
      change: "Sie ändern, wie Ihr Konto geschützt ist.",
    },
    changes: {
      add_passkey: () => "Passkey hinzufügen",
      remove_passkey: () => "Passkey entfernen",
      set_pin: () => "PIN ändern",
      remove_pin: () => "PIN entfernen",
      set_one_click: () => "Seltener fragen",
      allow_budget: (name) => `„${name}“ ohne Nachfrage bezahlen`,
      approve: (name) => `„${name}“ verbinden`,
      revoke: (name) => `„${name}“ sperren`,
      recovery: () => "Neuer Wiederherstellungscode",
    },
    unnamed: "Browser ohne Namen",
    whyTerminals: {
      approve: "Er kann dann von Ihrem Konto zahlen.",
      revoke:
        "Er kann dann nichts mehr zahlen. Ohne PIN und Passkey geht das auch mit Ihrem Wiederherstellungscode.",
      recovery: "Er führt zurück zu Ihrem Konto. Ein älterer endet sofort.",
    },
    oneClick: (amount) => `Bis ${amount} geht es ohne.`,
    passkey: "Passkey verwenden",
    pin: "PIN, sechs Ziffern",
    usePin: "PIN verwenden",
    wrongPin: (left) =>
      plural(left, {
        one: "Diese PIN stimmt nicht. Ein Versuch bleibt.",
        other: `Diese PIN stimmt nicht. ${left} Versuche bleiben.`,
      }),
    unproven: {
      passkey: "Der Passkey wurde nicht angenommen. Versuchen Sie es noch einmal oder anders.",
      other: "Das wurde nicht angenommen. Versuchen Sie es noch einmal.",
    },
    waiting: (time) => `Zu viele falsche PINs. Der nächste Versuch ist um ${time} möglich.`,
    locked:
      "Die PIN ist nach zehn falschen Versuchen gesperrt. Fragen Sie das Unternehmen, das Ihr Konto führt.",
    lockedPasskey: "Die PIN ist nach zehn falschen Versuchen gesperrt. Ihr Passkey entsperrt sie.",
    decline: "Nicht zahlen",
    leave: "Nichts ändern",
  },
};
