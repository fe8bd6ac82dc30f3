/**
 * What is asked of Cloudflare's API before anything is changed: reads alone, each parsed. What changes something goes
 * through wrangler. The address is wrangler's own (CLOUDFLARE_API_BASE_URL), and so is the token, which is never said.
 */

import * as v from "valibot";
import { Missing } from "../steps.ts";
import { wranglerTried } from "./wrangler.ts";

const BASE = "https://api.cloudflare.com/client/v4";
const ASK_MS = 30_000;

const Envelope = v.object({
  success: v.boolean(),
  errors: v.optional(v.nullable(v.array(v.object({ code: v.number(), message: v.string() })))),
  result: v.unknown(),
});

export interface CloudflareApi {
  /** @returns undefined where there is no such thing */
  read<S extends v.GenericSchema>(path: string, schema: S): Promise<v.InferOutput<S> | undefined>;
}

/** @throws Missing where nobody is logged in */
export async function openApi(): Promise<CloudflareApi> {
  const token = process.env.CLOUDFLARE_API_TOKEN ?? (await tokenOfWrangler());
  const base = process.env.CLOUDFLARE_API_BASE_URL ?? BASE;
  return {
    async read(path, schema) {
      const response = await fetch(`${base}${path}`, {
        headers: { authorization: `Bearer ${token}` },
        signal: AbortSignal.timeout(ASK_MS),
      }).catch((cause: unknown) => {
        throw new Error(`Cloudflare's API doesn't answer at ${new URL(base).host}`, { cause });
      });
      const body = v.safeParse(Envelope, await response.json().catch(() => undefined));
      if (!body.success) throw new Error(`Cloudflare's API answered ${response.status} to ${path}`);
      if (response.status === 404) return undefined;
      if (!body.output.success) throw refusedBy(path, response.status, body.output.errors ?? []);
      const result = v.safeParse(schema, body.output.result);
      if (result.success) return result.output;
      throw new Error(`Cloudflare's API answered something else than was expected to ${path}`);
    },
  };
}

function refusedBy(
  path: string,
  status: number,
  errors: readonly { code: number; message: string }[],
): Error {
  const [first] = errors;
  const said = first ? `${first.message} (${first.code})` : `HTTP ${status}`;
  if (status === 401 || status === 403)
    return new Missing(
      `the token may not read ${path}: ${said}`,
      "npx wrangler login, or a CLOUDFLARE_API_TOKEN that may edit Workers and read zones",
    );
  return new Error(`Cloudflare's API refused ${path}: ${said}`);
}

/** wrangler renews what `wrangler login` left, and prints it to us alone. */
async function tokenOfWrangler(): Promise<string> {
  const { ok, output } = await wranglerTried(["auth", "token", "--json"]);
  const json = ok ? /\{[\s\S]*\}/.exec(output)?.[0] : undefined;
  const token = json ? v.safeParse(v.object({ token: v.string() }), JSON.parse(json)) : undefined;
  if (token?.success) return token.output.token;
  throw new Missing("nobody is logged in at Cloudflare", "npx wrangler login");
}
