/** German: between the browsers of one account. */

import type { ElsewhereRoom } from "../../types/later/elsewhere.ts";

export const elsewhere: ElsewhereRoom = {
  elsewhere: {
    named: (name) => `„${name}“`,
    other: "einem anderen Ihrer Browser",
    asked: (browser) =>
      `Angefragt in ${browser}. Dort wurde die Seite des Shops geprüft, hier die Bestellung.`,
    paid: (browser) => `Bezahlt in ${browser}`,
    held: (browser) => `Reserviert in ${browser}`,
    declined: (browser) => `Abgelehnt in ${browser}`,
    once: "Es wird nur einmal bezahlt. Hier ist nichts mehr zu tun.",
    again: "Sie können im Shop jederzeit neu bestellen.",
    share: "Bestellungen in allen meinen Browsern zeigen",
    shareText:
      "Was in einem wartet, können Sie in den anderen bezahlen oder ablehnen. Der Server von Warifu erfährt dann, welche Bestellungen Sie ansehen, auch unbezahlte.",
  },
};
