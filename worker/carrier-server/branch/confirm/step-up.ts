/**
 * Step-up rules, pure: which payments one click is enough for, and which need the payer to prove himself
 * [LE77]. The operator's and the payer's own rule hold together [SU20]. What was clicked since the last step-up,
 * and where was paid, stand in the account's row [LE78]. What a proof is, is not known here.
 */

import type { OneClickView } from "../../../../protocol/account/account-change.ts";
import type { StepUpRule } from "../../../../protocol/account/step-up.ts";
import type { StepUpReason } from "../../../../protocol/account/step-up-problems.ts";
import type { RegisterId } from "../../../../protocol/ids.ts";
import { STEP_UP_REGISTERS_MAX } from "../../../../protocol/limits.ts";
import { addMinor, type Currency } from "../../../../protocol/money/money.ts";
import type { Amounts } from "../ledger.ts";
import type { Payment, SettledPayment } from "./spending.ts";

type Rules = Readonly<Partial<Record<Currency, StepUpRule>>>;

export interface StepUps {
  /** the operator's */
  readonly rules: Rules;
  /** the payer's own; absent: he never set one */
  readonly own?: Rules;
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
  stepUps: StepUps,
  { register, amount, currency }: Payment,
): StepUpNeeded | undefined {
  const { clicked, paid } = stepUps;
  const {
    one_click = Infinity,
    one_click_total = Infinity,
    first_payment,
  } = ruleOf(stepUps, currency);
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
  const counts = ruleOf(stepUps, currency).one_click_total !== undefined;
  const after = counts
    ? {
        ...stepUps,
        clicked: { ...stepUps.clicked, [currency]: proven ? 0 : addMinor(before, amount) },
      }
    : stepUps;
  return asksForFirst(stepUps) ? { ...after, paid: withRegister(stepUps.paid, register) } : after;
}

/** Both rules of a currency as one: whichever asks for more. */
function ruleOf({ rules, own }: StepUps, currency: Currency): StepUpRule {
  const [carrier = {}, payer = {}] = [rules[currency], own?.[currency]];
  const least = (a = Infinity, b = Infinity) => Math.min(a, b);
  const one_click = least(carrier.one_click, payer.one_click);
  const one_click_total = least(carrier.one_click_total, payer.one_click_total);
  const first = carrier.first_payment ?? payer.first_payment;
  return {
    ...(one_click === Infinity ? {} : { one_click }),
    ...(one_click_total === Infinity ? {} : { one_click_total }),
    ...(first ? { first_payment: first } : {}),
  };
}

/** [SU21] Whether the one rule lets anything through by one click that the other doesn't. */
export function isLooser(rule: StepUpRule, than: StepUpRule): boolean {
  const { one_click = Infinity, one_click_total = Infinity, first_payment } = rule;
  return (
    one_click > (than.one_click ?? Infinity) ||
    one_click_total > (than.one_click_total ?? Infinity) ||
    (than.first_payment !== undefined && first_payment === undefined)
  );
}

/**
 * The rule of one currency, in the place of the one that its author had there. Where was paid before it is known
 * from the journal; what was clicked before there was a total isn't counted.
 * @param settled what the account ever settled, oldest first
 */
export function withRule(
  before: StepUps,
  { currency, rule, by }: { currency: Currency; rule: StepUpRule; by: "operator" | "payer" },
  settled: () => readonly SettledPayment[],
): StepUps {
  const { clicked, paid } = before;
  const changed: StepUps =
    by === "operator"
      ? { ...before, rules: { ...before.rules, [currency]: rule } }
      : { ...before, own: { ...before.own, [currency]: rule } };
  const { [currency]: counted = 0, ...others } = clicked;
  const counts = ruleOf(changed, currency).one_click_total !== undefined;
  const asks = asksForFirst(changed);
  const known = paid.length > 0 || !asks ? paid : registersOf(settled());
  return {
    ...changed,
    clicked: counts ? { ...others, [currency]: counted } : others,
    paid: asks ? known : [],
  };
}

/** What the payer is shown of both; a rule that asks for nothing is none. */
export function oneClickView({ rules, own = {} }: StepUps): OneClickView[] {
  const named = [...new Set([...Object.keys(rules), ...Object.keys(own)])].sort() as Currency[];
  const shown = (rule: StepUpRule | undefined) => rule && Object.keys(rule).length > 0;
  return named.flatMap((currency): OneClickView[] => {
    const [carrier, payer] = [rules[currency], own[currency]];
    if (!shown(carrier) && !shown(payer)) return [];
    return [
      { currency, ...(shown(payer) ? { own: payer } : {}), ...(shown(carrier) ? { carrier } : {}) },
    ] as OneClickView[];
  });
}

function asksForFirst({ rules, own = {} }: StepUps): boolean {
  return [...Object.values(rules), ...Object.values(own)].some(
    (rule) => rule?.first_payment !== undefined,
  );
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
