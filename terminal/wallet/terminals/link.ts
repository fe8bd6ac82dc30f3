/**
 * The new terminal's side of linking: it shows the code of its key, asks who has looked at it, and takes an
 * approval only by the key whose number it has shown [TE5]. Or it comes by the recovery key [TE14].
 */

import type { LinkView } from "../../../protocol/account/linking.ts";
import {
  linkCodeOf,
  numberMatch,
  type SignedTerminalApproval,
} from "../../../protocol/account/terminal-changes.ts";
import { LINK_MS } from "../../../protocol/limits.ts";
import { isRetryable } from "../../../protocol/problem.ts";
import { type PublicKey, verify } from "../../../protocol/signing/signature.ts";
import { afterEnrolment } from "../after-enrolment.ts";
import type { Context } from "../context.ts";
import { LINK_POLL_MS, retryDelay } from "../patience.ts";
import type { TerminalProfile } from "../terminal-profile.ts";

type Linking = Extract<TerminalProfile, { state: "linking" }>;

export async function wishToLink({ book, ports }: Context): Promise<void> {
  const { publicKey } = await ports.keys.make();
  const code = await linkCodeOf(publicKey);
  const now = ports.now();
  await book.profile((profile) =>
    profile.state === "new"
      ? { state: "linking", tries: 0, nextAt: now, code, until: now + LINK_MS }
      : profile,
  );
}

export async function stopLinking({ book }: Context): Promise<void> {
  await book.profile((profile) => (profile.state === "linking" ? { state: "new" } : profile));
}

/** @param name what the terminal calls itself */
export async function askToLink(context: Context, name: string): Promise<void> {
  const { book, ports, server } = context;
  const key = await ports.keys.make();
  const { profile: before } = await book.read();
  const answer = await server.askToLink({ name }, key);
  const now = ports.now();
  const next =
    answer.kind === "value" && before.state === "linking"
      ? await afterAnswer(context, before, answer.value, key.publicKey)
      : undefined;
  await book.profile((profile) => {
    if (profile.state !== "linking") return profile;
    if (next) return next;
    if (answer.kind === "refused" && !isRetryable(answer.code))
      return { state: "new", refused: answer.code };
    if (now >= profile.until) return { state: "new", refused: "link_not_found" };
    const tries = profile.tries + 1;
    return { ...profile, tries, nextAt: now + retryDelay(tries) };
  });
}

async function afterAnswer(
  context: Context,
  linking: Linking,
  view: LinkView,
  own: PublicKey,
): Promise<TerminalProfile> {
  const now = context.ports.now();
  const waiting: Linking = { ...linking, tries: 0, nextAt: now + LINK_POLL_MS };
  if (view.state === "waiting") {
    if (now >= linking.until) return { state: "new", refused: "link_not_found" };
    return view.approver ? shown(waiting, view.approver, own) : waiting;
  }
  const { approval, enrolled } = view;
  if (!(await isApprovalFor(context, approval, own)))
    return { state: "new", refused: "bad_signature" };
  const by = approval.payload.iss;
  if (linking.approver?.key !== by) return shown(waiting, by, own);
  return { state: "enrolled", ...enrolled, accountAt: now, key: own };
}

async function shown(linking: Linking, key: PublicKey, own: PublicKey): Promise<Linking> {
  return { ...linking, approver: { key, number: await numberMatch(key, own) } };
}

async function isApprovalFor(
  { trust }: Context,
  approval: SignedTerminalApproval,
  own: PublicKey,
): Promise<boolean> {
  const { iss, terminal } = approval.payload;
  const typ = "warifu/terminal-approval/1";
  const expected = { typ, iss, aud: trust.realm, mode: trust.mode };
  return terminal === own && (await verify(approval, expected, iss)) === undefined;
}

/** @param approval signed by the recovery key, which was in a window's memory and is gone */
export async function wishToRecover(
  { book, ports }: Context,
  approval: SignedTerminalApproval,
): Promise<void> {
  const nextAt = ports.now();
  await book.profile((profile) =>
    profile.state === "new" ? { state: "recovering", tries: 0, nextAt, approval } : profile,
  );
}

export async function recover({ book, ports, server }: Context): Promise<void> {
  const key = await ports.keys.make();
  const { profile: before } = await book.read();
  if (before.state !== "recovering") return;
  const answer = await server.recover({ approval: before.approval }, key);
  await book.profile((profile) =>
    profile.state === "recovering"
      ? afterEnrolment(profile, answer, key.publicKey, ports.now())
      : profile,
  );
}
