// The operator at the carrier's door: his requests, and the account of a terminal, which the terminal itself never learns.

import type { AccountId } from "../../../protocol/ids.ts";
import { deploymentOf } from "../../../worker/carrier-server/deployment.ts";
import { openAccountReference } from "../../../worker/carrier-server/sealing/account-reference.ts";
import type { Terminal } from "../../support/builders/payment.ts";
import { askCarrier } from "../carrier-world.ts";
import { env } from "../test-env.ts";

export async function accountOf({ sealed }: Pick<Terminal, "sealed">): Promise<AccountId> {
  const account = await openAccountReference((await deploymentOf(env)).sealing, sealed);
  if (!account) throw new Error("the reference opens");
  return account;
}

export interface Asking {
  readonly account?: string;
  readonly key?: string;
  readonly operatorKey?: string;
}

export function askAsOperator(path: string, { account, operatorKey }: Asking = {}) {
  return askCarrier(path, {
    headers: {
      Authorization: `Bearer ${operatorKey ?? env.OPERATOR_KEY}`,
      ...(account === undefined ? {} : { "Warifu-Account": account }),
    },
  });
}

export function actAsOperator(path: string, body: unknown, { account, key, operatorKey }: Asking) {
  return askCarrier(path, {
    method: "POST",
    headers: {
      Authorization: `Bearer ${operatorKey ?? env.OPERATOR_KEY}`,
      "Content-Type": "application/json",
      "Idempotency-Key": key ?? crypto.randomUUID(),
      ...(account === undefined ? {} : { "Warifu-Account": account }),
    },
    body: JSON.stringify(body),
  });
}
