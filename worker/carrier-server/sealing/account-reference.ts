/**
 * The sealed account reference: how the synchronous server holds an account without knowing it. Only the
 * carrier makes and opens it; it is fresh each time, so that two credentials can't be linked by it [ID5].
 */

import * as v from "valibot";
import { AccountId } from "../../../protocol/ids.ts";
import type { SealedAccountReference } from "../carrier.ts";
import { isOfUnknownKey, open, type SealingKeys, seal } from "./sealing.ts";

const KIND = "ar1";

export function sealAccount(
  keys: SealingKeys,
  account: AccountId,
): Promise<SealedAccountReference> {
  return seal(keys, KIND, account);
}

/** @returns the account, or undefined for a reference that isn't ours. */
export async function openAccountReference(
  keys: SealingKeys,
  sealed: SealedAccountReference,
): Promise<AccountId | undefined> {
  const text = await open(keys, KIND, sealed);
  const account = v.safeParse(AccountId, text);
  return account.success ? account.output : undefined;
}

/** Whether the reference could be opened if a key that is gone came back. */
export function needsAnotherKey(keys: SealingKeys, sealed: SealedAccountReference): boolean {
  return isOfUnknownKey(keys, KIND, sealed);
}
