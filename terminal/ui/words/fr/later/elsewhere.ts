/** French: between the browsers of one account. */

import type { ElsewhereRoom } from "../../types/later/elsewhere.ts";

export const elsewhere: ElsewhereRoom = {
  elsewhere: {
    named: (name) => `«\u00a0${name}\u00a0»`,
    other: "un autre de vos navigateurs",
    asked: (browser) =>
      `Demandé dans ${browser}. Ce navigateur-là a vérifié la page de la boutique, celui-ci la commande.`,
    paid: (browser) => `Payé dans ${browser}`,
    held: (browser) => `Réservé dans ${browser}`,
    declined: (browser) => `Refusé dans ${browser}`,
    once: "C’est payé une seule fois. Il n’y a rien à faire ici.",
    again: "Vous pouvez toujours commander de nouveau dans la boutique.",
    share: "Afficher les commandes dans tous mes navigateurs",
    shareText:
      "Ce qui attend dans l’un peut être payé ou refusé dans les autres. Le serveur de Warifu apprend alors quelles commandes vous regardez, payées ou non.",
  },
};
