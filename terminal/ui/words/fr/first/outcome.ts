/** French: how a trade ends. */

import type { OutcomeRoom } from "../../types/first/outcome.ts";

export const outcome: OutcomeRoom = {
  checking: {
    title: "Vérification",
    text: "Votre compte décide. Cela prend en général une seconde.",
    since: (time) => `Depuis ${time}`,
    slow: "Pas encore de réponse. La même question est renvoyée\u00a0; vous ne pouvez pas être débité deux fois.",
    late: "Le délai de la boutique est passé. Soit le paiement est arrivé à temps, soit aucun montant n’est débité. La réponse s’affichera ici.",
    close: "Vous pouvez fermer. Cela continue tout seul.",
  },
  settled: {
    title: "Payé",
    heldTitle: "Réservé",
    paid: (amount, shop) => `${amount} à ${shop}`,
    at: "Heure",
    from: "Depuis",
    left: "Reste",
    proof: "Reçu vérifié",
    given: "Transmis à la boutique",
    giving: { sending: "Envoi en cours.", lost: "Non remis. La boutique n’en a rien reçu." },
  },
  refused: {
    title: "Non payé",
    declinedTitle: "Refusé",
    left: (amount) => `Jusqu’à ${amount} sont possibles en ce moment.`,
    nothingLeft: "Il n’en reste rien en ce moment.",
    setUp: "Configurer",
    oneClick: (amount) => `Jusqu’à ${amount}, cette confirmation n’est pas demandée.`,
  },
  expired: {
    title: "Trop tard",
    what: "Le délai de la boutique pour cette commande est passé.",
    next: "Commandez de nouveau dans la boutique.",
  },
  unusable: { title: "Rien à confirmer" },
};
