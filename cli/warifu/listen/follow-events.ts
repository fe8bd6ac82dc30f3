/**
 * Follows a register's events and brings each to an endpoint, in their order: three tries, then the next, since a
 * developer's endpoint is wrong more often than it is away. Where it got to is told after each, to go on from there.
 */

import type { EventType, RegisterEvent, Warifu } from "../../../register-server/index.ts";
import { subjectOf } from "../trigger/trigger-event.ts";
import { type Delivered, deliver, isReceipt, noticeOf } from "./deliver.ts";
import type { ListenSecret } from "./signing-secret.ts";

export interface Following {
  readonly warifu: Pick<Warifu, "events">;
  readonly secret: ListenSecret;
  /** the endpoint's address */
  readonly to: string;
  /** the sequence before the first */
  readonly after: number;
  /** all if left out */
  readonly types?: readonly EventType[];
  readonly signal: AbortSignal;
  /** of each try */
  readonly say: (event: RegisterEvent, delivered: Delivered, tries: number) => void;
  /** this event, and all before it, were brought or given up */
  readonly done: (sequence: number) => void;
  /** the server didn't answer; it is asked again */
  readonly lost: (error: unknown) => void;
  /** ms between two looks; a second if left out */
  readonly everyMs?: number;
}

const TRIES = 3;
const AGAIN_MS = 1_000;

/** Until the signal aborts. */
export async function followEvents(following: Following): Promise<void> {
  const { warifu, signal, types, done, lost, everyMs = 1_000 } = following;
  let { after } = following;
  while (!signal.aborted) {
    try {
      for await (const event of warifu.events.after(after, {
        ...(types ? { types } : {}),
        signal,
      })) {
        await bring(following, event);
        if (signal.aborted) return;
        after = event.sequence;
        done(after);
      }
    } catch (error) {
      if (signal.aborted) return;
      lost(error);
    }
    await pause(everyMs, signal);
  }
}

async function bring({ to, secret, say, signal }: Following, event: RegisterEvent): Promise<void> {
  for (let tries = 1; tries <= TRIES && !signal.aborted; tries++) {
    const delivered = await deliver(to, await noticeOf(event, secret, Date.now()));
    say(event, delivered, tries);
    if (isReceipt(delivered)) return;
    if (tries < TRIES) await pause(AGAIN_MS, signal);
  }
}

/** One line of a try. */
export function lineOf(event: RegisterEvent, { status, ms }: Delivered, tries: number): string {
  const outcome = status === undefined ? "no answer" : `${status}`;
  const again = tries === 1 ? "" : ` (try ${tries})`;
  const time = new Date().toISOString().slice(11, 19);
  return `${time}  #${event.sequence} ${event.type}  ${subjectOf(event)}  → ${outcome} in ${ms} ms${again}`;
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener("abort", done);
    if (signal.aborted) done();
  });
}
