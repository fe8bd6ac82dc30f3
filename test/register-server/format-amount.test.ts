// Amounts for people's eyes: ISO 4217's decimals, whatever the runtime thinks.

import { expect, it } from "vitest";
import { formatAmount } from "../../register-server/index.ts";

it.each([
  [4980, "JPY", "en", "¥4,980"],
  [1990, "USD", "en", "$19.90"],
  [12500, "KWD", "en", "KWD 12.500"],
  [5000, "UGX", "en", "UGX 5,000"],
  [4980, "JPY", "ja", "¥4,980"],
])("%i minor units of %s in %s are written %s", (amount, currency, locale, written) => {
  const plain = formatAmount(amount, currency, locale)
    .replace("\u00a0", " ")
    .replace("\uffe5", "¥");
  expect(plain).toBe(written);
});

it("a code that isn't a currency is refused", () => {
  expect(() => formatAmount(1, "YEN", "en")).toThrow(/^invalid_request/);
});
