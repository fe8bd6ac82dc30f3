/**
 * The one error of the SDK: a `code` out of a closed set to act on, and the `cause` to look into. Never
 * holds a key, a body or a shopper's data, so it may be logged whole.
 */

import type { InclusionRefusal } from "../../protocol/count/receipt-root.ts";
import type { AccessRefusal } from "../../protocol/price-list/access.ts";
import type { ProblemCode } from "../../protocol/problem.ts";
import type { ReceiptRefusal } from "../../protocol/trade/receipt.ts";

/** What only this side can find. The others are the server's problem codes and the receipt's refusals. */
export type LocalErrorCode =
  /** WARIFU_KEY is missing or isn't one */
  | "key_malformed"
  /** this runtime has no WebCrypto at globalThis.crypto */
  | "webcrypto_missing"
  /** every try was lost: it may have been done, so ask again with the same idempotency key */
  | "no_answer"
  /** the answer isn't one of Warifu's: something else answers at that address */
  | "answer_malformed"
  /** the server refuses with a code that is newer than this SDK: the message names it */
  | "problem_unknown"
  /** the answer is about another register, trade or amount than was asked */
  | "answer_mismatch"
  /** the caller's AbortSignal ended the call; as with no_answer, it may have been done */
  | "aborted"
  /** what was handed over as a receipt isn't one */
  | "receipt_malformed"
  /** what stands in the trade for a disclosure isn't one */
  | "disclosure_malformed"
  /** no key of this WARIFU_KEY opens it */
  | "disclosure_unreadable"
  /** there are no words of the payer that this WARIFU_KEY opens, so there is nobody to write to */
  | "dispute_unanswerable"
  /** the secret or public key to verify webhooks by isn't one */
  | "webhook_key_malformed"
  /** something read the webhook's body before it was verified: hand over the request as it came */
  | "webhook_body_read"
  /** the same of what the page sent */
  | "body_read"
  /** it isn't a webhook of ours, or isn't of now, or isn't signed by this key: answer 401 and do nothing */
  | "webhook_malformed"
  | "webhook_stale"
  | "webhook_forged"
  /** what was handed over as a day's root, or as a proof under it, isn't one */
  | "inclusion_malformed";

export type WarifuErrorCode =
  | ProblemCode
  | `receipt_${ReceiptRefusal}`
  | `inclusion_${InclusionRefusal}`
  | AccessRefusal
  | LocalErrorCode;

export interface WarifuErrorMore {
  /** what was thrown below, or the problem (RFC 9457) as the server said it */
  readonly cause?: unknown;
  /** HTTP status of the answer, if there was one */
  readonly status?: number;
  /** what to quote when asking the operator */
  readonly requestId?: string;
  /** the field that is wrong */
  readonly param?: string;
  /** a page that says why, and what to do */
  readonly docUrl?: string;
  /** the same call may be made again, with the same idempotency key */
  readonly retryable?: boolean;
  /** the key this call was made under: pass it again to finish the same call */
  readonly idempotencyKey?: string;
}

export class WarifuError extends Error {
  override readonly name = "WarifuError";
  readonly code: WarifuErrorCode;
  readonly status: number | undefined;
  readonly requestId: string | undefined;
  readonly param: string | undefined;
  readonly docUrl: string | undefined;
  readonly retryable: boolean;
  readonly idempotencyKey: string | undefined;

  constructor(code: WarifuErrorCode, message: string, more: WarifuErrorMore = {}) {
    super(`${code}: ${message}`, more.cause === undefined ? undefined : { cause: more.cause });
    this.code = code;
    this.status = more.status;
    this.requestId = more.requestId;
    this.param = more.param;
    this.docUrl = more.docUrl;
    this.retryable = more.retryable ?? false;
    this.idempotencyKey = more.idempotencyKey;
  }
}
