/** The shopper is to prove himself: for a payment, or for a change of his account. Why, by what, and what didn't count. */

import type { Left } from "../../../../protocol/messages.ts";
import type { Currency } from "../../../../protocol/money/money.ts";
import type { AccountTask } from "../../../wallet/account-task.ts";
import { ACCOUNT_TASK } from "../../../wallet/account-task.ts";
import type { Asked } from "../../../wallet/asked.ts";
import type { Proving } from "../../../wallet/trade-record.ts";

export interface ProveState {
  readonly status: "prove";
  /** a record, or the account's change */
  readonly record: string;
  readonly payment?: {
    readonly name: string;
    readonly amount: number;
    readonly currency: Currency;
  };
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
  const { terms, certificate } = record.offer;
  const { amount, currency } = terms.payload;
  const payment = { name: certificate.payload.name, amount, currency };
  return { ...proveState(record.id, record.asked, now), payment };
}

export function provingChange(
  { asked }: Extract<AccountTask, { state: "proving" }>,
  now: number,
): ProveState {
  return proveState(ACCOUNT_TASK, asked, now);
}

function proveState(record: string, asked: Asked, now: number): ProveState {
  const { reason, left, methods, unproven } = asked;
  const nextAt = methods.pin.next_at;
  const waiting = methods.pin.state === "set" && nextAt !== undefined && now < nextAt;
  return {
    ...{ status: "prove", record, reason, passkey: methods.passkeys.length > 0 },
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
