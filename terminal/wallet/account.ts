/**
 * The account as the terminal shows it: read with the device key's signature, kept with the time it was
 * so. A balance only informs; whether a payment is made is the branch's to say.
 */

import type { Context } from "./context.ts";
import { signedRequest, withCredential } from "./credential.ts";

/** Best effort: without an answer the last known balance stays, with its time. */
export async function refreshAccount(context: Context): Promise<void> {
  const { book, ports, server } = context;
  const answer = await withCredential(context, async ({ key, token }) =>
    server.account(await signedRequest(context, key, "account"), token),
  );
  if (answer.kind === "value") {
    const account = answer.value;
    await book.profile((profile) =>
      profile.state === "enrolled" ? { ...profile, account, accountAt: ports.now() } : profile,
    );
  }
  // The servers, or this browser, forgot the key: the shopper opens an account anew.
  if (answer.kind === "refused" && answer.code === "unknown_terminal") {
    await book.profile((profile) =>
      profile.state === "enrolled" ? { state: "new", refused: answer.code } : profile,
    );
  }
}
