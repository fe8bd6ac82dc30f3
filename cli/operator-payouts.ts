/** The words of `npm run operator` about payouts: what waits, files for the bank, and that one was sent. Sends nothing. */

import * as v from "valibot";
import { PayoutId } from "../protocol/ids.ts";
import {
  PayoutFile,
  PayoutFileId,
  PayoutsOverview,
  ReturnedPayout,
  ReturnReason,
} from "../protocol/operator/payout-files.ts";
import type { OperatorRequest } from "./operator-acts.ts";
import { currencyNamed } from "./operator-words.ts";

/** `payouts`, `payouts file CURRENCY`, `payouts get FILE [--csv]`, `payouts sent FILE`, `payouts returned PAYOUT REASON` */
export function payoutsRequest(
  [act, word, reason]: readonly string[],
  { csv }: { readonly csv?: boolean | undefined },
): OperatorRequest {
  const path = "/v1/payouts";
  if (act === undefined) return { path, schema: PayoutsOverview };
  if (act === "file")
    return { path: `${path}/files`, body: { currency: currencyNamed(word) }, schema: PayoutFile };
  if (act === "returned") return returnRequest(word, reason);
  const file = `${path}/files/${fileNamed(word)}`;
  if (act === "get") return { path: `${file}?format=${csv ? "csv" : "pain.001"}` };
  if (act === "sent") return { path: `${file}/sent`, body: {}, schema: PayoutFile };
  throw new Error(`not about payouts: ${act}; file, get, sent or returned`);
}

function fileNamed(text: string | undefined): string {
  const file = v.safeParse(PayoutFileId, text);
  if (file.success) return file.output;
  throw new Error(text === undefined ? "the file is missing" : `not a payout file: ${text}`);
}

/** The payout's id is the payment's end-to-end id in the bank's answer, and the reason its status reason. */
function returnRequest(word: string | undefined, code: string | undefined): OperatorRequest {
  const payout = v.safeParse(PayoutId, word);
  if (!payout.success) throw new Error(`not a payout: ${word ?? ""}`);
  const reason = v.safeParse(ReturnReason, code);
  if (!reason.success) throw new Error("the bank's reason is missing: four characters, as AC04");
  const path = `/v1/payouts/${payout.output}/return`;
  return { path, body: { reason: reason.output }, schema: ReturnedPayout };
}
