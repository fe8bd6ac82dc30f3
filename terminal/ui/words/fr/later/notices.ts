/** French: the messages' screen. */

import type { NoticesRoom } from "../../types/later/notices.ts";

export const notices: NoticesRoom = {
  notices: {
    title: "Notifications",
    lead: "Tant qu’aucune fenêtre du portefeuille n’est ouverte, le navigateur peut vous dire une fois quand",
    about: [
      "une commande vous attend",
      "un paiement a abouti ou un remboursement est arrivé",
      "un budget est presque épuisé",
      "un autre navigateur a été associé à votre compte",
    ],
    shown: "Afficher les notifications",
    quiet: "Sans noms ni montants",
    quietText: "Pour un écran que d’autres voient.",
    refused:
      "Le navigateur n’autorise pas les notifications. Vous pouvez changer cela dans ses réglages.",
    ask: "Le portefeuille doit-il vous prévenir ?",
    askText:
      "Quand une commande attend, est payée ou remboursée, et quand un autre navigateur est associé.",
    yes: "Oui, me prévenir",
    no: "Non, merci",
  },
};
