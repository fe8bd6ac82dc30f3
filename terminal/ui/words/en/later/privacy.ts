/** English: what shops are given beside the money. */

import type { PrivacyRoom } from "../../types/later/privacy.ts";

export const privacy: PrivacyRoom = {
  details: {
    title: "Delivery details",
    lead: "Kept in this browser alone. A shop gets one of them only when you tick it on its order.",
    name: "Name",
    country: "Country",
    noCountry: "Choose a country",
    postalCode: "Postal code",
    region: "State or region",
    city: "Town or city",
    lines: "Street and house",
    save: "Save",
    saved: "Saved.",
    erase: "Erase all of them",
    faults: {
      delivery_address: "An address needs a country, a town and a street, in three lines at most.",
      delivery_name: "This can't be put on a parcel as a name.",
      email: "This isn't an e-mail address.",
      phone: "This isn't a phone number.",
    },
  },
  given: {
    title: "What shops received",
    lead: "Everything that this browser gave a shop beside the money. Only you have this list.",
    empty: "No shop was given anything.",
    erase: "Take off the list",
    eraseAll: "Erase the whole list",
    eraseSure: "Press again to erase it. What a shop has received stays with the shop.",
  },
};
