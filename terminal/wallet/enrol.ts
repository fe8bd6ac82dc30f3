/**
 * Enrolment: the shopper asks for an account; the terminal makes its device key and has the carrier open
 * an account for it. Idempotent by the key, so a lost answer is asked for again until there is one.
 */

import { isRetryable } from "../../protocol/problem.ts";
import { type Context, envelope } from "./context.ts";
import { retryDelay } from "./patience.ts";

/** The shopper's wish, stored before anything is made. */
export async function wishForAccount({ book, ports }: Context): Promise<void> {
  await book.profile((profile) =>
    profile.state === "new" ? { state: "enrolling", tries: 0, nextAt: ports.now() } : profile,
  );
}

/** @param name what the terminal calls itself to the carrier: the kind of browser, nothing of its owner */
export async function enrol(context: Context, name: string): Promise<void> {
  const { book, ports, server } = context;
  const key = await ports.keys.make();
  const head = envelope(context, key, "warifu/enrolment/1");
  const enrolment = await key.sign({ ...head, name, time: ports.now() });
  const answer = await server.enrol({ enrolment });
  await book.profile((profile) => {
    if (profile.state !== "enrolling") return profile;
    const now = ports.now();
    if (answer.kind === "value") return { state: "enrolled", ...answer.value, accountAt: now };
    if (answer.kind === "refused" && !isRetryable(answer.code))
      return { state: "new", refused: answer.code };
    const tries = profile.tries + 1;
    return { ...profile, tries, nextAt: now + retryDelay(tries) };
  });
}
