/**
 * A terminal that was revoked: it keeps what it knows and pays nothing. It begins anew only with a new key, since
 * the carrier takes the old one for no account again [TE19].
 */

import type { Context } from "../context.ts";

export async function noteRevoked({ book, ports }: Pick<Context, "book" | "ports">): Promise<void> {
  await book.profile((profile) => {
    if (profile.state !== "enrolled") return profile;
    const { account, accountAt } = profile;
    return { state: "revoked", account, accountAt, at: ports.now() };
  });
}

/** The key first: a terminal that dies between is still revoked, and begins anew with the next press. */
export async function startAnew({ book, ports }: Context): Promise<void> {
  const { profile } = await book.read();
  if (profile.state !== "revoked") return;
  await ports.keys.replace();
  await book.profile((now) => (now.state === "revoked" ? { state: "new" } : now));
}
