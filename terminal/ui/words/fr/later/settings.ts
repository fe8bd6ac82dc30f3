/** French: Settings, limits, export, about. */

import type { SettingsRoom } from "../../types/later/settings.ts";

export const settings: SettingsRoom = {
  settings: {
    title: "Réglages",
    language: "Langue",
    browsers: "Comme le navigateur",
    theme: "Apparence",
    themes: { system: "Système", light: "Clair", dark: "Sombre" },
    paying: "Payer",
    privacy: "Vie privée",
    limits: "Plafonds",
    lock: "Verrou",
    on: "Activé",
    off: "Désactivé",
    exporting: "Enregistrer mes données",
    about: "À propos de Warifu",
  },
  limits: {
    title: "Plafonds",
    asOf: (account, time) => `${account}, à ${time}`,
    balance: "Solde",
    credit: "Limite de crédit",
    left: "Disponible",
    yours: (rule) => `${rule} (votre règle)`,
    keepersRule: (rule) => `${rule} (règle du compte)`,
    oneClick: "Un clic jusqu’à",
    oneClickTotal: "Un clic au total",
    first: "Premier paiement à une boutique",
    asked: "On vous le demande",
    keepers: "Plafonds de votre compte",
    keepersText:
      "L’entreprise qui tient votre compte peut plafonner un paiement, une journée, une semaine ou un mois. Quand un plafond est atteint, le portefeuille dit lequel, et ce qui reste possible.",
    reached: (limit, day) => `Dernier plafond atteint : ${limit}, le ${day}.`,
    leftThen: (amount) => `Il restait alors ${amount}.`,
    codes: {
      over_payment_limit: "le plafond d’un paiement",
      over_day_limit: "le plafond d’une journée",
      over_week_limit: "le plafond d’une semaine",
      over_month_limit: "le plafond d’un mois",
      over_register_budget: "le plafond de cette boutique",
    },
    own: "Vos propres plafonds",
    ownText:
      "Vous décidez à partir de quel montant on vous demande votre clé d’accès ou votre code PIN.",
    change: "Changer quand on vous demande",
  },
  exporting: {
    title: "Enregistrer mes données",
    lead: "Un seul fichier avec tout ce que le portefeuille de ce navigateur retient : votre compte tel qu’il était connu, vos commandes et leurs reçus, vos coordonnées de livraison, ce que les boutiques ont reçu et vos réglages.",
    without:
      "Il ne contient ni clé, ni code, ni mot de passe. Personne ne peut payer avec ce fichier.",
    care: "Il montre ce que vous avez acheté. Gardez-le là où vous seul regardez.",
    save: "Enregistrer dans un fichier",
    saved: (file) => `Enregistré sous ${file}`,
  },
  about: {
    title: "À propos de Warifu",
    lead: "Un portefeuille comme une taille fendue : boutique et payeur en gardent chacun une moitié.",
    version: "Version",
    origin: "Communique avec",
    mode: "Mode",
    test: "Test : pas d’argent réel",
    live: "Réel",
    permissionsTitle: "Ce qu’il peut faire, et pourquoi",
    host: (origin) => `Joindre ${origin}`,
    hostWhy:
      "Pour lire les commandes et les payer. C’est la seule adresse avec laquelle ce portefeuille communique.",
    permissions: {
      notifications: "Affiche une notification si vous le voulez, et seulement alors.",
      storage: "Garde vos commandes et vos réglages dans ce navigateur.",
      alarms: "Poursuit un paiement quand le navigateur a mis le portefeuille en veille.",
    },
    unknown: "Fait partie de cette version.",
    neverTitle: "Ce qu’il ne fait jamais",
    never: [
      "Lire ou modifier une page de boutique.",
      "Dire à une boutique qui vous êtes.",
      "Payer sans vous, ou dire « payé » quand ce n’est pas certain.",
      "Mesurer ce que vous faites, ou envoyer quoi que ce soit à quelqu’un d’autre.",
    ],
    licencesTitle: "Licence",
    licences:
      "Warifu est un logiciel libre sous licence Apache 2.0. Il utilise Preact, Preact Signals, Valibot et jose sous licence MIT, canonicalize et http-message-sig sous licence Apache 2.0.",
    source: "Son code source accompagne chaque copie : qui vous donne Warifu vous le donne aussi.",
  },
};
