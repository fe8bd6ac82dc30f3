/** French: what one proves oneself with. */

import type { SecurityRoom } from "../../types/later/security.ts";

export const security: SecurityRoom = {
  security: {
    title: "Sécurité",
    lead: "Comment vous prouvez que c’est vous, et quand on vous le demande.",
    busy: "Transmission à votre compte.",
    failed: {
      clock: "Cela a duré trop longtemps. Veuillez recommencer.",
      full: "Votre compte a autant de clés d’accès qu’il peut en avoir. Supprimez-en d’abord une.",
      noAnswer: "Aucune réponse n’est venue. Ce qui est affiché ici est ce qui vaut.",
      passkey: "La clé d’accès n’a pas été acceptée. Rien n’a changé.",
      nothingToProveWith:
        "Pour assouplir une règle, ajoutez d’abord une clé d’accès ou un code PIN.",
      other: "Cela n’a pas marché. Rien n’a changé.",
    },
    passkeys: "Clés d’accès",
    passkeysText:
      "Une clé d’accès est votre empreinte, votre visage ou le verrou de votre appareil. On ne peut ni la copier ni la deviner.",
    passkeyName: (number) => `Clé d’accès ${number}`,
    addPasskey: "Ajouter une clé d’accès",
    since: (day) => `depuis le ${day}`,
    remove: "Supprimer",
    pin: "Code PIN",
    pinState: {
      none: "Six chiffres que seul votre compte peut vérifier.",
      set: "Un code PIN est défini.",
      locked: "Le code PIN est bloqué après dix essais erronés. Une clé d’accès le débloque.",
    },
    newPin: "Nouveau code PIN, six chiffres",
    setPin: "Définir un code PIN",
    changePin: "Changer le code PIN",
    removePin: "Supprimer le code PIN",
    easyPin: "Celui-ci est deviné en premier. Choisissez-en un autre.",
    oneClick: "Quand un clic suffit",
    oneClickText:
      "Un champ vide veut dire\u00a0: pas de limite de votre part. Une règle plus stricte vaut aussitôt, une plus souple demande une preuve.",
    upTo: "Demander au-dessus de ce montant",
    total: "Demander quand les paiements en un clic atteignent",
    first: "Demander au premier paiement à une boutique",
    save: "Enregistrer",
    carrierUpTo: (amount) => `Votre compte demande de toute façon au-dessus de ${amount}.`,
    carrierTotal: (amount) =>
      `Votre compte demande quand les paiements en un clic atteignent ${amount}.`,
    carrierFirst: "Votre compte demande au premier paiement à une boutique.",
  },
};
