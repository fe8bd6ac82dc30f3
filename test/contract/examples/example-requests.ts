/** The bodies that the two documents show, by server and operation: made by whoever signs them, with keys of their own. */

import { anExampleRealm } from "./example-realm.ts";
import { operatorRequests } from "./operator-requests.ts";
import { shopRequests } from "./shop-requests.ts";
import { terminalRequests } from "./terminal-requests.ts";

export const EXAMPLE_FILES = {
  synchronous: "worker/synchronous-server/contract/examples/requests.json",
  carrier: "worker/carrier-server/contract/examples/requests.json",
} as const;

type Made = Readonly<Record<keyof typeof EXAMPLE_FILES, Readonly<Record<string, unknown>>>>;

export async function exampleRequests(): Promise<Made> {
  const realm = await anExampleRealm();
  return {
    synchronous: { ...(await shopRequests(realm)), ...(await terminalRequests(realm)) },
    carrier: await operatorRequests(realm),
  };
}
