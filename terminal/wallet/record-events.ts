/** What may happen to a record: see record-transitions.ts. */

import type { GivenFields } from "../../protocol/disclosure/fields.ts";
import type { TradeId } from "../../protocol/ids.ts";
import type { Left } from "../../protocol/messages.ts";
import type { ProblemCode } from "../../protocol/problem.ts";
import type { SignedReceipt } from "../../protocol/signing/signed-objects.ts";
import type { Offer } from "../../protocol/trade/offer.ts";
import type { Asked } from "./asked.ts";
import type { Giving } from "./privacy/given.ts";
import type { Elsewhere, UnusableCode } from "./trade-record.ts";

/** `at` is ms since the epoch, in every event. */
export type RecordEvent =
  /** the page handed over its trade */
  | {
      readonly type: "trade";
      readonly trade: TradeId;
      readonly origin: string;
      readonly at: number;
    }
  /** the offer was read and holds */
  | { readonly type: "offer"; readonly offer: Offer; readonly lastAttempt: number }
  | { readonly type: "unusable"; readonly code: UnusableCode; readonly at: number }
  /** the trade has ended, or is another's, without our money */
  | {
      readonly type: "over";
      readonly code: ProblemCode;
      readonly left?: Left;
      readonly at: number;
    }
  | { readonly type: "expired"; readonly at: number }
  /** the shopper pressed Pay, having chosen this to give; or a budget of his pays */
  | {
      readonly type: "pay";
      readonly at: number;
      readonly chosen?: GivenFields;
      readonly automatic?: true;
      readonly countAt?: number;
    }
  /** the press is too old to be an order */
  | { readonly type: "lapse" }
  /** the confirmation is signed and about to be sent */
  | {
      readonly type: "signed";
      readonly attempt: number;
      readonly body: string;
      readonly ticket: string;
      readonly giving?: Giving;
      readonly at: number;
    }
  /** the carrier decided nothing, and asks for a proof */
  | { readonly type: "asked"; readonly asked: Asked }
  /** `body`: the confirmation with the proof beside it; without one, as it was */
  | { readonly type: "proven"; readonly body: string; readonly at: number }
  | { readonly type: "settled"; readonly receipt: SignedReceipt; readonly at: number }
  | {
      readonly type: "refused";
      readonly code: ProblemCode;
      readonly receipt?: SignedReceipt;
      readonly left?: Left;
      readonly at: number;
    }
  /** nothing came back, or nothing was decided */
  | { readonly type: "silence"; readonly at: number }
  | { readonly type: "decline"; readonly at: number }
  | { readonly type: "declined" }
  /** another terminal of the account paid it, and the receipt was checked [AS7] */
  | {
      readonly type: "paid-elsewhere";
      readonly by: NonNullable<Elsewhere["by"]>;
      readonly receipt: SignedReceipt;
      readonly at: number;
    }
  /** in another terminal he said no [AS8] */
  | {
      readonly type: "declined-elsewhere";
      readonly by: NonNullable<Elsewhere["by"]>;
      readonly at: number;
    }
  /** the shopper wants another attempt */
  | { readonly type: "again"; readonly at: number };

export type RecordEventType = RecordEvent["type"];
