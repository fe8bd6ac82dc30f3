/**
 * Money as text, written and read: for machines, and for people by their locale. The decimals are ISO 4217's, never
 * `Intl`'s. Apart from the schemas, so that a window that only shows money carries no library for them. Rule [LE1].
 */

import { err, ok, type Result } from "../result.ts";
import { decimalsOf } from "./currencies.ts";
import type { Currency, Money } from "./money.ts";

export type MoneyTextError = "not_a_number" | "too_many_decimals" | "too_large";

/**
 * Reads a plain decimal text ("4980", "19.90") as minor units of the currency. No grouping, no sign,
 * no exponent: texts that two people could read differently are refused.
 */
export function parseMoney(text: string, currency: Currency): Result<Money, MoneyTextError> {
  const match = /^(0|[1-9]\d*)(?:\.(\d+))?$/.exec(text);
  if (!match) return err("not_a_number");
  const decimals = decimalsOf(currency) ?? 0;
  const fraction = match[2] ?? "";
  if (fraction.length > decimals) return err("too_many_decimals");
  const amount = Number(`${match[1]}${fraction.padEnd(decimals, "0")}`);
  return Number.isSafeInteger(amount) ? ok({ amount, currency }) : err("too_large");
}

/** The exact decimal text, for machines and files: "4980", "19.90". The reverse of parseMoney. */
export function decimalText({ amount, currency }: Money): string {
  const decimals = decimalsOf(currency) ?? 0;
  const digits = String(Math.abs(amount)).padStart(decimals + 1, "0");
  const sign = amount < 0 ? "-" : "";
  if (decimals === 0) return sign + digits;
  return `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** The same of a sum that may leave the safe integers. @param amount minor units, ≥ 0 */
export function decimalOfMinor(amount: bigint, currency: Currency): string {
  const decimals = decimalsOf(currency) ?? 0;
  const digits = amount.toString().padStart(decimals + 1, "0");
  if (decimals === 0) return digits;
  return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/**
 * For people: "¥4,980", "4.980,00 €", by locale. The digits are ISO's, not Intl's guess.
 * @param sign `symbol`: no two currencies have the same sign, whatever the locale
 */
export function formatMoney(
  money: Money,
  locale: string,
  sign: "narrowSymbol" | "symbol" = "narrowSymbol",
): string {
  const decimals = decimalsOf(money.currency) ?? 0;
  const format = new Intl.NumberFormat(locale, {
    style: "currency",
    currency: money.currency,
    currencyDisplay: sign,
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  // A decimal string keeps every digit; a float would not, above 2^53 / 10^decimals.
  return format.format(decimalText(money) as unknown as number);
}
