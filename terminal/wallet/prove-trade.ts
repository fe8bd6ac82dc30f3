/**
 * The shopper proves himself for a confirmation: the same bytes, with the proof beside them, stored and then sent
 * [SU19]. What becomes of it is read like any other answer to the confirmation.
 */

import type { StepUpProof } from "../../protocol/account/step-up.ts";
import { hashOf } from "../../protocol/signing/signature.ts";
import { type Asked, askedAgain } from "./asked.ts";
import type { Context } from "./context.ts";
import { sealedPin, signedStepUp } from "./prove.ts";
import type { Refused } from "./synchronous-server.ts";
import type { Confirming, Proving } from "./trade-record.ts";

/** What a confirm's refusal asks for; undefined for one that doesn't, or where nothing can be proven. */
export async function askedOf(record: Confirming, refused: Refused): Promise<Asked | undefined> {
  const { confirmation } = JSON.parse(record.plain ?? record.body) as { confirmation: unknown };
  return askedAgain(refused, record.asked, await hashOf(confirmation));
}

export async function proveTrade(
  context: Context,
  record: Proving,
  proof: StepUpProof,
): Promise<void> {
  const { book, ports } = context;
  const key = await ports.keys.load();
  if (!key) return;
  const stepUp = await signedStepUp(context, key, record.asked.purpose, proof);
  // Put beside what was signed as text, so that not a byte of that changes.
  const body = `${record.plain.slice(0, -1)},"step_up":${JSON.stringify(stepUp)}}`;
  await book.record(record.id, { type: "proven", body, at: ports.now() });
}

export async function proveTradeByPin(
  context: Context,
  record: Proving,
  pin: string,
): Promise<void> {
  const sealed = await sealedPin(context, pin, record.asked.purpose);
  if (sealed !== undefined) await proveTrade(context, record, { method: "pin", sealed });
}
