/** French: getting to know the wallet. */

import type { TourRoom } from "../../types/later/tour.ts";

export const tour: TourRoom = {
  tour: {
    step: (position, count) => `Étape ${position} sur ${count}`,
    shop: "La boutique",
    you: "Vous",
    begin: "Commencer",
    skip: "Passer l’introduction",
    language: "Votre langue",
    account: "Votre compte",
    accountText:
      "Il paie les boutiques pour vous. Elles voient un signe, différent pour chacune, et rien d’autre de vous.",
    protect: "Pour vous seul",
    protectText:
      "Avec une clé d’accès ou un code PIN, vous prouvez que c’est vous\u00a0: pour ce que vous choisissez dans Sécurité, et avant qu’un autre navigateur soit associé.",
    protected: {
      passkey: "Votre clé d’accès est ajoutée",
      pin: "Votre code PIN est défini",
    },
    protectedText: "Dans Sécurité, vous choisissez pour quels paiements cela est demandé.",
    withoutProtection:
      "Sans cela, toute personne qui utilise ce navigateur peut payer avec. Vous pourrez le faire plus tard, dans Sécurité.",
    later: "Pas maintenant",
    next: "Continuer",
    try: "Essayer",
    tryText:
      "Mettez quelque chose dans le panier de la boutique de démonstration et appuyez sur son bouton. La commande apparaît ici.",
    openShop: "Ouvrir la boutique de démonstration",
    look: "Tout est prêt",
    lookText:
      "Là où une boutique a ce bouton, appuyez dessus. La commande apparaît ici, avec qui demande et combien.",
    samplePay: "Payer avec Warifu",
    pinIcon:
      "Épinglez l’icône du portefeuille à la barre d’outils\u00a0: il s’ouvre plus vite et montre quand une commande attend.",
  },
};
