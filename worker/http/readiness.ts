/**
 * GET /ready at either server: whether it can do its work now, for who sends it traffic or has just deployed it. Its
 * storage and the other server answer within two seconds. Asked at most once in five seconds, whoever asks how often.
 * (/health only says that the Worker runs, and depends on nothing.)
 */

import type { Mode } from "../../protocol/ids.ts";
import type { Ready } from "../../protocol/messages.ts";
import { refusal } from "../../protocol/problem.ts";
import { clockNow } from "../objects/clock.ts";
import type { Role } from "../watching/role.ts";
import { refuse } from "./answer.ts";
import type { Door } from "./door.ts";

const ANSWERS_WITHIN_MS = 2_000;
const KEPT_MS = 5_000;

/** What has to answer, by the name that is told of it. */
export type Checks = Readonly<Record<"storage" | "other server", () => Promise<unknown>>>;

export interface Readiness<Env> {
  readonly role: Role;
  readonly modeOf: (env: Env) => Promise<Mode>;
  readonly checks: (env: Env) => Checks;
}

export function addReadiness<Env extends object>(
  door: Door<Env>,
  { role, modeOf, checks }: Readiness<Env>,
): void {
  let last: { readonly at: number; readonly missing: Promise<string[]> } | undefined;
  door.get("/ready", async (c) => {
    const now = clockNow();
    if (!last || now < last.at || now - last.at >= KEPT_MS)
      last = { at: now, missing: missingOf(checks(c.env)) };
    const missing = await last.missing;
    if (missing.length > 0) {
      const detail = `no answer of: ${missing.join(", ")}`;
      return refuse(c.req.raw, refusal("not_ready", { detail }));
    }
    return c.json({ status: "ready", role, mode: await modeOf(c.env) } satisfies Ready);
  });
}

/** @returns the names of those that don't answer in time */
async function missingOf(checks: Checks): Promise<string[]> {
  const asked = Object.entries(checks).map(async ([name, check]) =>
    (await answers(check)) ? [] : [name],
  );
  return (await Promise.all(asked)).flat();
}

async function answers(check: () => Promise<unknown>): Promise<boolean> {
  const answered = new AbortController();
  const late = scheduler
    .wait(ANSWERS_WITHIN_MS, { signal: answered.signal })
    .then(() => false)
    .catch(() => false);
  try {
    return await Promise.race([check().then(() => true), late]);
  } catch {
    return false;
  } finally {
    answered.abort();
  }
}
