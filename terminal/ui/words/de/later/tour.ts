/** German: getting to know the wallet. */

import type { TourRoom } from "../../types/later/tour.ts";

export const tour: TourRoom = {
  tour: {
    step: (position, count) => `Schritt ${position} von ${count}`,
    shop: "Der Shop",
    you: "Sie",
    begin: "Beginnen",
    skip: "Einführung überspringen",
    language: "Ihre Sprache",
    account: "Ihr Konto",
    accountText:
      "Es bezahlt die Shops für Sie. Sie sehen ein Zeichen, das bei jedem anders ist, und sonst nichts von Ihnen.",
    protect: "Nur für Sie",
    protectText:
      "Mit einem Passkey oder einer PIN zeigen Sie, dass Sie es sind: bei dem, was Sie unter Sicherheit wählen, und bevor ein weiterer Browser verbunden wird.",
    protected: { passkey: "Ihr Passkey ist hinzugefügt", pin: "Ihre PIN ist gesetzt" },
    protectedText: "Unter Sicherheit wählen Sie, bei welchen Zahlungen danach gefragt wird.",
    withoutProtection:
      "Ohne kann jeder damit zahlen, der diesen Browser benutzt. Unter Sicherheit geht es auch später.",
    later: "Nicht jetzt",
    next: "Weiter",
    try: "Ausprobieren",
    tryText:
      "Legen Sie im Demoshop etwas in den Warenkorb und drücken Sie dort die Taste. Die Bestellung erscheint hier.",
    openShop: "Demoshop öffnen",
    look: "Alles bereit",
    lookText:
      "Wo ein Shop diese Taste hat, drücken Sie sie. Die Bestellung erscheint hier, mit wer fragt und wie viel.",
    samplePay: "Mit Warifu bezahlen",
    pinIcon:
      "Heften Sie das Symbol des Wallets an die Symbolleiste: Dann öffnet es schneller und zeigt, wenn eine Bestellung wartet.",
  },
};
