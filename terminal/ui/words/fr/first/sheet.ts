/** French: the confirm sheet, from the press to the decision. */

import { pluralsOf } from "../../count.ts";
import type { SheetRoom } from "../../types/first/sheet.ts";

const plural = pluralsOf("fr");

export const sheet: SheetRoom = {
  preparing: {
    title: "Un instant",
    page: "La boutique prépare votre commande.",
    reading: "Vérification de qui demande, et combien.",
    unreachableTitle: "Pas de connexion",
    unreachable:
      "La commande ne peut pas encore être lue. Nouvel essai en cours. Rien n’a été payé.",
  },
  sheet: {
    title: (shop) => `Payer ${shop}\u00a0?`,
    provenSince: (day) => `prouvée depuis le ${day}`,
    provenTitle: "Cette page est celle de la boutique. Son adresse a été prouvée.",
    firstTime: "Première fois\u00a0: jamais payée depuis ce navigateur",
    paidBefore: (times, day) =>
      plural(times, {
        one: `Payée une fois, le ${day}`,
        many: `Payée ${times} de fois, la dernière le ${day}`,
        other: `Payée ${times} fois, la dernière le ${day}`,
      }),
    amount: "Montant",
    items: "Articles",
    more: (count) =>
      plural(count, {
        one: `${count} article de plus`,
        many: `${count} d’articles de plus`,
        other: `${count} articles de plus`,
      }),
    fewer: "Afficher moins",
    quantity: (count) => `× ${count}`,
    order: "Commande",
    from: "Depuis",
    leftAfter: "Reste ensuite",
    held: "Le montant est réservé. La boutique en prend ce qu’il lui faut\u00a0; le reste vous revient.",
    heldUntil: "Réservé jusqu’au",
    notEnough: (balance) => `Solde insuffisant\u00a0: vous avez ${balance}`,
    frozen: "Ce compte est bloqué",
    closing: "Ce compte est en cours de clôture",
    closed: "Ce compte est clôturé",
    notHeld: (currency) => `Ce compte ne contient pas de ${currency}`,
    closesIn: (seconds) =>
      plural(seconds, {
        one: `La commande expire dans ${seconds} seconde`,
        many: `La commande expire dans ${seconds} de secondes`,
        other: `La commande expire dans ${seconds} secondes`,
      }),
    pay: (amount) => `Payer ${amount}`,
    decline: "Refuser",
    refuse: "Refuser, et ne plus rien accepter de cette page",
  },
  fields: {
    delivery_address: "Adresse de livraison",
    delivery_name: "Nom pour la livraison",
    email: "E-mail",
    phone: "Téléphone",
  },
  asks: {
    title: "La boutique demande",
    lead: "Elle reçoit ce que vous cochez, pour cette commande, et personne d’autre ne peut le lire. Le paiement est le même sans.",
    missing: "pas encore renseigné",
    fill: "Renseigner vos coordonnées",
    change: "Modifier vos coordonnées",
  },
};
