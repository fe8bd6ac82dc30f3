/**
 * Accounts that the operator opens, with no terminal yet: schema and type of the same name, parsed on both sides.
 * The opening code binds the first terminal to such an account [LE74]; it is for its holder alone, and stands in
 * no list and no log.
 */

import * as v from "valibot";
import { listUpTo, textUpTo } from "../bounds.ts";
import { AccountId } from "../ids.ts";
import { CURRENCIES_MAX, PAGE_ENTRIES_MAX } from "../limits.ts";
import { AccountStatus, Balance, CreditView } from "../messages.ts";
import { OperatorAccount } from "../operator/operator.ts";
import { Time } from "../signing/signed-objects.ts";

/** The answer to POST /v1/accounts and POST /v1/account/opening-code. A repeat seals the same code anew: another text, and only one of them can be used. */
export const OpenedAccount = v.object({
  account: OperatorAccount,
  /** for the account's holder: see opening-code.ts */
  opening_code: textUpTo(400),
  expires_at: Time,
});
export type OpenedAccount = v.InferOutput<typeof OpenedAccount>;

export const AccountSummary = v.object({
  id: AccountId,
  status: AccountStatus,
  balances: listUpTo(CURRENCIES_MAX, Balance),
  credit: v.exactOptional(listUpTo(CURRENCIES_MAX, CreditView)),
  /** device keys that may pay */
  terminals: v.number(),
  opened_at: Time,
});
export type AccountSummary = v.InferOutput<typeof AccountSummary>;

/** GET /v1/branches/0/accounts?limit=…&cursor=…: by when they were opened; `next` is absent on the last page. */
export const AccountList = v.object({
  accounts: listUpTo(PAGE_ENTRIES_MAX, AccountSummary),
  next: v.exactOptional(textUpTo(60)),
});
export type AccountList = v.InferOutput<typeof AccountList>;
