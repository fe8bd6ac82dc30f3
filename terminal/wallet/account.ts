/**
 * The account as the terminal shows it: read with the device key's signature, kept with the time it was
 * asked for, since an answer that was long under way may be from before a payment. A balance only informs; whether a payment is made is the branch's to say.
 */

import { type Context, envelope } from "./context.ts";
import { withCredential } from "./credential.ts";

/** Best effort: without an answer the last known balance stays, with its time. */
export async function refreshAccount(context: Context): Promise<void> {
  const { book, ports, server } = context;
  const asked = ports.now();
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
      profile.state === "enrolled" && isNews(profile.accountAt, asked, ports.now())
        ? { ...profile, ...known, account, accountAt: asked }
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

/** A slow answer to an older question isn't news; one that is stored for a time to come is a clock set back. */
function isNews(stored: number, asked: number, now: number): boolean {
  return asked >= stored || stored > now;
}
