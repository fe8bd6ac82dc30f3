/**
 * WARIFU_KEY: the one secret of a merchant's backend, as text. Built by the register command, read by the
 * SDK. Reading is strict, and a refusal names what is wrong without repeating any of the text.
 */

import * as v from "valibot";
import { Mode, modeOf, RegisterId } from "../protocol/ids.ts";
import { OPENING_KEYS_MAX } from "../protocol/limits.ts";
import { registerOfApiKey } from "../protocol/register/api-keys.ts";
import { err, ok, type Result } from "../protocol/result.ts";
import { fromBase64Url, toBase64Url, toUtf8 } from "../protocol/signing/encoding.ts";
import { PublicKey } from "../protocol/signing/signature.ts";
import { Origin } from "../protocol/signing/signed-objects.ts";
import { OpeningKey } from "./disclosure/opening-keys.ts";

const Seed = v.pipe(
  v.string(),
  v.check((text) => fromBase64Url(text)?.length === 32, "not a signing seed"),
);

const ApiKey = v.pipe(
  v.string(),
  v.check((text) => registerOfApiKey(text) !== undefined, "not an API key"),
);

const KeyContent = v.pipe(
  v.strictObject({
    v: v.literal(1),
    mode: Mode,
    register: RegisterId,
    api_key: ApiKey,
    /** base64url of the Ed25519 seed that signs the terms; never leaves the backend. What only reads needs none */
    seed: v.exactOptional(Seed),
    /** what opens disclosures, the newest first; a register without one asks shoppers for nothing */
    opening_keys: v.exactOptional(
      v.pipe(v.array(OpeningKey), v.minLength(1), v.maxLength(OPENING_KEYS_MAX)),
    ),
    /** the synchronous server's origin */
    origin: Origin,
    /** the carrier's root key: what receipts are verified under */
    root_key: PublicKey,
  }),
  v.check(({ mode, register }) => modeOf(register) === mode, "mode and register disagree"),
  v.check(
    ({ api_key, register }) => registerOfApiKey(api_key) === register,
    "the API key is another register's",
  ),
);

export type KeyParts = Omit<v.InferOutput<typeof KeyContent>, "v">;

/** @returns the text to put into WARIFU_KEY. @throws ValiError for parts that aren't a register's */
export function keyFor(parts: KeyParts): string {
  const content = v.parse(KeyContent, { v: 1, ...parts });
  return `warifu_${parts.mode}_${toBase64Url(toUtf8(JSON.stringify(content)))}`;
}

/** @returns the parts, or one sentence that says what is wrong with the text. */
export function parseKey(text: unknown): Result<KeyParts, string> {
  if (typeof text !== "string" || text === "") return err("WARIFU_KEY is empty: set it");
  const match = /^warifu_(test|live)_(.*)$/s.exec(text);
  if (!match) return err("WARIFU_KEY must begin with warifu_test_ or warifu_live_");
  const json = decode(match[2] ?? "");
  if (json === undefined) return err("WARIFU_KEY is cut short or has been altered: copy it again");
  if (isRecord(json) && json.v !== 1) return err("WARIFU_KEY is of a version this SDK can't read");
  const parsed = v.safeParse(KeyContent, json);
  if (!parsed.success) {
    const at = v.getDotPath(parsed.issues[0]) ?? "content";
    return err(`WARIFU_KEY is not whole (${at}): make the register again or copy it again`);
  }
  const { v: _, ...parts } = parsed.output;
  if (parts.mode !== match[1]) return err("WARIFU_KEY says test and live at once");
  return ok(parts);
}

function decode(text: string): unknown {
  const bytes = fromBase64Url(text);
  if (!bytes || bytes.length === 0) return undefined;
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(bytes));
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
