/** Checks a receipt in a window, under the root key that this build is pinned to. Needs no connection. */

import { realmOf } from "../../protocol/signing/signature.ts";
import { checkReceipt, type ReceiptCheck } from "../../terminal/wallet/history/receipt-check.ts";
import type { Settled } from "../../terminal/wallet/trade-record.ts";
import { MODE, ROOT_KEY } from "../pins.ts";

export async function checkPinned(record: Settled): Promise<ReceiptCheck> {
  const trust = { rootKey: ROOT_KEY, realm: await realmOf(ROOT_KEY), mode: MODE };
  return checkReceipt(record, trust);
}
