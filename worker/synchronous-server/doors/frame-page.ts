/**
 * The frame of our origin in the shop's page, and the files it and the shop load. Its frame-ancestors are
 * the register's proven origins: the browser checks the whole chain, so a stranger's page can't hold the
 * pay button, and a register without a proven origin can't be framed at all (design §7).
 */

import * as v from "valibot";
import { FRAME_PATH, FrameQuery } from "../../../protocol/frame-messages.ts";
import { modeOf } from "../../../protocol/ids.ts";
import type { Door } from "../../http/door.ts";
import { deploymentOf } from "../deployment.ts";
import type { SynchronousEnv } from "../env.ts";

/** Shown to who opens the frame by hand; inside a shop's page the button stands in its place. */
const NOT_A_PAGE = "This is the pay button of a shop's checkout. Open the shop to use it.";
const NO_SUCH_REGISTER = "No register of that id may be shown here.";

const ASSET_HEADERS = { "Cache-Control": "public, max-age=60" };

export function addFramePage(door: Door<SynchronousEnv>): void {
  door.get(FRAME_PATH, async (c) => {
    const query = v.safeParse(FrameQuery, c.req.query());
    const origins = query.success ? await originsOf(query.output, c.env) : undefined;
    if (!query.success || !origins) return page(404, NO_SUCH_REGISTER, {}, framePolicy(c.env, []));
    return page(200, NOT_A_PAGE, query.output, framePolicy(c.env, origins));
  });
  // Loaded by every shop's page, whatever its origin; the frame's own files stay with us.
  door.get("/checkout.js", (c) =>
    asset(c.req.raw, c.env, {
      "Access-Control-Allow-Origin": "*",
      "Cross-Origin-Resource-Policy": "cross-origin",
    }),
  );
  door.get("/frame.js", (c) => asset(c.req.raw, c.env));
  door.get("/frame.css", (c) => asset(c.req.raw, c.env));
}

async function originsOf(
  { register }: FrameQuery,
  env: SynchronousEnv,
): Promise<readonly string[] | undefined> {
  const { trust } = await deploymentOf(env);
  if (modeOf(register) !== trust.mode) return undefined;
  return (await env.REGISTER.getByName(register).profile())?.origins;
}

/** Only what is surely one host becomes part of the policy: no wildcard, no second directive. */
const CSP_ORIGIN = /^https?:\/\/[a-z0-9-]+(\.[a-z0-9-]+)*(:\d+)?$/;

function framePolicy({ ORIGIN }: SynchronousEnv, origins: readonly string[]): string {
  const ancestors = origins.filter((origin) => CSP_ORIGIN.test(origin));
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    // Not every browser takes 'self' to mean the same host's sockets.
    `connect-src 'self' ${ORIGIN.replace(/^http/, "ws")}`,
    "img-src 'self' data:",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${ancestors.length > 0 ? ancestors.join(" ") : "'none'"}`,
  ].join("; ");
}

/** The frame's script reads its settings from the body's data attributes. */
function page(
  status: number,
  text: string,
  settings: Partial<FrameQuery>,
  policy: string,
): Response {
  const data = Object.entries(settings).map(([name, value]) => ` data-${name}="${escaped(value)}"`);
  const html = `<!doctype html>
<html lang="${escaped(settings.locale ?? "en")}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex">
<title>Warifu</title>
<link rel="stylesheet" href="/frame.css">
${status === 200 ? '<script src="/frame.js" defer></script>' : ""}
</head>
<body${data.join("")}><noscript>${text}</noscript></body>
</html>
`;
  const headers = {
    "Content-Type": "text/html; charset=utf-8",
    "Cache-Control": "private, max-age=60",
    "Content-Security-Policy": policy,
    // A shop that isolates itself may still frame us; who may is said by frame-ancestors.
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
  };
  return new Response(status === 200 ? html : html.replace(/<\/?noscript>/g, ""), {
    status,
    headers,
  });
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}

async function asset(
  request: Request,
  { ASSETS }: SynchronousEnv,
  headers: Record<string, string> = {},
): Promise<Response> {
  const found = await ASSETS.fetch(request);
  const response = new Response(found.body, found);
  for (const [name, value] of Object.entries({ ...ASSET_HEADERS, ...headers }))
    response.headers.set(name, value);
  return response;
}
