/** German: what one proves oneself with. */

import type { SecurityRoom } from "../../types/later/security.ts";

export const security: SecurityRoom = {
  security: {
    title: "Sicherheit",
    lead: "Womit Sie zeigen, dass Sie es sind, und wann danach gefragt wird.",
    busy: "Ihr Konto erfährt es gerade.",
    failed: {
      clock: "Das hat zu lange gedauert. Bitte machen Sie es noch einmal.",
      full: "Ihr Konto hat so viele Passkeys, wie es haben kann. Entfernen Sie erst einen.",
      noAnswer: "Es kam keine Antwort. Was hier steht, gilt.",
      passkey: "Der Passkey wurde nicht angenommen. Nichts hat sich geändert.",
      nothingToProveWith:
        "Um eine Regel zu lockern, fügen Sie erst einen Passkey oder eine PIN hinzu.",
      other: "Das ging nicht. Nichts hat sich geändert.",
    },
    passkeys: "Passkeys",
    passkeysText:
      "Ein Passkey ist Ihr Fingerabdruck, Ihr Gesicht oder die Sperre Ihres Geräts. Er lässt sich nicht kopieren und nicht erraten.",
    passkeyName: (number) => `Passkey ${number}`,
    addPasskey: "Passkey hinzufügen",
    since: (day) => `seit ${day}`,
    remove: "Entfernen",
    pin: "PIN",
    pinState: {
      none: "Sechs Ziffern, die nur Ihr Konto prüfen kann.",
      set: "Eine PIN ist gesetzt.",
      locked: "Die PIN ist nach zehn falschen Versuchen gesperrt. Ein Passkey entsperrt sie.",
    },
    newPin: "Neue PIN, sechs Ziffern",
    setPin: "PIN setzen",
    changePin: "PIN ändern",
    removePin: "PIN entfernen",
    easyPin: "Diese wird zuerst erraten. Wählen Sie eine andere.",
    oneClick: "Wann ein Klick genügt",
    oneClickText:
      "Ein leeres Feld heißt: keine eigene Grenze. Eine strengere Regel gilt sofort, eine lockerere erst nach Ihrer Bestätigung.",
    upTo: "Fragen ab mehr als",
    total: "Fragen, wenn Zahlungen per Klick zusammen erreichen",
    first: "Fragen bei der ersten Zahlung an einen Shop",
    save: "Speichern",
    carrierUpTo: (amount) => `Ihr Konto fragt über ${amount} in jedem Fall.`,
    carrierTotal: (amount) =>
      `Ihr Konto fragt, wenn Zahlungen per Klick zusammen ${amount} erreichen.`,
    carrierFirst: "Ihr Konto fragt bei der ersten Zahlung an einen Shop.",
  },
};
