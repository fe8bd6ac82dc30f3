/** German: what shops are given beside the money. */

import type { PrivacyRoom } from "../../types/later/privacy.ts";

export const privacy: PrivacyRoom = {
  details: {
    title: "Angaben zur Lieferung",
    lead: "Nur in diesem Browser gespeichert. Ein Shop bekommt davon nur, was Sie bei seiner Bestellung ankreuzen.",
    name: "Name",
    country: "Land",
    noCountry: "Wählen Sie ein Land",
    postalCode: "Postleitzahl",
    region: "Bundesland oder Region",
    city: "Ort",
    lines: "Straße und Hausnummer",
    save: "Speichern",
    saved: "Gespeichert.",
    erase: "Alle löschen",
    faults: {
      delivery_address: "Eine Adresse braucht Land, Ort und Straße, höchstens drei Zeilen.",
      delivery_name: "Das lässt sich nicht als Name auf ein Paket schreiben.",
      email: "Das ist keine E-Mail-Adresse.",
      phone: "Das ist keine Telefonnummer.",
    },
  },
  given: {
    title: "Was Shops erhalten haben",
    lead: "Alles, was dieser Browser einem Shop neben dem Geld gegeben hat. Diese Liste haben nur Sie.",
    empty: "Kein Shop hat etwas bekommen.",
    erase: "Von der Liste nehmen",
    eraseAll: "Die ganze Liste löschen",
    eraseSure:
      "Drücken Sie noch einmal, um sie zu löschen. Was ein Shop erhalten hat, bleibt bei ihm.",
  },
};
