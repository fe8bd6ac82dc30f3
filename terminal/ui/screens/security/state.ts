/** Security: passkeys, PIN, and for which payments one click is enough; what is under way of a change. */

import type { OneClickView } from "../../../../protocol/account/account-change.ts";
import type { StepUpRule } from "../../../../protocol/account/step-up.ts";
import type { Currency } from "../../../../protocol/money/money.ts";
import { decimalText, parseMoney } from "../../../../protocol/money/money-text.ts";
import { type Enrolled, NO_SECURITY } from "../../../wallet/terminal-profile.ts";

export interface SecurityState {
  readonly status: "security";
  readonly account: string;
  readonly passkeys: readonly {
    readonly id: string;
    readonly name: string;
    readonly addedAt: number;
  }[];
  readonly pin: "none" | "set" | "locked";
  /** the carrier takes PINs */
  readonly pinPossible: boolean;
  /** one per currency of the account */
  readonly rules: readonly OneClickView[];
  readonly busy: boolean;
  readonly failed?: "clock" | "full" | "noAnswer" | "passkey" | "nothingToProveWith" | "other";
}

export function securityState({ account, task }: Enrolled): SecurityState {
  const { passkeys, pin, one_click } = account.security ?? NO_SECURITY;
  const rules = account.balances.map(
    ({ currency }) => one_click.find((one) => one.currency === currency) ?? { currency },
  );
  return {
    status: "security",
    account: account.label,
    passkeys: passkeys.map(({ id, name, added_at }) => ({ id, name, addedAt: added_at })),
    pin: pin.state,
    pinPossible: account.pin_key !== undefined,
    rules,
    busy: task?.state === "sending",
    ...(task?.state === "failed" ? { failed: failedOf(task.code) } : {}),
  };
}

function failedOf(code: string): NonNullable<SecurityState["failed"]> {
  switch (code) {
    case "stale_request":
      return "clock";
    case "too_many_passkeys":
      return "full";
    case "passkey_refused":
      return "passkey";
    case "step_up_required":
      return "nothingToProveWith";
    case "no_answer":
    case "carrier_unavailable":
    case "storage_unavailable":
      return "noAnswer";
    default:
      return "other";
  }
}

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
