/** German: the lock, and what stands there while it is closed. */

import { pluralsOf } from "../../count.ts";
import type { LockRoom } from "../../types/later/lock.ts";

const plural = pluralsOf("de");

export const lock: LockRoom = {
  lock: {
    title: "Sperre",
    lead: "Gesperrt zeigt das Wallet nichts von Ihrem Konto und zahlt nichts, auch nicht im Rahmen eines Budgets.",
    honest:
      "Sie hält fern, wer an Ihrem offenen Computer sitzt. Wer die Festplatte lesen kann, kann Ihre Bestellungen lesen: Dagegen hilft, sie zu verschlüsseln.",
    withCode: "Mit einem Code",
    code: "Code für diesen Browser, mindestens sechs Zeichen",
    again: "Noch einmal derselbe Code",
    setCode: "Diesen Code setzen",
    faults: { short: "Mindestens sechs Zeichen.", differs: "Die beiden sind nicht gleich." },
    withPasskey: "Mit Ihrem Passkey",
    withPasskeyText: "Der Passkey, mit dem Sie Zahlungen bestätigen, öffnet auch das Wallet.",
    usePasskey: "Nur mit dem Passkey sperren",
    now: "Jetzt sperren",
    after: "Sperren, wenn es so lange nicht benutzt wird",
    minutes: (minutes) =>
      minutes.value === 60
        ? "1 Stunde"
        : plural(minutes, { one: `${minutes} Minute`, other: `${minutes} Minuten` }),
    never: "Nicht von selbst",
    start: "Nach jedem Start des Browsers ist es gesperrt.",
    opens: "Was es öffnet",
    codeSet: "Ein Code, den nur dieser Browser kennt.",
    passkeyOnly: "Ihr Passkey.",
    both: "Auch Ihr Passkey öffnet es.",
    changeCode: "Code ändern",
    addCode: "Code hinzufügen",
    removeCode: "Code entfernen",
    offTitle: "Keine Sperre",
    off: "Sperre ausschalten",
  },
  locked: {
    title: "Gesperrt",
    lead: "Entsperren Sie, um Ihr Konto zu sehen.",
    waiting: "Ein Shop fragt etwas. Entsperren Sie, um zu sehen, was.",
    underWay: "Eine Zahlung, die Sie bestätigt haben, läuft von selbst weiter.",
    code: "Code",
    unlock: "Entsperren",
    tried: { checking: "Einen Moment.", wrong: "Dieser Code ist falsch." },
    wait: (time) => `Zu viele falsche Codes. Der nächste Versuch ist um ${time} möglich.`,
    passkey: "Mit Ihrem Passkey entsperren",
    forgotten: "Ich kann nicht entsperren",
    anewTitle: "In diesem Browser neu beginnen?",
    anew: "Dieses Wallet vergisst seine Bestellungen, Belege und Einstellungen und seinen Schlüssel. Ihr Konto und sein Geld bleiben, wo sie sind.",
    anewWords:
      "Ihr Wiederherstellungscode oder ein anderer verknüpfter Browser führt zurück zum Konto.",
    anewNoWords:
      "Sie haben keinen Wiederherstellungscode. Ohne einen anderen verknüpften Browser kann nur die Firma, die Ihr Konto führt, Sie wieder einlassen.",
    anewUnderWay: "Eine Zahlung ist unterwegs. Warten Sie, bis sie beendet ist.",
    stay: "Zurück",
    startOver: "Löschen und neu beginnen",
  },
};
