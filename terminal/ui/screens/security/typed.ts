/** What is typed under Security: a rule's amounts, and a PIN. Apart from the screen's state, which comes with every window. */

import type { OneClickView } from "../../../../protocol/account/account-change.ts";
import type { StepUpRule } from "../../../../protocol/account/step-up.ts";
import type { Currency } from "../../../../protocol/money/money.ts";
import { decimalText, parseMoney } from "../../../../protocol/money/money-text.ts";

/** The rule's fields as they stand in a form; empty asks for nothing. */
export interface RuleForm {
  readonly payment: string;
  readonly total: string;
  readonly first: boolean;
}

export function formOf({ currency, own = {} }: OneClickView): RuleForm {
  const text = (amount: number | undefined) =>
    amount === undefined ? "" : decimalText({ amount, currency });
  const { one_click, one_click_total, first_payment } = own;
  return {
    payment: text(one_click),
    total: text(one_click_total),
    first: first_payment !== undefined,
  };
}

/** @returns undefined for an amount that isn't one */
export function ruleOf(
  { payment, total, first }: RuleForm,
  currency: Currency,
): StepUpRule | undefined {
  const read = (text: string) => {
    if (text.trim() === "") return {};
    const money = parseMoney(text.trim(), currency);
    return money.ok && money.value.amount >= 0 ? { amount: money.value.amount } : undefined;
  };
  const [one, all] = [read(payment), read(total)];
  if (!one || !all) return undefined;
  return {
    ...(one.amount === undefined ? {} : { one_click: one.amount }),
    ...(all.amount === undefined ? {} : { one_click_total: all.amount }),
    ...(first ? { first_payment: "step_up" as const } : {}),
  };
}

/** PINs that are guessed first: one digit, or digits in a row. */
export function isEasyPin(pin: string): boolean {
  const steps = new Set([...pin.slice(1)].map((digit, at) => Number(digit) - Number(pin[at])));
  return steps.size === 1 && [0, 1, -1].includes([...steps][0] ?? 0);
}
