/** French: home, and the ways from it to other screens. */

import type { HomeRoom } from "../../types/first/home.ts";

export const home: HomeRoom = {
  home: {
    title: "Votre compte",
    balance: "Solde",
    asOf: (time) => `À ${time}`,
    terminals: "Navigateurs qui peuvent payer",
    frozen: "Bloqué",
    closing: "En cours de clôture",
    closed: "Clôturé",
    credit: (left) => `${left} à dépenser, crédit compris`,
    last: "Dernières commandes",
    empty: "Pas encore de commande",
    emptyText:
      "Appuyez sur «\u00a0Payer avec Warifu\u00a0» dans une boutique. La commande apparaît ici.",
    offline: "Vous êtes hors ligne",
    offlineSince: (time) =>
      `Depuis ${time}. Vous voyez ce qui était connu en dernier\u00a0; rien n’est envoyé deux fois.`,
    old: "Votre compte n’a pas répondu depuis. Le solde a pu changer.",
    today: "Aujourd’hui",
    yesterday: "Hier",
  },
  ways: {
    notices: "Notifications",
    settings: "Réglages",
    security: "Sécurité",
    details: "Coordonnées de livraison",
    given: "Ce que les boutiques ont reçu",
    budgets: "Budgets par boutique",
  },
};
