/**
 * A change of the account's terminals on its way: sent until it is answered, and with a proof beside it once the
 * carrier has asked for one [SU25]. The signed change stays the same, so that it is done once.
 */

import type { StepUpProof } from "../../../protocol/account/step-up.ts";
import type { AccountView } from "../../../protocol/messages.ts";
import { isRetryable } from "../../../protocol/problem.ts";
import { hashOf } from "../../../protocol/signing/signature.ts";
import { askedAgain } from "../asked.ts";
import type { Context } from "../context.ts";
import { withCredential } from "../credential.ts";
import { retryDelay } from "../patience.ts";
import { sealedPin, signedStepUp } from "../prove.ts";
import type { TerminalsWork } from "../terminal-profile.ts";
import { changed, workOf } from "./keep-terminals.ts";
import { noteRevoked } from "./revoked.ts";

export async function sendChange(context: Context): Promise<void> {
  const { change } = await workOf(context);
  if (!change) return;
  const { signed, proof } = change;
  const body = { change: signed, ...(proof ? { step_up: proof.stepUp } : {}) };
  const accountAt = context.ports.now();
  const answer = await withCredential(context, (bearer) =>
    context.server.changeTerminals(body, bearer),
  );
  if (answer.kind === "value") {
    await taken(context, answer.value, accountAt);
    return;
  }
  const asked =
    answer.kind === "refused" ? askedAgain(answer, proof?.asked, await hashOf(signed)) : undefined;
  await changed(context, ({ change: pending, ...work }) => {
    if (pending?.signed.signature !== signed.signature) return undefined;
    if (asked) return { ...work, proving: { signed, asked } };
    if (answer.kind === "refused" && !isRetryable(answer.code))
      return { ...work, refused: answer.code };
    const tries = pending.tries + 1;
    const nextAt = context.ports.now() + retryDelay(tries);
    return { ...work, change: { ...pending, tries, nextAt } };
  });
}

/** Done: the account as it is now, with its terminals; this one may be among the revoked. */
async function taken(context: Context, account: AccountView, accountAt: number): Promise<void> {
  await context.book.profile((profile) => {
    if (profile.state !== "enrolled") return profile;
    const { change, link } = profile.terminals ?? {};
    const approved = change?.signed.payload.typ === "warifu/terminal-approval/1";
    const linked = approved && link?.state === "asked";
    const terminals: TerminalsWork = linked ? { link: { state: "linked", name: link.name } } : {};
    return { ...profile, account, accountAt, terminals };
  });
  const own = (await context.ports.keys.load())?.publicKey;
  const self = account.terminals?.find(({ key }) => key === own);
  if (self?.revoked_at !== undefined) await noteRevoked(context);
}

/** The shopper proved himself for the change that waits. */
export async function proveChange(context: Context, proof: StepUpProof): Promise<void> {
  const { proving } = await workOf(context);
  const key = await context.ports.keys.load();
  if (!proving || !key) return;
  const { signed, asked } = proving;
  const stepUp = await signedStepUp(context, key, asked.purpose, proof);
  const nextAt = context.ports.now();
  const change = { signed, tries: 0, nextAt, proof: { asked, stepUp } };
  await changed(context, ({ proving: now, ...work }) =>
    now?.signed.signature === signed.signature ? { ...work, change } : undefined,
  );
}

export async function proveChangeByPin(context: Context, pin: string): Promise<void> {
  const { proving } = await workOf(context);
  if (!proving) return;
  const sealed = await sealedPin(context, pin, proving.asked.purpose);
  if (sealed !== undefined) await proveChange(context, { method: "pin", sealed });
}

/** The shopper leaves it: nothing of it was done, and what was shown for it counts for nothing. */
export async function dropChange(context: Context): Promise<void> {
  await changed(context, ({ proving, ...work }) =>
    proving ? { ...work, refused: "step_up_required" } : undefined,
  );
}
