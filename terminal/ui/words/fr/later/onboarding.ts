/** French: the ways to an account. */

import type { OnboardingRoom } from "../../types/later/onboarding.ts";

export const onboarding: OnboardingRoom = {
  onboarding: {
    title: "Payer sans rien confier",
    lead: "Warifu règle un achat entre la boutique et votre compte, comme les deux moitiés d’un bâton de taille.",
    points: [
      [
        "La boutique est payée",
        "Elle ne sait jamais qui a payé\u00a0: ni numéro de carte, ni mot de passe, ni nom.",
      ],
      [
        "Vous voyez qui demande",
        "Le nom et l’adresse de la boutique sont prouvés avant tout affichage.",
      ],
      ["Vous seul confirmez", "Une page peut demander. Seul ce portefeuille peut payer."],
    ],
    open: "Ouvrir un compte de démonstration",
    opening: "Ouverture de votre compte",
    unreachable: "Pas encore de réponse. Nouvel essai en cours.",
    refused: "Le compte n’a pas été ouvert. Veuillez réessayer.",
    demo: "Il contient de l’argent fictif. Rien ici ne coûte quoi que ce soit.",
    haveCode: "J’ai reçu un code d’ouverture",
    code: "Code d’ouverture",
    bringCode: "Utiliser ce code",
    codeInvalid:
      "Ce code d’ouverture n’est plus valable. Demandez-en un nouveau à qui vous l’a donné.",
    haveAccount: "J’ai déjà un compte",
    link: "Associer ce navigateur à un autre",
    recover: "Utiliser mon code de récupération",
    recoverText: "Il relie ce navigateur à votre compte, sans aucun autre navigateur.",
    words: "Code de récupération",
    revokeOthers: "Révoquer tous mes autres navigateurs",
    bringWords: "Utiliser ce code",
    wordsWrong: "Un caractère est faux ou manque. Veuillez vérifier encore une fois.",
    linkLapsed: "Aucun navigateur n’a approuvé celui-ci à temps.",
    shopWaits: "Une boutique attend. Sa commande vient ensuite.",
  },
  permission: {
    title: "Il manque une autorisation",
    text: (host) =>
      `Sans accès à ${host}, le portefeuille ne peut ni voir une commande ni la payer.`,
    only: "C’est la seule adresse à laquelle ce portefeuille s’adresse. Il ne lit aucune autre page.",
    allow: "Autoriser l’accès",
  },
};
