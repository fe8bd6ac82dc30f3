/** The name of a key in the user DB: of a user, by his first terminal's, and of whatever else a key asks for. Pure. */

import { type Mode, type UserId, userIdFrom } from "../../../protocol/ids.ts";
import { fromBase64Url } from "../../../protocol/signing/encoding.ts";
import { type PublicKey, sha256 } from "../../../protocol/signing/signature.ts";

/** The user whose first terminal has this key. */
export async function userIdOf(mode: Mode, terminal: PublicKey): Promise<UserId> {
  const digest = fromBase64Url(await sha256(fromBase64Url(terminal) ?? new Uint8Array()));
  return userIdFrom(mode, (digest ?? new Uint8Array()).subarray(0, 10));
}
