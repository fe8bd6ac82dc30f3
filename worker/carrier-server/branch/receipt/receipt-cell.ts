/**
 * A receipt as its row keeps it: what the row doesn't say by itself, and the number of the certificate of the key
 * that signed it. Read back it is what was signed, byte for byte [LE5], [LE25]; one that wouldn't be is kept
 * whole, as all were in rows of older code. Pure.
 *
 * The cell is `[certificate, signature, offer]`, and for a hold or a disclosure an object after them. What is
 * stored stays for ever: whoever gives receipts another form gives them another cell beside this one.
 */

import type { RegisterId, TradeId } from "../../../../protocol/ids.ts";
import type { Currency } from "../../../../protocol/money/money.ts";
import type { RefusedOutcomeCode } from "../../../../protocol/problem.ts";
import type { Hash, SignatureText } from "../../../../protocol/signing/signature.ts";
import type { Receipt, SignedReceipt } from "../../../../protocol/signing/signed-objects.ts";
import type { Certificates } from "./certificates.ts";

/** What the columns beside the cell say of the receipt. */
export interface ReceiptFacts {
  readonly trade: TradeId;
  readonly attempt: number;
  readonly register: RegisterId;
  /** minor units */
  readonly amount: number;
  readonly currency: Currency;
  readonly outcome: Receipt["outcome"];
  /** of a refusal */
  readonly code?: RefusedOutcomeCode;
  /** of a capture or a refund: which one */
  readonly order?: string;
  /** ms since the epoch */
  readonly time: number;
}

type Rest = Pick<Receipt, "hold_until" | "disclosure">;
type ReceiptCell = readonly [
  certificate: number,
  signature: SignatureText,
  offer: Hash,
  rest?: Rest,
];

export function cellOfReceipt(
  receipt: SignedReceipt,
  facts: ReceiptFacts,
  certificates: Certificates,
): string {
  const whole = JSON.stringify(receipt);
  const number = certificates.numberOf(receipt.certificate);
  if (number === undefined) return whole;
  const { signature } = receipt;
  const { offer, hold_until, disclosure } = receipt.payload;
  const rest: Rest = {
    ...(hold_until === undefined ? {} : { hold_until }),
    ...(disclosure === undefined ? {} : { disclosure }),
  };
  const isPlain = Object.keys(rest).length === 0;
  const cell: ReceiptCell = isPlain ? [number, signature, offer] : [number, signature, offer, rest];
  const read = JSON.stringify(receiptIn(cell, facts, certificates));
  return read === whole ? JSON.stringify(cell) : whole;
}

export function receiptOf(
  text: string,
  facts: ReceiptFacts,
  certificates: Certificates,
): SignedReceipt {
  const stored: ReceiptCell | SignedReceipt = JSON.parse(text);
  return isWhole(stored) ? stored : receiptIn(stored, facts, certificates);
}

function isWhole(stored: ReceiptCell | SignedReceipt): stored is SignedReceipt {
  return !Array.isArray(stored);
}

/** The order of the members is that of the receipts that were signed. */
function receiptIn(
  [number, signature, offer, rest = {}]: ReceiptCell,
  { trade, attempt, register, amount, currency, outcome, code, order, time }: ReceiptFacts,
  certificates: Certificates,
): SignedReceipt {
  const certificate = certificates.at(number);
  const { iss, mode, kid } = certificate.payload;
  const payload: Receipt = {
    ...{ typ: "warifu/receipt/1", iss, aud: register, mode, kid },
    ...{ trade, attempt, register, amount, currency, outcome },
    ...(code === undefined ? {} : { code }),
    ...(order === undefined ? {} : { order: order as NonNullable<Receipt["order"]> }),
    ...(rest.hold_until === undefined ? {} : { hold_until: rest.hold_until }),
    ...(rest.disclosure === undefined ? {} : { disclosure: rest.disclosure }),
    ...{ offer, time },
  };
  return { payload, signature, certificate };
}
