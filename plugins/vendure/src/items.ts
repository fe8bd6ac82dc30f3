/** What the shopper reads on the sheet: the order's lines, shipping and surcharges, as far as they add up to the amount. */

import type { Order } from "@vendure/core";
import { minorUnits } from "./money.ts";

interface Item {
  readonly name: string;
  readonly quantity: number;
  readonly amount: number;
}

const ITEMS_MAX = 50;
const NAME_CHARS_MAX = 120;

/** @param of the trade @returns none where they can't be shown: the amount alone is shown then */
export function itemsOf(
  order: Order,
  of: { readonly amount: number; readonly currency: string; readonly precision: number },
): Item[] {
  const units = (amount: number) => minorUnits(amount, of.currency, of.precision);
  const items = [
    ...order.lines.map(({ productVariant, quantity, proratedLinePriceWithTax }) => ({
      name: shown(productVariant.name),
      quantity,
      amount: units(proratedLinePriceWithTax),
    })),
    ...order.shippingLines.map(({ shippingMethod, discountedPriceWithTax }) => ({
      name: shown(shippingMethod?.name ?? "Shipping"),
      quantity: 1,
      amount: units(discountedPriceWithTax),
    })),
    ...order.surcharges.map(({ description, priceWithTax }) => ({
      name: shown(description),
      quantity: 1,
      amount: units(priceWithTax),
    })),
  ].filter(({ quantity }) => quantity > 0);
  const sum = items.reduce((total, { amount }) => total + amount, 0);
  const fit = items.every(({ name, amount }) => name !== "" && amount >= 0);
  return fit && sum === of.amount && items.length <= ITEMS_MAX ? items : [];
}

function shown(name: string): string {
  return [...name.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, " ").trim()]
    .slice(0, NAME_CHARS_MAX)
    .join("")
    .trim();
}
