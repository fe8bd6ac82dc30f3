/** French: proving oneself. */

import { pluralsOf } from "../../count.ts";
import type { ProveRoom } from "../../types/later/prove.ts";

const plural = pluralsOf("fr");

export const prove: ProveRoom = {
  prove: {
    title: "Confirmez que c’est vous",
    why: {
      amount: "Pour ce montant, un clic ne suffit pas.",
      cumulative: "Avec vos derniers paiements en un clic, c’est plus que votre limite.",
      first_payment: "C’est votre premier paiement à cette boutique.",
      change: "Vous modifiez la protection de votre compte.",
    },
    changes: {
      add_passkey: () => "Ajouter une clé d’accès",
      remove_passkey: () => "Supprimer une clé d’accès",
      set_pin: () => "Changer le code PIN",
      remove_pin: () => "Supprimer le code PIN",
      set_one_click: () => "Demander moins souvent",
      allow_budget: (name) => `Payer «\u00a0${name}\u00a0» sans demander`,
      approve: (name) => `Associer «\u00a0${name}\u00a0»`,
      revoke: (name) => `Révoquer «\u00a0${name}\u00a0»`,
      recovery: () => "Nouveau code de récupération",
    },
    unnamed: "Navigateur sans nom",
    whyTerminals: {
      approve: "Il pourra payer depuis votre compte.",
      revoke:
        "Il ne pourra plus rien payer. Sans code PIN ni clé d’accès, votre code de récupération fait de même.",
      recovery: "Il ramène à votre compte. Un code plus ancien cesse aussitôt de valoir.",
    },
    oneClick: (amount) => `Jusqu’à ${amount}, ce n’est pas demandé.`,
    passkey: "Utiliser votre clé d’accès",
    pin: "Code PIN, six chiffres",
    usePin: "Utiliser le code PIN",
    wrongPin: (left) =>
      plural(left, {
        one: `Ce code PIN n’est pas le bon. Reste ${left} essai.`,
        many: `Ce code PIN n’est pas le bon. Restent ${left} d’essais.`,
        other: `Ce code PIN n’est pas le bon. Restent ${left} essais.`,
      }),
    unproven: {
      passkey: "La clé d’accès n’a pas été acceptée. Réessayez, ou choisissez un autre moyen.",
      other: "Cela n’a pas été accepté. Réessayez.",
    },
    waiting: (time) => `Trop de codes PIN erronés. Prochain essai possible à ${time}.`,
    locked:
      "Le code PIN est bloqué après dix essais erronés. Adressez-vous à la société qui tient votre compte.",
    lockedPasskey:
      "Le code PIN est bloqué après dix essais erronés. Votre clé d’accès le débloque.",
    decline: "Ne pas payer",
    leave: "Ne rien changer",
  },
};
