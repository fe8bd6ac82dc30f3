/** French: why there was no payment. */

import type { ReasonsRoom } from "../../types/later/reasons.ts";

export const reasons: ReasonsRoom = {
  reasons: {
    insufficient_funds: {
      what: "Il n’y a pas assez d’argent sur votre compte.",
      next: "Ajoutez de l’argent et réessayez, ou payez la boutique autrement.",
    },
    account_frozen: {
      what: "Votre compte est bloqué.",
      next: "Adressez-vous à la société qui tient votre compte.",
    },
    account_closed: {
      what: "Votre compte est clôturé ou en cours de clôture.",
      next: "Payez la boutique autrement.",
    },
    over_payment_limit: {
      what: "C’est plus que votre compte n’autorise en un paiement.",
      next: "Payez moins, ou payez la boutique autrement.",
    },
    over_day_limit: {
      what: "C’est plus que votre compte n’autorise aujourd’hui.",
      next: "Réessayez demain, ou payez la boutique autrement.",
    },
    over_week_limit: {
      what: "C’est plus que votre compte n’autorise cette semaine.",
      next: "Réessayez la semaine prochaine, ou payez la boutique autrement.",
    },
    over_month_limit: {
      what: "C’est plus que votre compte n’autorise ce mois-ci.",
      next: "Réessayez le mois prochain, ou payez la boutique autrement.",
    },
    over_register_budget: {
      what: "C’est plus que votre budget pour cette boutique.",
      next: "Attendez que le budget recommence, ou payez la boutique autrement.",
    },
    too_many_holds: {
      what: "Trop de boutiques réservent déjà de l’argent sur votre compte.",
      next: "Attendez que l’une d’elles ait fini, ou payez la boutique autrement.",
    },
    currency_not_held: {
      what: "Votre compte ne contient pas cette devise.",
      next: "Payez la boutique autrement.",
    },
    too_late: {
      what: "Le paiement est arrivé à votre compte après le délai de la boutique.",
      next: "Commandez de nouveau dans la boutique.",
    },
    attempt_void: {
      what: "Ce paiement a été arrêté avant que votre compte ne décide.",
      next: "Réessayez si vous voulez toujours payer.",
    },
    step_up_required: {
      what: "Votre compte vous demande de prouver que c’est vous, et il n’y a encore rien pour le faire.",
      next: "Configurez une clé d’accès ou un code PIN, puis réessayez.",
    },
    claimed_by_another: {
      what: "Quelqu’un d’autre paie cette commande en ce moment.",
      next: "Attendez une minute, puis réessayez.",
    },
    trade_cancelled: {
      what: "La boutique a annulé cette commande.",
      next: "Regardez dans la boutique, ou posez-lui la question.",
    },
    trade_declined: {
      what: "Cette commande a été refusée.",
      next: "Commandez de nouveau dans la boutique si vous le souhaitez toujours.",
    },
    trade_settled: {
      what: "Cette commande est déjà payée, depuis un autre endroit.",
      next: "Vous n’avez rien à faire.",
    },
    trade_voided: {
      what: "La réservation de cette commande a été abandonnée.",
      next: "Commandez de nouveau dans la boutique.",
    },
    attempts_exhausted: {
      what: "Il y a eu trop d’essais pour cette commande.",
      next: "Commencez une nouvelle commande dans la boutique.",
    },
    declined_here: {
      what: "Vous avez refusé, et la boutique en est informée.",
      next: "Vous pouvez toujours commander de nouveau dans la boutique.",
    },
    wrong_origin: {
      what: "Cette page n’est pas une page de la boutique.",
      next: "Quittez la page. Ouvrez la boutique par sa propre adresse.",
    },
    wrong_register: {
      what: "La page a transmis la commande d’une autre boutique.",
      next: "Quittez la page. Ouvrez la boutique par sa propre adresse.",
    },
    register_uncertified: {
      what: "Personne ne se porte garant de cette boutique.",
      next: "Ne payez pas ici.",
    },
    certificate_expired: {
      what: "La preuve de l’identité de cette boutique n’est plus valable.",
      next: "Demandez à la boutique de la renouveler, ou payez autrement.",
    },
    wrong_mode: {
      what: "Cette commande mêle argent de test et argent réel.",
      next: "Demandez à la boutique de vérifier sa configuration.",
    },
    not_genuine: {
      what: "Ce n’est pas la commande que la boutique a faite. Quelque chose l’a modifiée en chemin.",
      next: "Revenez à la boutique et appuyez de nouveau sur le bouton.",
    },
    trade_not_found: {
      what: "Cette commande n’existe pas.",
      next: "Revenez à la boutique et appuyez de nouveau sur le bouton.",
    },
    no_trade: {
      what: "La page de la boutique n’a fait aucune commande.",
      next: "Revenez à la boutique et appuyez de nouveau sur le bouton.",
    },
    no_answer: {
      what: "La commande n’a pas pu être lue\u00a0: aucune réponse n’est venue.",
      next: "Vérifiez votre connexion, puis appuyez de nouveau sur le bouton dans la boutique.",
    },
    unknown_terminal: {
      what: "Votre compte ne connaît pas ce navigateur.",
      next: "Ouvrez un compte ici, puis appuyez de nouveau sur le bouton dans la boutique.",
    },
    terminal_revoked: {
      what: "Ce navigateur a été révoqué et ne peut plus payer.",
      next: "Payez dans un autre de vos navigateurs.",
    },
    wrong_clock: {
      what: "L’horloge de cet ordinateur n’est pas à l’heure.",
      next: "Réglez l’horloge, puis appuyez de nouveau sur le bouton dans la boutique.",
    },
    trouble: {
      what: "Quelque chose n’a pas marché de notre côté.",
      next: "Revenez à la boutique et appuyez de nouveau sur le bouton.",
    },
  },
};
