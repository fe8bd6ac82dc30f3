/** French: what stands around every screen. */

import type { WindowRoom } from "../../types/first/window.ts";

export const window: WindowRoom = {
  name: "Warifu",
  testMode: "Test",
  testModeTitle: "Mode test\u00a0: pas d’argent réel",
  back: "Retour",
  done: "Terminé",
  tryAgain: "Réessayer",
  queue: (position, count) => `${position} sur ${count}`,
  nextTrade: "Voir la commande suivante",
  noMoneyMoved: "Aucun montant n’a été débité.",
  said: {
    settled: (amount, shop) => `${amount} payés à ${shop}.`,
    held: (amount, shop) => `${amount} réservés pour ${shop}.`,
    notPaid: (what) => `Non payé. ${what} Aucun montant n’a été débité.`,
    checking: "Vérification auprès de votre compte.",
  },
};
