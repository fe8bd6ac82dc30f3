/**
 * Step-up rules, pure: which payments one click is enough for, and which need the payer to prove himself
 * [LE77]. What was clicked since the last step-up, and where was paid, stand in the account's row [LE78]. What a
 * proof is, is not known here: verify-confirm.ts says whether there was one.
 */

import type { RegisterId } from "../../../../protocol/ids.ts";
import { STEP_UP_REGISTERS_MAX } from "../../../../protocol/limits.ts";
import type { StepUpReason } from "../../../../protocol/messages.ts";
import { addMinor, type Currency } from "../../../../protocol/money.ts";
import type { StepUpRule } from "../../../../protocol/operator.ts";
import type { Amounts } from "../ledger.ts";
import type { Payment, SettledPayment } from "./spending.ts";

export interface StepUps {
  readonly rules: Readonly<Partial<Record<Currency, StepUpRule>>>;
  /** minor units paid with one click since the last step-up, where there is a total */
  readonly clicked: Amounts;
  /** registers paid, the last one last, without what all their ids begin with; where a rule asks for it */
  readonly paid: readonly string[];
}

export const NO_STEP_UPS: StepUps = { rules: {}, clicked: {}, paid: [] };

export interface StepUpNeeded {
  readonly reason: StepUpReason;
  /** minor units that one click would still let through at this register */
  readonly left: number;
}

/** @returns why one click isn't enough for the payment, by the first rule that says so; undefined if it is */
export function stepUpNeeded(
  { rules, clicked, paid }: StepUps,
  { register, amount, currency }: Payment,
): StepUpNeeded | undefined {
  const { one_click = Infinity, one_click_total = Infinity, first_payment } = rules[currency] ?? {};
  const rest = Math.max(0, one_click_total - (clicked[currency] ?? 0));
  const isFirst = first_payment !== undefined && !paid.includes(shortOf(register));
  const left = isFirst ? 0 : Math.min(one_click, rest);
  if (amount > one_click) return { reason: "amount", left };
  if (amount > rest) return { reason: "cumulative", left };
  return isFirst ? { reason: "first_payment", left } : undefined;
}

/** After a payment that was made. @param proven with a step-up, which begins the count of clicks anew */
export function afterPayment(
  stepUps: StepUps,
  { register, amount, currency }: Payment,
  proven: boolean,
): StepUps {
  const before = stepUps.clicked[currency] ?? 0;
  const counts = stepUps.rules[currency]?.one_click_total !== undefined;
  const clicked = counts
    ? { ...stepUps.clicked, [currency]: proven ? 0 : addMinor(before, amount) }
    : stepUps.clicked;
  if (!asksForFirst(stepUps.rules)) return { ...stepUps, clicked };
  return { ...stepUps, clicked, paid: withRegister(stepUps.paid, register) };
}

/**
 * The rule of one currency, in the place of the one it had. Where was paid before it is known from the journal;
 * what was clicked before there was a total isn't counted.
 * @param settled what the account ever settled, oldest first
 */
export function withRule(
  { rules, clicked, paid }: StepUps,
  currency: Currency,
  rule: StepUpRule,
  settled: () => readonly SettledPayment[],
): StepUps {
  const changed = { ...rules, [currency]: rule };
  const { [currency]: before = 0, ...others } = clicked;
  const known = paid.length > 0 || !asksForFirst(changed) ? paid : registersOf(settled());
  return {
    rules: changed,
    clicked: rule.one_click_total === undefined ? others : { ...others, [currency]: before },
    paid: asksForFirst(changed) ? known : [],
  };
}

function asksForFirst(rules: StepUps["rules"]): boolean {
  return Object.values(rules).some((rule) => rule?.first_payment !== undefined);
}

function registersOf(settled: readonly SettledPayment[]): readonly string[] {
  return settled.reduce<readonly string[]>(
    (paid, { register }) => withRegister(paid, register),
    [],
  );
}

/** The register that was paid longest ago gives way: a payment there is a first one again, which only asks more. */
function withRegister(paid: readonly string[], register: RegisterId): readonly string[] {
  const short = shortOf(register);
  return [...paid.filter((one) => one !== short), short].slice(-STEP_UP_REGISTERS_MAX);
}

/** Kind and mode are the same in all of an account's registers. */
function shortOf(register: RegisterId): string {
  return register.slice("reg_test_".length);
}
