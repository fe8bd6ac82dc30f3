/** Finding payments: words in what is known of them, amounts as their owner writes them, and the filters. Pure. */

import { decimalText } from "../../../../protocol/money/money-text.ts";
import { amountsTyped } from "./amount-typed.ts";
import type { HistoryFilter, When, Which } from "./filter.ts";
import type { Listed } from "./state.ts";

const DAY_MS = 24 * 60 * 60_000;

export interface Finding {
  readonly filter: HistoryFilter;
  /** whose way of writing amounts it is, BCP 47 */
  readonly locale: string;
  /** ms since the epoch */
  readonly now: number;
}

export function findPayments(
  payments: readonly Listed[],
  { filter, locale, now }: Finding,
): Listed[] {
  const matches = matcherOf(filter.text, locale);
  return payments.filter(
    (one) =>
      (filter.shop === undefined || one.register === filter.shop) &&
      isWhich(one, filter.which) &&
      isWhen(one.at, filter.when, now) &&
      matches(one),
  );
}

function isWhich({ kind, refunded, disputed, automatic }: Listed, which: Which): boolean {
  switch (which) {
    case "all":
      return true;
    case "notPaid":
      return kind === "notPaid" || kind === "givenBack";
    case "refunded":
      return refunded > 0;
    case "disputed":
      return disputed !== undefined;
    case "automatic":
      return automatic === true;
    default:
      return kind === which;
  }
}

function isWhen(at: number, when: When, now: number): boolean {
  const year = new Date(now).getFullYear();
  switch (when) {
    case "ever":
      return true;
    case "week":
      return at > now - 7 * DAY_MS;
    case "month":
      return at > now - 30 * DAY_MS;
    case "year":
      return new Date(at).getFullYear() === year;
    case "before":
      return new Date(at).getFullYear() < year;
  }
}

/** Every word is to be found somewhere; a text that is an amount finds that amount too. */
function matcherOf(text: string, locale: string): (payment: Listed) => boolean {
  const words = folded(text).split(/\s+/).filter(Boolean);
  if (words.length === 0) return () => true;
  const amounts = amountsTyped(text, locale);
  return (payment) => {
    if (amounts.length > 0 && isAmount(payment, amounts)) return true;
    const known = knownText(payment);
    return words.every((word) => known.includes(word));
  };
}

/** As it is typed: "19.9" finds 19.90 already. */
function isAmount(payment: Listed, amounts: readonly string[]): boolean {
  const { currency } = payment;
  return [payment.amount, payment.taken, payment.refunded].some((minor) => {
    const exact = decimalText({ amount: minor, currency });
    return minor > 0 && amounts.some((typed) => exact === typed || exact.startsWith(typed));
  });
}

const texts = new WeakMap<Listed, string>();

function knownText(payment: Listed): string {
  const known = texts.get(payment);
  if (known !== undefined) return known;
  const { name, origin, items, reference = "" } = payment;
  const text = folded([name, origin.replace(/^https?:\/\//, ""), reference, ...items].join("\n"));
  texts.set(payment, text);
  return text;
}

/** Without case, width and accents: what a person takes for the same word. */
export function folded(text: string): string {
  return text
    .normalize("NFKD")
    .replaceAll(/[\u0300-\u036f]/g, "")
    .toLowerCase();
}
