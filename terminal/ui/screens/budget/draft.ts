/** A budget as it is typed in, and what is read of it. An amount is always asked for. Comes with the form's view. */

import type { BudgetTerms } from "../../../../protocol/account/budget.ts";
import { budgetMax } from "../../../../protocol/account/budget-max.ts";
import type { RegisterId } from "../../../../protocol/ids.ts";
import type { Currency } from "../../../../protocol/money/money.ts";
import { decimalText, parseMoney } from "../../../../protocol/money/money-text.ts";
import type { Period } from "../../../../protocol/money/period.ts";
import type { BudgetFormState } from "./state.ts";

/** The form's fields as they stand in it. */
export interface Draft {
  readonly currency: Currency;
  readonly period: Period;
  readonly amount: string;
  readonly cap: string;
}

/** A new one begins without an amount: nothing is chosen for the shopper but how often it begins anew. */
export function draftOf({ terms, currencies }: BudgetFormState): Draft {
  const currency = terms?.currency ?? currencies[0] ?? ("JPY" as Currency);
  if (!terms) return { currency, period: "month", amount: "", cap: "" };
  const text = (amount: number) => decimalText({ amount, currency });
  return { currency, period: terms.period, amount: text(terms.amount), cap: text(terms.cap) };
}

export type Read =
  | { readonly kind: "terms"; readonly terms: BudgetTerms }
  /** something is still to be typed in */
  | { readonly kind: "missing" }
  | { readonly kind: "wrong"; readonly field: "amount" | "cap"; readonly why: "text" | "most" };

export function readDraft(draft: Draft, register: RegisterId): Read {
  const { currency, period } = draft;
  if (draft.amount.trim() === "") return { kind: "missing" };
  const amount = read(draft.amount, currency);
  if (amount === undefined) return { kind: "wrong", field: "amount", why: "text" };
  if (amount > budgetMax(currency)) return { kind: "wrong", field: "amount", why: "most" };
  if (draft.cap.trim() === "") return { kind: "missing" };
  const cap = read(draft.cap, currency);
  if (cap === undefined) return { kind: "wrong", field: "cap", why: "text" };
  if (cap > amount) return { kind: "wrong", field: "cap", why: "most" };
  return { kind: "terms", terms: { register, currency, period, amount, cap } };
}

/** @returns minor units, of an amount above 0 */
function read(text: string, currency: Currency): number | undefined {
  const money = parseMoney(text.trim(), currency);
  return money.ok && money.value.amount > 0 ? money.value.amount : undefined;
}
