/**
 * Amounts between Vendure and ISO 4217. Vendure counts every currency with the decimals of its money strategy (two,
 * unless a shop says otherwise): ¥100 are 10000 there, and 100 minor units here.
 */

import { decimalAmount } from "./sdk.ts";

/** @param precision of Vendure's money strategy @returns minor units, rounded where Vendure counts finer than the currency */
export function minorUnits(vendureAmount: number, currency: string, precision: number): number {
  const shift = decimalsOf(currency) - precision;
  return shift >= 0 ? vendureAmount * 10 ** shift : Math.round(vendureAmount / 10 ** -shift);
}

/**
 * What to give back for a refund of `amount`: so that after any number of parts as much is given back as for their sum
 * at once, and never a minor unit more.
 * @param before what Vendure counts as refunded already
 */
export function refundUnits(
  { before, amount }: { readonly before: number; readonly amount: number },
  currency: string,
  precision: number,
): number {
  return minorUnits(before + amount, currency, precision) - minorUnits(before, currency, precision);
}

function decimalsOf(currency: string): number {
  const [, fraction = ""] = decimalAmount(0, currency).split(".");
  return fraction.length;
}
