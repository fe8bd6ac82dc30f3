/** French: something is wrong with what was paid. */

import type { DisputeRoom } from "../../types/later/dispute.ts";

export const dispute: DisputeRoom = {
  dispute: {
    title: "Un problème\u00a0?",
    lead: "La boutique lit ce que vous écrivez et peut répondre. Elle ne sait pas qui vous êtes, et personne d’autre ne peut le lire.",
    paid: "Payé",
    reason: "Quel est le problème\u00a0?",
    reasons: {
      not_received: "Ce n’est pas arrivé",
      not_as_described: "Ce n’est pas comme décrit",
      cancelled_order: "J’ai annulé la commande",
      wrong_amount: "Le montant est faux",
      not_mine: "Je n’ai pas payé cela",
      other: "Autre chose",
    },
    text: "Vos mots à la boutique",
    mute: "Cette boutique ne peut pas lire de messages. Elle ne reçoit que le motif.",
    open: "Le dire à la boutique",
    write: "Envoyer",
    sending: "Envoi en cours. Cela continue tout seul.",
    refused:
      "L’envoi n’a pas été possible. Seul ce qui a été payé ces 120 derniers jours peut être contesté, et une seule fois.",
    talk: "Ce qui a été dit",
    from: { payer: "Vous", shop: "La boutique" },
    acts: {
      opened: "Problème signalé",
      message: "Un message qui ne peut pas être lu ici",
      contested: "Pas d’accord",
      withdrawn: "Retiré",
    },
    statuses: {
      open: "En attente de la réponse de la boutique",
      contested: "La boutique n’est pas d’accord",
      escalated: "L’opérateur décide",
      upheld: "Décidé en votre faveur\u00a0: la boutique doit rembourser",
      refunded: "Remboursé",
      withdrawn: "Retiré",
      won: "Décidé en faveur de la boutique",
    },
    until: (day) => `Jusqu’au ${day}. Ensuite, l’opérateur décide.`,
    withdraw: "Retirer",
    withdrawSure: "Cela ne pourra pas être rouvert. Appuyez encore une fois pour retirer.",
  },
};
