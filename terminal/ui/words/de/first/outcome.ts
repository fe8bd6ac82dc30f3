/** German: how a trade ends. */

import type { OutcomeRoom } from "../../types/first/outcome.ts";

export const outcome: OutcomeRoom = {
  checking: {
    title: "Wird geprüft",
    text: "Ihr Konto entscheidet. Das dauert meist eine Sekunde.",
    since: (time) => `Seit ${time}`,
    slow: "Noch keine Antwort. Dieselbe Frage wird noch einmal gesendet; doppelt abgebucht wird nichts.",
    late: "Die Frist des Shops ist vorbei. Entweder wurde rechtzeitig bezahlt, oder es fließt kein Geld. Die Antwort steht dann hier.",
    close: "Sie können das schließen. Es geht von selbst weiter.",
  },
  settled: {
    title: "Bezahlt",
    heldTitle: "Reserviert",
    paid: (amount, shop) => `${amount} an ${shop}`,
    at: "Zeit",
    from: "Von",
    left: "Übrig",
    proof: "Beleg geprüft",
    given: "Dem Shop mitgeteilt",
    giving: { sending: "Wird gesendet.", lost: "Nicht zugestellt. Der Shop hat nichts davon." },
  },
  refused: {
    title: "Nicht bezahlt",
    declinedTitle: "Abgelehnt",
    left: (amount) => `Zurzeit sind bis zu ${amount} möglich.`,
    nothingLeft: "Zurzeit ist davon nichts übrig.",
    setUp: "Jetzt einrichten",
    oneClick: (amount) => `Bis ${amount} geht es ohne diese Bestätigung.`,
  },
  expired: {
    title: "Zu spät",
    what: "Die Frist des Shops für diese Bestellung ist vorbei.",
    next: "Bestellen Sie im Shop noch einmal.",
  },
  unusable: { title: "Nichts zu bestätigen" },
};
