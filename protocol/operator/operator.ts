/**
 * The operator's messages with the carrier server: schema and type of the same name, parsed on both sides.
 * Only here does an account id stand in a message: the door is the carrier's own [ID5]. It travels in a
 * header and in bodies, never in an address, since addresses end up in logs.
 */

import * as v from "valibot";
import { StepUpRule } from "../account/step-up.ts";
import { listUpTo, textUpTo } from "../bounds.ts";
import { AccountId, RefundId, RegisterId, TradeId } from "../ids.ts";
import { Jurisdiction } from "../jurisdictions.ts";
import {
  BUDGETS_MAX,
  CREDIT_MAX,
  CURRENCIES_MAX,
  PAGE_ENTRIES_MAX,
  STATEMENT_ENTRIES_MAX,
  TOP_UP_MAX,
} from "../limits.ts";
import { AccountStatus, Balance, CreditView } from "../messages.ts";
import { Amount, Currency, MinorUnits } from "../money/money.ts";
import { PERIODS } from "../money/period.ts";
import { Attempt, Time } from "../signing/signed-objects.ts";

/** Whose account a request at the operator's door is about. */
export const ACCOUNT_HEADER = "Warifu-Account";

/** [LE11] */
export const Period = v.picklist(PERIODS);

/** POST /v1/account/top-ups: from the carrier's clearing account into this one. */
export const TopUp = v.strictObject({
  amount: v.pipe(Amount, v.maxValue(TOP_UP_MAX)),
  currency: Currency,
});
export type TopUp = v.InferOutput<typeof TopUp>;

/** POST /v1/account/withdrawals: back to the clearing account, so that an account can be emptied [LE72]. */
export const Withdraw = v.strictObject({ amount: Amount, currency: Currency });
export type Withdraw = v.InferOutput<typeof Withdraw>;

/** POST /v1/account/credit: the currency is postpaid up to this limit; without one, prepaid [LE70]. */
export const SetCredit = v.strictObject({
  currency: Currency,
  limit: v.exactOptional(v.pipe(MinorUnits, v.maxValue(CREDIT_MAX))),
});
export type SetCredit = v.InferOutput<typeof SetCredit>;

/** [LE75] When a payment would leave less than `below`, top up by `amount`, at most `month_max` a month; minor units. */
export const Instruction = v.strictObject({
  below: MinorUnits,
  amount: v.pipe(Amount, v.maxValue(TOP_UP_MAX)),
  month_max: MinorUnits,
});
export type Instruction = v.InferOutput<typeof Instruction>;

/** POST /v1/account/top-up-instruction: the currency's standing instruction; without one, none. */
export const SetInstruction = v.strictObject({
  currency: Currency,
  instruction: v.exactOptional(Instruction),
});
export type SetInstruction = v.InferOutput<typeof SetInstruction>;

/** POST /v1/account/step-up: the rule of one currency, in the place of the one it had. */
export const SetStepUp = v.strictObject({ currency: Currency, rule: StepUpRule });
export type SetStepUp = v.InferOutput<typeof SetStepUp>;

/** POST /v1/account/status. */
export const SetStatus = v.strictObject({ status: AccountStatus });
export type SetStatus = v.InferOutput<typeof SetStatus>;

const Budget = v.strictObject({ register: RegisterId, period: Period, amount: MinorUnits });

/** POST /v1/account/limits: all limits and budgets of one currency, in the place of those it had. Absent is unlimited. */
export const SetLimits = v.strictObject({
  currency: Currency,
  payment: v.exactOptional(MinorUnits),
  day: v.exactOptional(MinorUnits),
  week: v.exactOptional(MinorUnits),
  month: v.exactOptional(MinorUnits),
  budgets: v.pipe(
    v.array(Budget),
    v.maxLength(BUDGETS_MAX),
    v.check(
      (budgets) => new Set(budgets.map(({ register }) => register)).size === budgets.length,
      "a register has one budget",
    ),
  ),
});
export type SetLimits = v.InferOutput<typeof SetLimits>;

const once = <T extends { currency: Currency }>(list: readonly T[]) =>
  new Set(list.map(({ currency }) => currency)).size === list.length;

/** What an account is opened with: a currency is held from the start, with a balance of 0; those with credit are held too [LE73]. */
export const OpenAccount = v.strictObject({
  currencies: v.pipe(
    v.array(Currency),
    v.maxLength(CURRENCIES_MAX),
    v.check((list) => new Set(list).size === list.length, "a currency is named once"),
  ),
  credit: v.pipe(
    v.array(SetCredit),
    v.maxLength(CURRENCIES_MAX),
    v.check(once, "a currency has one limit"),
  ),
  limits: v.pipe(
    v.array(SetLimits),
    v.maxLength(CURRENCIES_MAX),
    v.check(once, "a currency's limits stand once"),
  ),
});
export type OpenAccount = v.InferOutput<typeof OpenAccount>;

/** POST /v1/accounts. The jurisdiction stands in the account's id and nowhere else [DE3]. */
export const AskAccount = v.strictObject({
  ...OpenAccount.entries,
  jurisdiction: v.exactOptional(Jurisdiction),
});

/** POST /v1/account/opening-code: another code, in the place of the one that was lost or has run out. */
export const IssueCode = v.strictObject({ code: v.literal("new") });
export type IssueCode = v.InferOutput<typeof IssueCode>;

/** POST /v1/account/terminal-revocations: every terminal of the account, as when its holder lost them all [TE16]. */
export const RevokeTerminals = v.strictObject({ terminals: v.literal("all") });
export type RevokeTerminals = v.InferOutput<typeof RevokeTerminals>;

/** What a currency's limits are, and what of each period is spent; minor units. */
export const LimitsView = v.object({
  currency: Currency,
  payment: v.exactOptional(MinorUnits),
  day: v.exactOptional(MinorUnits),
  week: v.exactOptional(MinorUnits),
  month: v.exactOptional(MinorUnits),
  spent: v.object({ day: MinorUnits, week: MinorUnits, month: MinorUnits }),
  budgets: listUpTo(BUDGETS_MAX, v.object({ ...Budget.entries, spent: MinorUnits })),
});
export type LimitsView = v.InferOutput<typeof LimitsView>;

/** GET /v1/account, and the answer to each of the operator's acts on it. */
export const OperatorAccount = v.object({
  id: AccountId,
  status: AccountStatus,
  balances: listUpTo(CURRENCIES_MAX, Balance),
  /** what is held beside the balances, for trades that can still be captured */
  held: v.exactOptional(listUpTo(CURRENCIES_MAX, Balance)),
  limits: listUpTo(CURRENCIES_MAX, LimitsView),
  /** of the postpaid currencies */
  credit: v.exactOptional(listUpTo(CURRENCIES_MAX, CreditView)),
  /** standing instructions, and what came in by them this month */
  top_ups: v.exactOptional(
    listUpTo(
      CURRENCIES_MAX,
      v.object({ currency: Currency, ...Instruction.entries, this_month: MinorUnits }),
    ),
  ),
  /** step-up rules, and what was paid with one click since the last step-up */
  step_ups: v.exactOptional(
    listUpTo(
      CURRENCIES_MAX,
      v.object({ currency: Currency, ...StepUpRule.entries, clicked: MinorUnits }),
    ),
  ),
  /** of an account that the operator opened: its code's time, and when its first terminal used it */
  opening: v.exactOptional(v.object({ issued_at: Time, used_at: v.exactOptional(Time) })),
  opened_at: Time,
});
export type OperatorAccount = v.InferOutput<typeof OperatorAccount>;

const Change = v.pipe(v.number(), v.safeInteger());

/** One transfer as it changed one account; minor units, negative out of it. */
export const AccountEntry = v.object({
  id: textUpTo(200),
  kind: v.picklist([
    "opening",
    "top_up",
    "withdrawal",
    "settlement",
    "authorization",
    "capture",
    "void",
    "expiry",
    "refund",
    "sweep",
    "payout",
    "payout_returned",
  ]),
  at: Time,
  currency: Currency,
  change: Change,
  /** what it changed in what is held of the account, where it did */
  held: v.exactOptional(Change),
  trade: v.exactOptional(TradeId),
  attempt: v.exactOptional(Attempt),
  register: v.exactOptional(RegisterId),
});
export type AccountEntry = v.InferOutput<typeof AccountEntry>;

/** GET /v1/account/transfers?limit=…&cursor=…: oldest first; `next` is absent on the last page. */
export const AccountEntries = v.object({
  entries: listUpTo(PAGE_ENTRIES_MAX, AccountEntry),
  next: v.exactOptional(textUpTo(60)),
});
export type AccountEntries = v.InferOutput<typeof AccountEntries>;

/** GET /v1/account/statements/2026-11: opening + entries = closing, per currency [LE18]. */
export const Statement = v.object({
  account: AccountId,
  /** of the UTC calendar */
  month: textUpTo(7),
  currencies: listUpTo(
    CURRENCIES_MAX,
    v.object({
      currency: Currency,
      opening: Change,
      entries: listUpTo(
        STATEMENT_ENTRIES_MAX,
        v.object({ ...AccountEntry.entries, balance: Change }),
      ),
      closing: Change,
      /** of a postpaid currency: what is owed at the end of the month */
      due: v.exactOptional(MinorUnits),
    }),
  ),
});
export type Statement = v.InferOutput<typeof Statement>;

/** POST /v1/account/suspense, of the account that a refund was for: out by hand, or into another account [LE33]. */
export const ResolveSuspense = v.strictObject({
  trade: TradeId,
  refund: RefundId,
  into: v.exactOptional(AccountId),
});
export type ResolveSuspense = v.InferOutput<typeof ResolveSuspense>;

/** A refund that came when its account was closed. */
export const SuspenseEntry = v.object({
  refund: RefundId,
  trade: TradeId,
  /** whose it is */
  account: AccountId,
  amount: Amount,
  currency: Currency,
  since: Time,
});
export type SuspenseEntry = v.InferOutput<typeof SuspenseEntry>;

/** GET /v1/branches/0/suspense?limit=…: what is still there, oldest first; `more`: there is more than this. */
export const SuspenseList = v.object({
  entries: listUpTo(PAGE_ENTRIES_MAX, SuspenseEntry),
  more: v.boolean(),
});
export type SuspenseList = v.InferOutput<typeof SuspenseList>;
