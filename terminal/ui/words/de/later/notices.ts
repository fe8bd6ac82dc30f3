/** German: the messages' screen. */

import type { NoticesRoom } from "../../types/later/notices.ts";

export const notices: NoticesRoom = {
  notices: {
    title: "Mitteilungen",
    lead: "Solange kein Fenster des Wallets offen ist, kann der Browser Ihnen einmal sagen, wenn",
    about: [
      "eine Bestellung auf Sie wartet",
      "eine Zahlung erfolgt ist oder Geld zurückkam",
      "ein Budget fast verbraucht ist",
      "ein weiterer Browser mit Ihrem Konto verbunden wurde",
    ],
    shown: "Mitteilungen zeigen",
    quiet: "Ohne Namen und Beträge",
    quietText: "Für einen Bildschirm, den andere sehen.",
    refused:
      "Der Browser erlaubt keine Mitteilungen. Das lässt sich in seinen Einstellungen ändern.",
    ask: "Soll das Wallet Ihnen Bescheid geben?",
    askText:
      "Wenn eine Bestellung wartet, bezahlt oder erstattet ist und wenn ein weiterer Browser verbunden wird.",
    yes: "Ja, gern",
    no: "Nein, danke",
  },
};
