/** French: what shops may take without a question. */

import type { BudgetsRoom } from "../../types/later/budgets.ts";

export const budgets: BudgetsRoom = {
  budgets: {
    title: "Budgets par boutique",
    lead: "Ces boutiques sont payées sans question, dans la limite que vous fixez. Vous pressez toujours leur bouton.",
    empty: "Aucune boutique n’est payée sans question",
    emptyText: "Une boutique que vous avez déjà payée peut recevoir un budget.",
    others: "Boutiques déjà payées",
    used: (used, left) => `${used} utilisés, reste ${left}`,
    phases: { paused: "en pause", ended: "terminé" },
    renews: (time) => `Recommence le ${time}`,
    until: (day) => `Prend fin le ${day}`,
    here: "Compte ce que paie ce navigateur. Un remboursement ne rend rien au budget.",
    times: "Paiements d’ici",
    first: "Premier paiement",
    budget: "Sans question",
    none: "Cette boutique vous demande à chaque fois.",
    make: "Fixer un budget",
    pause: "Mettre en pause",
    resume: "Reprendre",
    change: "Modifier",
    revoke: "Révoquer",
    allow: (shop) => `Combien autoriser à ${shop} ?`,
    formLead: (origin) => `Seulement sur ${origin}, seulement après avoir pressé son bouton.`,
    every: "Recommence chaque",
    periods: { day: "Jour", week: "Semaine", month: "Mois" },
    total: { day: "Par jour, au plus", week: "Par semaine, au plus", month: "Par mois, au plus" },
    cap: "À chaque fois, au plus",
    last: (amount) => `Votre dernier paiement ici : ${amount}`,
    asked:
      "Au-delà, on vous demande comme toujours. Un clic suffit pour mettre en pause ou révoquer ; au bout d’un an, il prend fin.",
    allowButton: "Autoriser",
    allowThis: (terms) => `Autoriser ${terms}`,
    wrong: "Saisissez un montant supérieur à zéro.",
    most: (amount) => `${amount} au plus.`,
    mostCap: "Pas plus que tout le budget.",
  },
};
