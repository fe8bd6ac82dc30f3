/** French: what shops are given beside the money. */

import type { PrivacyRoom } from "../../types/later/privacy.ts";

export const privacy: PrivacyRoom = {
  details: {
    title: "Coordonnées de livraison",
    lead: "Gardées dans ce seul navigateur. Une boutique n’en reçoit que ce que vous cochez sur sa commande.",
    name: "Nom",
    country: "Pays",
    noCountry: "Choisissez un pays",
    postalCode: "Code postal",
    region: "Région ou province",
    city: "Ville",
    lines: "Rue et numéro",
    save: "Enregistrer",
    saved: "Enregistré.",
    erase: "Tout effacer",
    faults: {
      delivery_address:
        "Une adresse demande un pays, une ville et une rue, en trois lignes au plus.",
      delivery_name: "Cela ne peut pas figurer comme nom sur un colis.",
      email: "Ce n’est pas une adresse e-mail.",
      phone: "Ce n’est pas un numéro de téléphone.",
    },
  },
  given: {
    title: "Ce que les boutiques ont reçu",
    lead: "Tout ce que ce navigateur a donné à une boutique en plus de l’argent. Vous seul avez cette liste.",
    empty: "Aucune boutique n’a rien reçu.",
    erase: "Retirer de la liste",
    eraseAll: "Effacer toute la liste",
    eraseSure: "Appuyez de nouveau pour l’effacer. Ce qu’une boutique a reçu reste à la boutique.",
  },
};
