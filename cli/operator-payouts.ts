/** The words of `npm run operator` about payouts: what waits, files for the bank, and that one was sent. Sends nothing. */

import * as v from "valibot";
import { PayoutFile, PayoutFileId, PayoutsOverview } from "../protocol/payout-files.ts";
import type { OperatorRequest } from "./operator-acts.ts";
import { currencyNamed } from "./operator-words.ts";

/** `payouts`, `payouts file CURRENCY`, `payouts get FILE [--csv]`, `payouts sent FILE` */
export function payoutsRequest(
  [act, word]: readonly string[],
  { csv }: { readonly csv?: boolean | undefined },
): OperatorRequest {
  const path = "/v1/payouts";
  if (act === undefined) return { path, schema: PayoutsOverview };
  if (act === "file")
    return { path: `${path}/files`, body: { currency: currencyNamed(word) }, schema: PayoutFile };
  const file = `${path}/files/${fileNamed(word)}`;
  if (act === "get") return { path: `${file}?format=${csv ? "csv" : "pain.001"}` };
  if (act === "sent") return { path: `${file}/sent`, body: {}, schema: PayoutFile };
  throw new Error(`not about payouts: ${act}; file, get or sent`);
}

function fileNamed(text: string | undefined): string {
  const file = v.safeParse(PayoutFileId, text);
  if (file.success) return file.output;
  throw new Error(text === undefined ? "the file is missing" : `not a payout file: ${text}`);
}
