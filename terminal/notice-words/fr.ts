/** French, of the system's messages. */

import type { NoticeWords } from "./notice-words.ts";

export const fr: NoticeWords = {
  title: {
    waiting: "Une commande attend",
    settled: "Payé",
    held: "Réservé",
    refunded: "Un remboursement est arrivé",
    budget: "Un budget est presque épuisé",
    terminal: "Un navigateur a été associé",
  },
  text: {
    waiting: (name, sum) => `${name} demande ${sum}.`,
    settled: (name, sum) => `${sum} à ${name}.`,
    held: (name, sum) => `${sum} pour ${name}.`,
    refunded: (name, sum) => `${sum} de ${name}.`,
    budget: (name, sum) => `Il reste ${sum} chez ${name}.`,
    terminal: (name) =>
      `${name} peut maintenant payer depuis votre compte. Si ce n’était pas vous, révoquez-le.`,
  },
  quiet: {
    waiting: "Ouvrez le portefeuille pour la voir.",
    settled: "Un paiement a abouti.",
    held: "Une somme est réservée pour une boutique.",
    refunded: "Une boutique a remboursé une somme.",
    budget: "Il reste peu d’un de vos budgets.",
    terminal:
      "Un autre navigateur peut maintenant payer depuis votre compte. Si ce n’était pas vous, révoquez-le.",
  },
};
