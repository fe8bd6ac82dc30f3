/**
 * Enrolment: the shopper asks for an account; the terminal makes its device key and has the carrier open
 * an account for it, or bind it to the one that a code is for. Idempotent by the key, so a lost answer is asked for again until there is one.
 */

import { proveOpening, readOpeningCode } from "../../protocol/account/opening-code.ts";
import { afterEnrolment } from "./after-enrolment.ts";
import { type Context, envelope } from "./context.ts";

/**
 * The shopper's wish, stored before anything is made.
 * @param text of an opening code, as he typed or pasted it; without one he gets an account of his own
 */
export async function wishForAccount({ book, ports }: Context, text?: string): Promise<void> {
  const code = text === undefined ? undefined : readOpeningCode(text);
  await book.profile((profile) => {
    if (profile.state !== "new") return profile;
    if (text !== undefined && !code) return { state: "new", refused: "opening_code_invalid" };
    const wish = { state: "enrolling", tries: 0, nextAt: ports.now() } as const;
    return code ? { ...wish, code } : wish;
  });
}

/** @param name what the terminal calls itself to the carrier: the kind of browser, nothing of its owner */
export async function enrol(context: Context, name: string): Promise<void> {
  const { book, ports, server } = context;
  const key = await ports.keys.make();
  const head = envelope(context, key, "warifu/enrolment/1");
  const { profile: wish } = await book.read();
  const code = wish.state === "enrolling" ? wish.code : undefined;
  const brought = code ? { code: await proveOpening(code, key.publicKey) } : {};
  const enrolment = await key.sign({ ...head, name, time: ports.now(), ...brought });
  const answer = await server.enrol({ enrolment }, key);
  await book.profile((profile) =>
    profile.state === "enrolling"
      ? afterEnrolment(profile, answer, key.publicKey, ports.now())
      : profile,
  );
}
