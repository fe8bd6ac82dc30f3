/**
 * What a terminal of the account does about its terminals: it looks at who asks with a code, and signs what the
 * shopper decided. What is signed is stored before it is sent, and sent until it is answered.
 */

import {
  linkCodeOf,
  numberMatch,
  readLinkCode,
  type TerminalChange,
} from "../../../protocol/account/terminal-changes.ts";
import { isRetryable } from "../../../protocol/problem.ts";
import type { PublicKey } from "../../../protocol/signing/signature.ts";
import { type Context, envelope } from "../context.ts";
import { withCredential } from "../credential.ts";
import { retryDelay } from "../patience.ts";
import type { LinkWork, TerminalsWork } from "../terminal-profile.ts";

type Own = "typ" | "iss" | "aud" | "mode" | "time";
type Wish = {
  [C in TerminalChange as C["typ"]]: { typ: C["typ"] } & Omit<C, Own>;
}[TerminalChange["typ"]];

export function changed(
  { book }: Context,
  next: (work: TerminalsWork) => TerminalsWork | undefined,
): Promise<unknown> {
  return book.profile((profile) => {
    if (profile.state !== "enrolled") return profile;
    const terminals = next(profile.terminals ?? {});
    return terminals ? { ...profile, terminals } : profile;
  });
}

export async function workOf({ book }: Context): Promise<TerminalsWork> {
  const { profile } = await book.read();
  return profile.state === "enrolled" ? (profile.terminals ?? {}) : {};
}

// #region linking another

/** @param text the code that the new terminal shows */
export async function wishToLook(context: Context, text: string): Promise<void> {
  const code = readLinkCode(text);
  const link: LinkWork = code
    ? { state: "looking", code, tries: 0, nextAt: context.ports.now() }
    : { state: "failed", code: "link_not_found" };
  await changed(context, ({ refused: _, ...work }) => ({ ...work, link }));
}

export async function forgetLink(context: Context): Promise<void> {
  await changed(context, ({ link: _, refused: __, ...work }) => work);
}

export async function look(context: Context): Promise<void> {
  const { link } = await workOf(context);
  if (link?.state !== "looking") return;
  const { code } = link;
  const answer = await withCredential(context, (bearer) =>
    context.server.lookAtLink({ code }, bearer),
  );
  const key = await context.ports.keys.load();
  let next: LinkWork;
  if (answer.kind === "value" && key) {
    const { terminal, name, expires_at: expiresAt } = answer.value;
    const number = await numberMatch(key.publicKey, terminal);
    // Whoever answers, another key than the one that shows this code is not approved [TE4].
    next =
      (await linkCodeOf(terminal)) === code
        ? { state: "asked", terminal, name, number, expiresAt }
        : { state: "failed", code: "bad_signature" };
  } else if (answer.kind === "refused" && !isRetryable(answer.code))
    next = { state: "failed", code: answer.code };
  else {
    const tries = link.tries + 1;
    next = { ...link, tries, nextAt: context.ports.now() + retryDelay(tries) };
  }
  await changed(context, (work) =>
    work.link?.state === "looking" && work.link.code === code ? { ...work, link: next } : undefined,
  );
}

/** The shopper compared the numbers. */
export async function approve(context: Context): Promise<void> {
  const { link } = await workOf(context);
  if (link?.state !== "asked") return;
  const { terminal, name } = link;
  await wish(context, { typ: "warifu/terminal-approval/1", terminal, name });
}

// #region changes

export async function wishName(context: Context, terminal: PublicKey, name: string) {
  await wish(context, { typ: "warifu/terminal-naming/1", terminal, name });
}

export async function wishRevoke(context: Context, terminals: PublicKey[]) {
  await wish(context, { typ: "warifu/terminal-revocation/1", terminals });
}

/** @param recovery the public half; the private one never comes here */
export async function wishRecoveryKey(context: Context, recovery: PublicKey) {
  await wish(context, { typ: "warifu/recovery-key/1", recovery });
}

async function wish(context: Context, wished: Wish): Promise<void> {
  const key = await context.ports.keys.load();
  if (!key) return;
  const time = context.ports.now();
  const { typ, ...rest } = wished;
  const signed = await key.sign({
    ...envelope(context, key, typ),
    ...rest,
    time,
  } as TerminalChange);
  const change = { signed, tries: 0, nextAt: time };
  // One at a time: what isn't proven yet gives way, what is being sent doesn't.
  await changed(context, ({ refused: _, proving: __, ...work }) =>
    work.change ? undefined : { ...work, change },
  );
}
