// The smallest shop that Vendure can be filled with: one country, no taxes, free shipping, and Warifu to pay by.

import { type InitialData, LanguageCode } from "@vendure/core";

const method = (name: string, capture: string) => ({
  name,
  handler: { code: "warifu", arguments: [{ name: "capture", value: capture }] },
});

export const initialData: InitialData = {
  defaultLanguage: LanguageCode.en,
  defaultZone: "Asia",
  countries: [{ code: "JP", name: "Japan", zone: "Asia" }],
  taxRates: [{ name: "standard", percentage: 0 }],
  shippingMethods: [{ name: "Post", price: 0 }],
  paymentMethods: [method("warifu", "now")],
  collections: [],
};
