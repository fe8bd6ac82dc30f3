/** The operator's words about suspense: what is in it, and where one refund of it goes. Reads no file, sends nothing. */

import * as v from "valibot";
import { OperatorAccount, ResolveSuspense, SuspenseList } from "../protocol/operator/operator.ts";
import { accountNamed, branchNamed, pageOf } from "./operator-words.ts";

interface Values {
  readonly branch?: string | undefined;
  readonly limit?: string | undefined;
  readonly into?: string | undefined;
}

/** Without words what is there; with an account, a trade and a refund, the act. */
export function suspenseRequest(words: readonly string[], { branch, limit, into }: Values) {
  const [account, trade, refund] = words;
  if (account === undefined) {
    const path = `/v1/branches/${branchNamed(branch ?? "0")}/suspense${pageOf({ limit })}`;
    return { path, schema: SuspenseList };
  }
  const to = into === undefined ? {} : { into: accountNamed(into) };
  const body = v.safeParse(ResolveSuspense, { trade, refund, ...to });
  if (!body.success)
    throw new Error("the trade and the refund are missing, as the list names them");
  const path = "/v1/account/suspense";
  return { path, account: accountNamed(account), body: body.output, schema: OperatorAccount };
}
