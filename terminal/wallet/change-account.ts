/**
 * Changing the account: signed by the device key, proven where the carrier asks for it, and stored as the carrier
 * answers. A change that nothing was heard of can be sent again as it is; it is done once.
 */

import {
  boundHash,
  type Change,
  type PasskeyRegistration,
} from "../../protocol/account/account-change.ts";
import type { StepUpProof } from "../../protocol/account/step-up.ts";
import { hashOf } from "../../protocol/signing/signature.ts";
import { refreshAccount } from "./account.ts";
import type { AccountTask } from "./account-task.ts";
import { askedAgain } from "./asked.ts";
import { budgetAllowed } from "./budgets/allow-budget.ts";
import { type Context, envelope } from "./context.ts";
import { withCredential } from "./credential.ts";
import type { DeviceKey } from "./ports.ts";
import { sealedPin, signedStepUp } from "./prove.ts";

type Sending = Extract<AccountTask, { state: "sending" }>;

const head = (context: Context, key: DeviceKey, time: number) => ({
  ...envelope(context, key, "warifu/account-change/1"),
  time,
});

async function setTask({ book }: Context, task: AccountTask | undefined): Promise<void> {
  await book.profile((profile) => {
    if (profile.state !== "enrolled") return profile;
    const { task: _, ...rest } = profile;
    return task ? { ...rest, task } : rest;
  });
}

async function taskOf({ book }: Context): Promise<AccountTask | undefined> {
  const { profile } = await book.read();
  return profile.state === "enrolled" ? profile.task : undefined;
}

export const dropTask = (context: Context): Promise<void> => setTask(context, undefined);

/** A window of ours is asked for the passkey. @param name how the shopper will know it */
export async function beginPasskey(context: Context, name: string): Promise<void> {
  const key = await context.ports.keys.load();
  if (!key) return;
  const time = context.ports.now();
  const kind = "add_passkey" as const;
  const challenge = await boundHash({ ...head(context, key, time), change: { kind, name } });
  await setTask(context, { state: "registering", kind, name, time, challenge });
}

export async function registerPasskey(
  context: Context,
  registration: PasskeyRegistration,
): Promise<void> {
  const task = await taskOf(context);
  if (task?.state !== "registering") return;
  const { kind, name, time } = task;
  await send(context, { kind, name, registration }, time);
}

export async function setPin(context: Context, pin: string): Promise<void> {
  const key = await context.ports.keys.load();
  if (!key) return;
  const time = context.ports.now();
  const kind = "set_pin" as const;
  const bound = await boundHash({ ...head(context, key, time), change: { kind } });
  const sealed = await sealedPin(context, pin, bound);
  if (sealed === undefined) await setTask(context, { state: "failed", kind, code: "no_answer" });
  else await send(context, { kind, sealed }, time);
}

export function change(
  context: Context,
  asked: Exclude<Change, { kind: "add_passkey" | "set_pin" }>,
): Promise<void> {
  return send(context, asked, context.ports.now());
}

async function send(context: Context, asked: Change, time: number): Promise<void> {
  const key = await context.ports.keys.load();
  if (!key) return;
  const signed = await key.sign({ ...head(context, key, time), change: asked });
  const task: Sending = { state: "sending", kind: asked.kind, change: signed };
  await setTask(context, task);
  await sendTask(context, task);
}

export async function proveTask(context: Context, proof: StepUpProof): Promise<void> {
  const task = await taskOf(context);
  const key = await context.ports.keys.load();
  if (task?.state !== "proving" || !key) return;
  const stepUp = await signedStepUp(context, key, task.asked.purpose, proof);
  const next: Sending = { ...task, state: "sending", stepUp };
  await setTask(context, next);
  await sendTask(context, next);
}

export async function proveTaskByPin(context: Context, pin: string): Promise<void> {
  const task = await taskOf(context);
  if (task?.state !== "proving") return;
  const sealed = await sealedPin(context, pin, task.asked.purpose);
  if (sealed !== undefined) await proveTask(context, { method: "pin", sealed });
}

async function sendTask(context: Context, task: Sending): Promise<void> {
  const { kind, change: signed, asked: before, stepUp } = task;
  const body = { change: signed, ...(stepUp ? { step_up: stepUp } : {}) };
  const accountAt = context.ports.now();
  const answer = await withCredential(context, (bearer) =>
    context.server.changeAccount(body, bearer),
  );
  if (answer.kind === "value") {
    const account = answer.value;
    const asked = signed.payload.change;
    await context.book.turn((stored) => {
      const { profile } = stored;
      if (profile.state !== "enrolled") return undefined;
      const { task: _, ...rest } = profile;
      const now = context.ports.now();
      const allowed = asked.kind === "allow_budget" ? budgetAllowed(stored, asked.budget, now) : {};
      return { profile: { ...rest, account, accountAt }, ...allowed };
    });
    return;
  }
  const code = answer.kind === "refused" ? answer.code : "no_answer";
  const asked =
    answer.kind === "refused" ? askedAgain(answer, before, await hashOf(signed)) : undefined;
  await setTask(
    context,
    asked ? { state: "proving", kind, change: signed, asked } : { state: "failed", kind, code },
  );
  // Encrypted to a key that is gone, perhaps: the account names the one there is [SU18].
  if (code === "no_answer" || code === "step_up_mismatch") await refreshAccount(context);
}

/** A terminal that died while it was sending: what became of it, the account says. */
export async function forgetTask(context: Context): Promise<void> {
  const task = await taskOf(context);
  if (task?.state !== "sending") return;
  await setTask(context, { state: "failed", kind: task.kind, code: "no_answer" });
  await refreshAccount(context);
}
