/** Where an order goes, as its payer gave it: of the fields he chose, each as a line. */

import { html } from "hono/html";
import type { GivenFields } from "../../register-server/index.ts";
import type { Language } from "../language.ts";
import { wordsOf } from "../words.ts";
import type { Html } from "./layout.ts";

export function deliveryFacts(given: GivenFields | undefined, language: Language): Html {
  const words = wordsOf(language);
  const { delivery_name: name, delivery_address: address, phone } = given ?? {};
  const { lines = [], city, region, postal_code: code, country } = address ?? {};
  const place = [...lines, city, region, code, country].filter(Boolean).join(", ");
  const facts = [
    [words.deliveryName, name],
    [words.deliveryAddress, place],
    [words.deliveryPhone, phone],
  ];
  return html`${facts.map(([term, value]) =>
    value ? html`<div><dt>${term}</dt><dd>${value}</dd></div>` : "",
  )}`;
}
