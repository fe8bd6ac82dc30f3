/**
 * Good requests that a tool can't guess: they need an id that there is, or a body that means something. Each is really
 * sent, through the signing proxy, and its answer recorded: the tool varies what it finds there.
 */

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ConformanceWorld } from "../world.ts";

export interface Asked {
  readonly method: "GET" | "POST" | "DELETE";
  /** with its query */
  readonly path: string;
  readonly body?: object;
  /** what was answered when it was done before, in the same words */
  readonly answered?: { readonly status: number; readonly body: object };
  /** sent elsewhere for the record, since it can be done only once */
  readonly rehearsal?: { readonly path?: string; readonly body?: object };
}

export type Examples = Readonly<Record<string, Asked>>;

/** What the proxy replaces by the register's own. */
const SIGNATURE = "A".repeat(86);

export type Signed = (typ: string, more: object) => object;

/** An object as a tool without our keys would write it. */
export function signedFor({ warifu }: ConformanceWorld): Signed {
  const aud = `realm:${"0".repeat(16)}`;
  return (typ, more) => ({
    payload: { typ, iss: warifu.register, aud, mode: "test", ...more },
    signature: SIGNATURE,
  });
}

/** Sends each and writes what Specmatic reads as an external example. */
export async function recordExamples(
  world: ConformanceWorld,
  folder: string,
  examples: Examples,
): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const [id, one] of Object.entries(examples))
    writeFileSync(join(folder, `${id}.json`), JSON.stringify(await recorded(world, one)));
}

async function recorded(world: ConformanceWorld, asked: Asked) {
  const { method, path, body, answered } = asked;
  const headers = body === undefined ? {} : { "Content-Type": "application/json" };
  const json = { headers: { "Content-Type": "application/json" } };
  return {
    "http-request": { method, path, headers, ...(body === undefined ? {} : { body }) },
    "http-response": answered ? { ...answered, ...json } : await sent(world, asked),
  };
}

async function sent({ proxy }: ConformanceWorld, { method, path, body, rehearsal }: Asked) {
  const meant = rehearsal?.body ?? body;
  const response = await fetch(`${proxy.origin}${rehearsal?.path ?? path}`, {
    method,
    headers: { "content-type": "application/json" },
    ...(meant === undefined ? {} : { body: JSON.stringify(meant) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path} isn't an example: ${text}`);
  const type = response.headers.get("content-type") ?? "";
  const { status } = response;
  const said = type.startsWith("application/json") ? JSON.parse(text) : text;
  return { status, headers: { "Content-Type": type }, body: said };
}
