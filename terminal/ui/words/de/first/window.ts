/** German: what stands around every screen. */

import type { WindowRoom } from "../../types/first/window.ts";

export const window: WindowRoom = {
  name: "Warifu",
  testMode: "Test",
  testModeTitle: "Testmodus: kein echtes Geld",
  back: "Zurück",
  done: "Fertig",
  tryAgain: "Noch einmal versuchen",
  queue: (position, count) => `${position} von ${count}`,
  nextTrade: "Nächste Bestellung zeigen",
  noMoneyMoved: "Es ist kein Geld geflossen.",
  said: {
    settled: (amount, shop) => `${amount} an ${shop} bezahlt.`,
    held: (amount, shop) => `${amount} für ${shop} reserviert.`,
    notPaid: (what) => `Nicht bezahlt. ${what} Es ist kein Geld geflossen.`,
    checking: "Ihr Konto wird gefragt.",
  },
};
