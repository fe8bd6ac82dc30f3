/**
 * The platform's globals, put into this thread for good: the time, randomness, crypto, scheduler and the
 * console are the world's. What the shells log is kept: a broken invariant in it is a finding.
 */

import type { Agenda } from "./agenda.ts";
import type { Random } from "./random.ts";
import { type CryptoPace, standInCrypto } from "./stand-in-crypto.ts";
import { DeadObject } from "./storage.ts";

export interface Platform {
  /** invariants that the shells found broken, as they logged them */
  readonly broken: string[];
}

export function installPlatform(agenda: Agenda, random: Random, pace: CryptoPace): Platform {
  const broken: string[] = [];
  // Objects die by the thousand, and nobody reads where.
  Error.stackTraceLimit = 0;
  Date.now = () => Math.floor(agenda.now);
  const log = (text: unknown) => {
    const entry = typeof text === "string" ? readEntry(text) : undefined;
    if (entry?.invariant) broken.push(entry.invariant);
    else if (entry?.event === "flush_failed" && /^\[/.test(entry.message ?? ""))
      broken.push(entry.message ?? "");
  };
  const globals = {
    crypto: standInCrypto(random, agenda, pace),
    scheduler: { wait: waitOn(agenda) },
    // Of which the shells know one use: reading a body is the next turn of the event loop.
    Response: class {
      text = () => waitOn(agenda)(0);
    },
    console: { ...console, log, error: log, warn: log, info: log },
    WebSocketRequestResponsePair: class {},
  };
  for (const [name, value] of Object.entries(globals))
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  // An earlier world of this thread has ended.
  process.removeAllListeners("unhandledRejection");
  process.on("unhandledRejection", (error) => {
    if (error instanceof DeadObject) return;
    broken.push(`unhandled: ${error instanceof Error ? error.message : "unknown"}`);
  });
  return { broken };
}

interface LogEntry {
  readonly invariant?: string;
  readonly event?: string;
  readonly message?: string;
}

function readEntry(text: string): LogEntry | undefined {
  return text.startsWith("{") ? JSON.parse(text) : undefined;
}

const waitOn =
  (agenda: Agenda) =>
  (ms: number, { signal }: { signal?: AbortSignal } = {}): Promise<void> =>
    new Promise((resolve, reject) => {
      const cancel = agenda.after(ms, resolve);
      signal?.addEventListener("abort", () => {
        cancel();
        reject(new Error("aborted"));
      });
    });
