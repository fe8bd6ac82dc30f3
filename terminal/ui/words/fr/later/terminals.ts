/** French: the account's terminals: "browser" to the shopper, who knows no other kind yet. */

import type { TerminalsRoom } from "../../types/later/terminals.ts";

export const terminals: TerminalsRoom = {
  terminals: {
    title: "Navigateurs qui peuvent payer",
    thisOne: "celui-ci",
    unnamed: "Navigateur sans nom",
    since: (day) => `Depuis le ${day}`,
    lastPaid: (day) => `dernier paiement le ${day}`,
    neverPaid: "n’a pas encore payé",
    revokedOn: (day) => `Révoqué le ${day}`,
    rename: "Renommer",
    newName: "Nom",
    save: "Enregistrer",
    cancel: "Annuler",
    revoke: "Révoquer",
    revokeSure: (name) =>
      `«\u00a0${name}\u00a0» ne pourra dès lors plus rien payer. Ce qu’il a payé reste payé.`,
    revokeOwn: "Ce navigateur ne pourra dès lors plus rien payer. Ce qu’il a payé reste payé.",
    revokeYes: "Oui, révoquer",
    link: "Associer un autre navigateur",
    linkText:
      "Ouvrez-y le portefeuille, appuyez sur «\u00a0J’ai déjà un compte\u00a0», et saisissez ici le code affiché.",
    code: "Code affiché par l’autre navigateur",
    look: "Chercher",
    looking: "Recherche en cours",
    asked: (name) => `«\u00a0${name}\u00a0» demande à payer depuis ce compte.`,
    compare: "Affiche-t-il ce nombre\u00a0?",
    approve: "Oui, l’associer",
    notThis: "Non",
    linked: (name) => `«\u00a0${name}\u00a0» peut maintenant payer depuis ce compte.`,
    sending: "Un instant",
    slow: "Pas encore de réponse. Nouvel essai en cours.",
    refused: "Ce n’était pas possible. Veuillez réessayer.",
    refusals: {
      link_not_found: "Aucun navigateur ne demande avec ce code. Il vaut dix minutes.",
      too_many_links: "Trop de codes ont été essayés. Réessayez dans une heure.",
      bad_signature: "Autre chose répond à ce code. Ne continuez pas.",
      last_terminal:
        "C’est le seul navigateur de votre compte. Créez d’abord un code de récupération.",
      too_many_terminals: "Dix navigateurs peuvent déjà payer. Révoquez-en d’abord un.",
      terminal_bound: "Ce navigateur a son propre compte.",
      recovery_key_outdated:
        "Un code de récupération plus récent a été créé dans un autre navigateur.",
      step_up_required:
        "Rien n’a changé, car il n’a pas été confirmé que c’est vous. Un code de récupération tout juste créé ne compte pas.",
      stale_request:
        "Cela a duré trop longtemps, ou l’horloge de cet ordinateur n’est pas à l’heure. Veuillez réessayer.",
    },
    recovery: {
      title: "Code de récupération",
      none: "Si tous les navigateurs sont perdus, lui seul ramène à votre compte.",
      since: (day) =>
        `Créé le ${day}. Si tous les navigateurs sont perdus, il ramène à votre compte.`,
      make: "Créer un code de récupération",
      again: "En créer un nouveau",
      write:
        "Notez-le, dans cet ordre, et gardez-le là où personne d’autre ne regarde. Il est affiché une seule fois et n’est conservé nulle part.",
      written: "Je l’ai noté",
      old: {
        end: "Votre ancien code cesse dès que celui-ci compte.",
        stay: "Votre ancien code vaut encore sept jours. Avec un code PIN ou une clé d’accès, il cesserait aussitôt.",
      },
      check: "Saisissez ces groupes d’après votre papier. Le code compte ensuite.",
      group: (number) => `Groupe ${number}`,
      wrong: "Ce n’est pas ce qui était affiché. Relisez ce que vous avez noté.",
      use: "Utiliser ce code",
      showAgain: "L’afficher de nouveau",
    },
  },
  linking: {
    title: "Associer ce navigateur",
    lead: "Dans un navigateur qui a votre compte, ouvrez le portefeuille, puis «\u00a0Navigateurs qui peuvent payer\u00a0», et saisissez ce code.",
    code: "Code de ce navigateur",
    waiting: "En attente de l’autre navigateur",
    compare: "L’autre navigateur affiche-t-il le même nombre\u00a0? Répondez oui là-bas.",
    approving: "En attente de votre réponse là-bas",
    stop: "Annuler",
  },
  revoked: {
    title: "Ce navigateur ne peut plus payer",
    text: (account, day) => `${account} lui a été retiré. Il l’a appris le ${day}.`,
    kept: "Ce qui a été payé ici reste payé, et reste dans la liste.",
    anew: "Recommencer",
    anewText:
      "Avec une nouvelle clé, et sans ce compte jusqu’à ce qu’un autre navigateur l’associe de nouveau.",
  },
};
