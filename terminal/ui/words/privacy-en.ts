/** English, what shops are given beside the money. */

import type { PrivacyWords } from "./privacy-words.ts";

export const privacyEn: PrivacyWords = {
  fields: {
    delivery_address: "Delivery address",
    delivery_name: "Delivery name",
    email: "E-mail",
    phone: "Phone",
  },
  asks: {
    title: "The shop asks for",
    lead: "It gets what you tick, for this order, and nobody else can read it. Paying is the same without.",
    missing: "not filled in yet",
    fill: "Fill in your details",
    change: "Change your details",
  },
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
    sending: "Being sent.",
    lost: "Not delivered. The shop has nothing of it.",
    erase: "Take off the list",
    eraseAll: "Erase the whole list",
    eraseSure: "Press again to erase it. What a shop has received stays with the shop.",
    row: "Given to the shop",
  },
};
