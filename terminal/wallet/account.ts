/**
 * The account as the terminal shows it: read with the device key's signature, kept with the time it was
 * so. A balance only informs; whether a payment is made is the branch's to say.
 */

import { type Context, envelope } from "./context.ts";
import { withCredential } from "./credential.ts";

/** Best effort: without an answer the last known balance stays, with its time. */
export async function refreshAccount(context: Context): Promise<void> {
  const { book, ports, server } = context;
  const answer = await withCredential(context, async (bearer) => {
    const { key } = bearer;
    // For the carrier's eyes: it takes nobody's word for whose account is asked for.
    const head = envelope(context, key, "warifu/terminal-request/1");
    const request = await key.sign({ ...head, act: "account" as const, time: ports.now() });
    return server.account({ request }, bearer);
  });
  if (answer.kind === "value") {
    const account = answer.value;
    const own = (await ports.keys.load())?.publicKey;
    const known = own ? { key: own } : {};
    await book.profile((profile) =>
      profile.state === "enrolled"
        ? { ...profile, ...known, account, accountAt: ports.now() }
        : profile,
    );
  }
  // The servers, or this browser, forgot the key: the shopper opens an account anew.
  if (answer.kind === "refused" && answer.code === "unknown_terminal") {
    await book.profile((profile) =>
      profile.state === "enrolled" ? { state: "new", refused: answer.code } : profile,
    );
  }
}
