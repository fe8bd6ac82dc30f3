/** German: something is wrong with what was paid. */

import type { DisputeRoom } from "../../types/later/dispute.ts";

export const dispute: DisputeRoom = {
  dispute: {
    title: "Stimmt etwas nicht?",
    lead: "Der Shop liest, was Sie schreiben, und kann antworten. Er erfährt nicht, wer Sie sind, und niemand sonst kann es lesen.",
    paid: "Bezahlt",
    reason: "Was stimmt nicht?",
    reasons: {
      not_received: "Es kam nicht an",
      not_as_described: "Es ist nicht wie beschrieben",
      cancelled_order: "Ich habe die Bestellung storniert",
      wrong_amount: "Der Betrag stimmt nicht",
      not_mine: "Das habe ich nicht bezahlt",
      other: "Etwas anderes",
    },
    text: "Ihre Worte an den Shop",
    mute: "Dieser Shop kann keine Nachrichten lesen. Er bekommt nur den Grund.",
    open: "Dem Shop sagen",
    write: "Senden",
    sending: "Wird gesendet. Es geht von selbst weiter.",
    refused:
      "Das ließ sich nicht senden. Nur was in den letzten 120 Tagen bezahlt wurde, lässt sich beanstanden, und nur einmal.",
    talk: "Was gesagt wurde",
    from: { payer: "Sie", shop: "Der Shop" },
    acts: {
      opened: "Gemeldet",
      message: "Etwas, das sich hier nicht lesen lässt",
      contested: "Nicht einverstanden",
      withdrawn: "Zurückgezogen",
    },
    statuses: {
      open: "Der Shop muss noch antworten",
      contested: "Der Shop ist nicht einverstanden",
      escalated: "Der Betreiber entscheidet",
      upheld: "Zu Ihren Gunsten entschieden: Der Shop soll erstatten",
      refunded: "Erstattet",
      withdrawn: "Zurückgezogen",
      won: "Zugunsten des Shops entschieden",
    },
    until: (day) => `Bis ${day}. Danach entscheidet der Betreiber.`,
    withdraw: "Zurückziehen",
    withdrawSure:
      "Es lässt sich nicht noch einmal öffnen. Drücken Sie erneut, um es zurückzuziehen.",
  },
};
