/** The shopper is to prove himself: for a payment, or for a change of his account. Why, by what, and what didn't count. */

import type { Change } from "../../../../protocol/account/account-change.ts";
import type { BudgetTerms } from "../../../../protocol/account/budget.ts";
import type { TerminalChange } from "../../../../protocol/account/terminal-changes.ts";
import type { AccountView, Left } from "../../../../protocol/messages.ts";
import type { Currency } from "../../../../protocol/money/money.ts";
import type { AccountTask } from "../../../wallet/account-task.ts";
import { ACCOUNT_TASK, TERMINALS_TASK } from "../../../wallet/account-task.ts";
import type { Asked } from "../../../wallet/asked.ts";
import type { PaidShops } from "../../../wallet/paid-shops.ts";
import type { TerminalsWork } from "../../../wallet/terminal-profile.ts";
import type { Proving } from "../../../wallet/trade-record.ts";
import { type Shop, shopOf } from "../shop.ts";

/** What is proven for: it stands on the screen as what is signed. */
export type ProveSubject =
  | {
      readonly kind: "payment";
      readonly shop: Shop;
      readonly amount: number;
      readonly currency: Currency;
    }
  | {
      readonly kind: "change";
      readonly change: ProvenChange;
      /** of the terminal, the passkey or the shop that it is about */
      readonly name?: string;
      /** what is allowed */
      readonly budget?: Pick<BudgetTerms, "period" | "amount" | "cap" | "currency">;
    };
export type ProvenChange = Change["kind"] | "approve" | "revoke" | "recovery";

export interface ProveState {
  readonly status: "prove";
  /** a record, the account's change, or that of its terminals */
  readonly record: string;
  readonly subject: ProveSubject;
  readonly reason: Asked["reason"];
  /** what one click would have been enough for, minor units */
  readonly left?: Left;
  readonly passkey: boolean;
  readonly pin: "none" | "ready" | "waiting" | "locked";
  /** while `waiting`: until when, ms since the epoch */
  readonly nextAt?: number;
  /** why the last proof didn't count */
  readonly unproven?: { readonly kind: "pin" | "passkey" | "other"; readonly triesLeft?: number };
}

export function provingTrade(record: Proving, now: number): ProveState {
  const { amount, currency } = record.offer.terms.payload;
  const subject = { kind: "payment", shop: shopOf(record), amount, currency } as const;
  return proveState(record.id, subject, record.asked, now);
}

/** @param shops by the register's id: who is to be allowed something */
export function provingChange(
  { asked, kind: change, change: signed }: Extract<AccountTask, { state: "proving" }>,
  shops: PaidShops,
  now: number,
): ProveState {
  const { change: what } = signed.payload;
  const name = what.kind === "allow_budget" ? shops[what.budget.register]?.name : undefined;
  const subject = {
    ...{ kind: "change" as const, change },
    ...(name === undefined ? {} : { name }),
    ...(what.kind === "allow_budget" ? { budget: what.budget } : {}),
  };
  return proveState(ACCOUNT_TASK, subject, asked, now);
}

export function provingTerminals(
  { signed, asked }: NonNullable<TerminalsWork["proving"]>,
  account: AccountView,
  now: number,
): ProveState {
  return proveState(TERMINALS_TASK, terminalsSubject(signed.payload, account), asked, now);
}

function terminalsSubject(change: TerminalChange, { terminals = [] }: AccountView): ProveSubject {
  switch (change.typ) {
    case "warifu/terminal-approval/1":
      return { kind: "change", change: "approve", name: change.name };
    case "warifu/recovery-key/1":
      return { kind: "change", change: "recovery" };
    default: {
      const gone = "terminals" in change ? change.terminals : [change.terminal];
      const name = terminals.find(({ key }) => gone.includes(key))?.name;
      return { kind: "change", change: "revoke", ...(name === undefined ? {} : { name }) };
    }
  }
}

function proveState(record: string, subject: ProveSubject, asked: Asked, now: number): ProveState {
  const { reason, left, methods, unproven } = asked;
  const nextAt = methods.pin.next_at;
  const waiting = methods.pin.state === "set" && nextAt !== undefined && now < nextAt;
  return {
    ...{ status: "prove", record, subject, reason, passkey: methods.passkeys.length > 0 },
    pin: waiting ? "waiting" : methods.pin.state === "set" ? "ready" : methods.pin.state,
    ...(left ? { left } : {}),
    ...(waiting ? { nextAt } : {}),
    ...(unproven ? { unproven: unprovenOf(unproven) } : {}),
  };
}

function unprovenOf({
  code,
  triesLeft,
}: NonNullable<Asked["unproven"]>): NonNullable<ProveState["unproven"]> {
  if (code === "wrong_pin")
    return { kind: "pin", ...(triesLeft === undefined ? {} : { triesLeft }) };
  return { kind: code === "passkey_refused" ? "passkey" : "other" };
}
