/**
 * The frame of our origin in the shop's page, and the files it and the shop load. Its frame-ancestors are
 * the register's proven origins, and our own: the browser checks the whole chain, so a stranger's page can't hold the
 * pay button, and a register without a proven origin can be framed by us alone (design §7).
 */

import * as v from "valibot";
import { modeOf } from "../../../protocol/ids.ts";
import { FRAME_PATH, FrameQuery } from "../../../protocol/page/frame-messages.ts";
import { refusal } from "../../../protocol/problem.ts";
import { refuse } from "../../http/answer.ts";
import type { Door } from "../../http/door.ts";
import { objectNamed } from "../../objects/placed.ts";
import { deploymentOf } from "../deployment.ts";
import type { SynchronousEnv } from "../env.ts";

/** Shown to who opens the frame by hand; inside a shop's page the button stands in its place. */
const NOT_A_PAGE = "This is the pay button of a shop's checkout. Open the shop to use it.";
const NO_SUCH_REGISTER = "No register of that id may be shown here.";

/** What a browser may want the frame's address for. Opened by hand (`document`) it has no button. */
const DESTINATIONS = ["iframe", "frame", "document"];

const SHORT = { "Cache-Control": "public, max-age=60" };
/** A versioned address gives the same bytes for ever. */
const FOR_EVER = { "Cache-Control": "public, max-age=31536000, immutable" };
/** Loaded by every shop's page, whatever its origin; with a hash it is fetched as CORS. */
const FOR_SHOPS = {
  "Access-Control-Allow-Origin": "*",
  "Cross-Origin-Resource-Policy": "cross-origin",
};

export function addFramePage(door: Door<SynchronousEnv>): void {
  door.get(FRAME_PATH, async (c) => {
    const destination = c.req.header("Sec-Fetch-Dest") ?? "iframe";
    if (!DESTINATIONS.includes(destination)) return refuse(c.req.raw, refusal("wrong_context"));
    const query = v.safeParse(FrameQuery, c.req.query());
    const origins = query.success ? await originsOf(query.output, c.env) : undefined;
    if (!query.success || !origins) return plainPage(404, NO_SUCH_REGISTER);
    if (destination === "document") return plainPage(200, NOT_A_PAGE);
    return htmlResponse(200, framePage(query.output), framePolicy(c.env, origins));
  });
  door.get("/checkout.js", (c) => asset(c.req.raw, c.env, { ...SHORT, ...FOR_SHOPS }));
  door.get("/:version{v1\\.[0-9]+\\.[0-9]+}/checkout.js", (c) =>
    asset(c.req.raw, c.env, { ...FOR_EVER, ...FOR_SHOPS }),
  );
  // A module that pages without a backend load, and pin [PL10].
  door.get("/access.js", (c) => asset(c.req.raw, c.env, { ...SHORT, ...FOR_SHOPS }));
  door.get("/:version{v1\\.[0-9]+\\.[0-9]+}/access.js", (c) =>
    asset(c.req.raw, c.env, { ...FOR_EVER, ...FOR_SHOPS }),
  );
  // The frame's own files stay with us.
  door.get("/frame.js", (c) => asset(c.req.raw, c.env, SHORT));
  door.get("/link.js", (c) => asset(c.req.raw, c.env, SHORT));
  door.get("/frame.css", (c) => asset(c.req.raw, c.env, SHORT));
}

async function originsOf(
  { register }: FrameQuery,
  env: SynchronousEnv,
): Promise<readonly string[] | undefined> {
  const { trust } = await deploymentOf(env);
  if (modeOf(register) !== trust.mode) return undefined;
  return (await objectNamed(env.REGISTER, register).profile())?.origins;
}

/** Only what is surely one host becomes part of the policy: no wildcard, no second directive. */
const CSP_ORIGIN = /^https?:\/\/[a-z0-9-]+(\.[a-z0-9-]+)*(:\d+)?$/;

const PLAIN_POLICY =
  "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

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
    // Our own pages of a trade hold it too: they are framed by nobody [PG16].
    `frame-ancestors ${["'self'", ...ancestors].join(" ")}`,
    // Our script writes no HTML, and no other may.
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join("; ");
}

/** The frame's script reads its register from the body, and how to look from the fragment. */
function framePage({ register }: FrameQuery): string {
  const script = '<script src="/frame.js" defer></script>';
  const body = `<body data-register="${register}"><noscript>${NOT_A_PAGE}</noscript></body>`;
  return htmlPage(script, body);
}

/** A sentence, and nothing that runs. Nobody can frame it. */
function plainPage(status: number, text: string): Response {
  return htmlResponse(status, htmlPage("", `<body>${text}</body>`), PLAIN_POLICY);
}

function htmlPage(script: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex">
<title>Warifu</title>
<link rel="stylesheet" href="/frame.css">
${script}
</head>
${body}
</html>
`;
}

function htmlResponse(status: number, html: string, policy: string): Response {
  const headers = {
    "Content-Type": "text/html; charset=utf-8",
    "Cache-Control": "private, max-age=60",
    // In a frame it is another page than by itself.
    Vary: "Sec-Fetch-Dest",
    "Content-Security-Policy": policy,
    // A shop that isolates itself may still frame us; who may is said by frame-ancestors.
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
  };
  return new Response(html, { status, headers });
}

async function asset(
  request: Request,
  { ASSETS }: SynchronousEnv,
  headers: Record<string, string>,
): Promise<Response> {
  const found = await ASSETS.fetch(request);
  if (found.status === 404) return refuse(request, refusal("route_not_found"));
  const response = new Response(found.body, found);
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  return response;
}
