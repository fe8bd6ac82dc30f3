/**
 * What paying shops out needs of the world: shops that say where their money goes, their desk at the synchronous server,
 * and the operator's counter at the carrier. Provided by both worlds, as ports.ts has it for trades.
 */

import type { PayoutId } from "../../protocol/ids.ts";
import type { FeeSchedule } from "../../protocol/money/fees.ts";
import type { Currency } from "../../protocol/money/money.ts";
import type { PayoutFile } from "../../protocol/operator/payout-files.ts";
import type { Refusal } from "../../protocol/problem.ts";
import type { SignedPayoutAccount } from "../../protocol/register/payout-account.ts";
import type { PayoutEntries, PayoutSchedule, PayoutView } from "../../protocol/register/payouts.ts";
import type { Result } from "../../protocol/result.ts";
import type { EntriesPage } from "../../worker/synchronous-server/register/payout-contents.ts";
import type { ScriptShop, Stage } from "./ports.ts";

export interface PayoutStage extends Stage {
  readonly trace: { event(line: string): void };
}

export interface PaidShop extends ScriptShop {
  readonly name: string;
  /** Another one each time, with a greater number than the last one's. */
  payoutAccount(): Promise<SignedPayoutAccount>;
}

/** A refusal, or an error that says nothing of what happened. */
type Answer<T> = Promise<Result<T, Refusal>>;

/** @template S a shop of the world that the desk is in */
export interface PayoutDesk<S> {
  setAccount(shop: S, account: SignedPayoutAccount): Answer<unknown>;
  request(shop: S, currency: Currency, idempotencyKey: string): Answer<{ view: PayoutView }>;
  read(shop: S, id: PayoutId): Answer<PayoutView>;
  entries(shop: S, id: PayoutId, page: EntriesPage): Answer<PayoutEntries>;
  setSchedule(shop: S, schedule: PayoutSchedule, key: string): Answer<PayoutSchedule>;
}

export interface BankCounter<S> {
  /** Stored, and brought to the register and its tills. */
  setFees(shop: S, schedule: FeeSchedule, idempotencyKey: string): Answer<unknown>;
  makeFile(currency: Currency, idempotencyKey: string): Answer<{ readonly file: PayoutFile }>;
  markSent(file: string, idempotencyKey: string): Answer<{ readonly file: PayoutFile }>;
}
