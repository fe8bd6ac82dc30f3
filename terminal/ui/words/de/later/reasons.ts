/** German: why there was no payment. */

import type { ReasonsRoom } from "../../types/later/reasons.ts";

export const reasons: ReasonsRoom = {
  reasons: {
    insufficient_funds: {
      what: "Auf Ihrem Konto ist nicht genug Geld.",
      next: "Zahlen Sie Geld ein und versuchen Sie es noch einmal, oder zahlen Sie anders.",
    },
    account_frozen: {
      what: "Ihr Konto ist gesperrt.",
      next: "Fragen Sie das Unternehmen, das Ihr Konto führt.",
    },
    account_closed: {
      what: "Ihr Konto ist geschlossen oder wird gerade geschlossen.",
      next: "Zahlen Sie im Shop auf andere Weise.",
    },
    over_payment_limit: {
      what: "Das ist mehr, als Ihr Konto für eine Zahlung erlaubt.",
      next: "Zahlen Sie weniger oder auf andere Weise.",
    },
    over_day_limit: {
      what: "Das ist mehr, als Ihr Konto heute erlaubt.",
      next: "Versuchen Sie es morgen, oder zahlen Sie auf andere Weise.",
    },
    over_week_limit: {
      what: "Das ist mehr, als Ihr Konto diese Woche erlaubt.",
      next: "Versuchen Sie es nächste Woche, oder zahlen Sie auf andere Weise.",
    },
    over_month_limit: {
      what: "Das ist mehr, als Ihr Konto diesen Monat erlaubt.",
      next: "Versuchen Sie es nächsten Monat, oder zahlen Sie auf andere Weise.",
    },
    over_register_budget: {
      what: "Das ist mehr als Ihr Budget für diesen Shop.",
      next: "Warten Sie, bis das Budget neu beginnt, oder zahlen Sie auf andere Weise.",
    },
    too_many_holds: {
      what: "Zu viele Shops haben schon Geld auf Ihrem Konto reserviert.",
      next: "Warten Sie, bis einer davon fertig ist, oder zahlen Sie auf andere Weise.",
    },
    currency_not_held: {
      what: "Ihr Konto führt diese Währung nicht.",
      next: "Zahlen Sie im Shop auf andere Weise.",
    },
    too_late: {
      what: "Die Zahlung kam nach der Frist des Shops bei Ihrem Konto an.",
      next: "Bestellen Sie im Shop noch einmal.",
    },
    attempt_void: {
      what: "Diese Zahlung wurde beendet, bevor Ihr Konto entscheiden konnte.",
      next: "Versuchen Sie es noch einmal, wenn Sie weiter zahlen möchten.",
    },
    step_up_required: {
      what: "Ihr Konto will wissen, dass Sie es sind, und es gibt noch nichts, womit Sie das zeigen können.",
      next: "Richten Sie einen Passkey oder eine PIN ein und versuchen Sie es dann noch einmal.",
    },
    claimed_by_another: {
      what: "Diese Bestellung wird gerade von jemand anderem bezahlt.",
      next: "Warten Sie eine Minute und versuchen Sie es dann noch einmal.",
    },
    trade_cancelled: {
      what: "Der Shop hat diese Bestellung storniert.",
      next: "Sehen Sie im Shop nach, oder fragen Sie dort.",
    },
    trade_declined: {
      what: "Diese Bestellung wurde abgelehnt.",
      next: "Bestellen Sie im Shop noch einmal, wenn Sie weiter möchten.",
    },
    trade_settled: {
      what: "Diese Bestellung ist schon bezahlt, von anderswo.",
      next: "Sie müssen nichts tun.",
    },
    trade_voided: {
      what: "Die Reservierung für diese Bestellung wurde aufgehoben.",
      next: "Bestellen Sie im Shop noch einmal.",
    },
    attempts_exhausted: {
      what: "Für diese Bestellung gab es zu viele Versuche.",
      next: "Beginnen Sie im Shop eine neue Bestellung.",
    },
    declined_here: {
      what: "Sie haben abgelehnt, und der Shop erfährt es.",
      next: "Sie können im Shop jederzeit neu bestellen.",
    },
    wrong_origin: {
      what: "Diese Seite gehört nicht zum Shop.",
      next: "Verlassen Sie die Seite. Öffnen Sie den Shop über seine eigene Adresse.",
    },
    wrong_register: {
      what: "Die Seite hat die Bestellung eines anderen Shops übergeben.",
      next: "Verlassen Sie die Seite. Öffnen Sie den Shop über seine eigene Adresse.",
    },
    register_uncertified: {
      what: "Für diesen Shop bürgt niemand.",
      next: "Zahlen Sie hier nicht.",
    },
    certificate_expired: {
      what: "Der Nachweis, wer dieser Shop ist, ist abgelaufen.",
      next: "Bitten Sie den Shop, ihn zu erneuern, oder zahlen Sie auf andere Weise.",
    },
    wrong_mode: {
      what: "Diese Bestellung mischt Testgeld und echtes Geld.",
      next: "Bitten Sie den Shop, seine Einrichtung zu prüfen.",
    },
    not_genuine: {
      what: "Die Bestellung ist nicht die, die der Shop gemacht hat. Unterwegs hat sich etwas geändert.",
      next: "Gehen Sie zurück in den Shop und drücken Sie die Taste noch einmal.",
    },
    trade_not_found: {
      what: "Diese Bestellung gibt es nicht.",
      next: "Gehen Sie zurück in den Shop und drücken Sie die Taste noch einmal.",
    },
    no_trade: {
      what: "Die Seite des Shops hat keine Bestellung gemacht.",
      next: "Gehen Sie zurück in den Shop und drücken Sie die Taste noch einmal.",
    },
    no_answer: {
      what: "Die Bestellung ließ sich nicht lesen: Es kam keine Antwort.",
      next: "Prüfen Sie Ihre Verbindung und drücken Sie die Taste im Shop noch einmal.",
    },
    unknown_terminal: {
      what: "Ihr Konto kennt diesen Browser nicht.",
      next: "Eröffnen Sie hier ein Konto und drücken Sie die Taste im Shop noch einmal.",
    },
    terminal_revoked: {
      what: "Dieser Browser wurde gesperrt und kann nicht mehr zahlen.",
      next: "Zahlen Sie in einem anderen Ihrer Browser.",
    },
    wrong_clock: {
      what: "Die Uhr dieses Computers geht falsch.",
      next: "Stellen Sie die Uhr und drücken Sie die Taste im Shop noch einmal.",
    },
    trouble: {
      what: "Bei uns ist etwas schiefgegangen.",
      next: "Gehen Sie zurück in den Shop und drücken Sie die Taste noch einmal.",
    },
  },
};
