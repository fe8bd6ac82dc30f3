/**
 * The signing proxy: HTTP on this machine alone, in front of the API. What any tool sends gets the register's API key,
 * an idempotency key and real signatures; what comes back goes back byte for byte. It holds a whole register's power, so
 * it takes nothing from a web page (Origin, Sec-Fetch-Site) nor under another name than this machine's (DNS rebinding),
 * and speaks for a test register unless it is told otherwise.
 */

import { request as ask, createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { request as askSecurely } from "node:https";
import { newIdempotencyKey } from "../../../register-server/trades/create-trade.ts";
import { type Signing, signBody } from "./sign-body.ts";
import { type Signer, signerOf } from "./signer.ts";

export interface SigningProxyOptions {
  /** a WARIFU_KEY */
  readonly key: string;
  /** where the API is; the key's own origin if left out */
  readonly upstream?: string;
  /** a free one if left out */
  readonly port?: number;
  /** adds nothing but signatures and the API key: no idempotency key, and no plain body is taken for a signed one */
  readonly strict?: boolean;
  /** takes no plain body for a signed one, as `strict`, but adds idempotency keys: a tool's own are no names of acts */
  readonly signedOnly?: boolean;
  /** also puts right what a JSON Schema can't say: for tools that make bodies up from the OpenAPI document */
  readonly mend?: boolean;
  /** a live register's money moves: only where it is meant */
  readonly live?: boolean;
  /** of each request that was answered */
  readonly say?: (line: string) => void;
}

export interface SigningProxy {
  readonly origin: string;
  readonly port: number;
  stop(): Promise<void>;
}

const BODY_BYTES_MAX = 1024 * 1024;
/** Bodies that were signed, by what came: a repeat is the same bytes. */
const REMEMBERED_MAX = 5_000;
const HOP_BY_HOP = new Set([
  ...["connection", "keep-alive", "proxy-connection", "te", "trailer", "transfer-encoding"],
  ...["upgrade", "host", "content-length", "expect", "warifu-sign"],
]);

/** @throws Error with one sentence */
export async function startSigningProxy(options: SigningProxyOptions): Promise<SigningProxy> {
  const signer = await signerOf(options.key);
  if (signer.mode === "live" && !options.live)
    throw new Error("this WARIFU_KEY is a live one: its proxy would move real money (--live)");
  const upstream = new URL(options.upstream ?? signer.origin);
  const memory = new Map<string, string>();
  const server = createServer((request, response) => {
    pass({ request, response, signer, upstream, memory, options }).catch(() => {
      if (response.headersSent) response.destroy();
      else refuse(response, 502, `the API doesn't answer at ${upstream.origin}`);
    });
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.once("error", reject).listen(options.port ?? 0, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address ? address.port : 0);
    });
  });
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { origin: `http://127.0.0.1:${port}`, port, stop };
}

interface Passing {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly signer: Signer;
  readonly upstream: URL;
  readonly memory: Map<string, string>;
  readonly options: SigningProxyOptions;
}

async function pass(passing: Passing): Promise<void> {
  const { request, response, upstream, options } = passing;
  const fault = strangeness(request);
  if (fault) return refuse(response, 403, fault);
  const body = await bodyOf(request);
  if (!body) return refuse(response, 413, "a body of more than 1 MiB is none of this API");
  const { headers, bytes } = await signed(passing, body);
  const { method = "GET", url = "/" } = request;
  const target = new URL(upstream);
  const send = target.protocol === "https:" ? askSecurely : ask;
  const length = bytes.length > 0 || method === "POST" ? { "content-length": bytes.length } : {};
  await new Promise<void>((resolve, reject) => {
    const sent = send(
      {
        ...{ protocol: target.protocol, hostname: target.hostname, port: target.port, method },
        ...{ path: url, headers: { ...headers, host: target.host, ...length } },
      },
      (answer) => {
        options.say?.(`${method} ${url} ${answer.statusCode}`);
        response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
        answer.pipe(response);
        answer.on("error", reject);
        response.on("close", resolve);
      },
    );
    sent.on("error", reject);
    sent.end(bytes);
  });
}

/** Why a request isn't one of a tool of this machine. */
function strangeness({ headers }: IncomingMessage): string | undefined {
  const name = headers.host?.replace(/:\d+$/, "");
  if (name !== "127.0.0.1" && name !== "localhost") return "ask it as 127.0.0.1 or localhost";
  const site = headers["sec-fetch-site"];
  const fromPage = headers.origin !== undefined || (site !== undefined && site !== "none");
  return fromPage ? "a web page may not use it" : undefined;
}

interface SignedRequest {
  readonly headers: Record<string, string | string[]>;
  readonly bytes: Buffer;
}

async function signed(
  { request, signer, memory, options }: Passing,
  body: Buffer,
): Promise<SignedRequest> {
  const headers: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined && !HOP_BY_HOP.has(name)) headers[name] = value;
  const asked = request.headers["warifu-sign"];
  if (asked === "off") return { headers, bytes: body };
  const signing: Signing = asked === "keep" ? "keep" : "fill";
  const { authorization = "" } = request.headers;
  // One of the register's own restricted keys stays, and so does a terminal's credential.
  if (!/^(Bearer wk_|Warifu-Credential )/i.test(authorization))
    headers.authorization = `Bearer ${signer.apiKey}`;
  if (request.method === "GET" || request.method === "HEAD") return { headers, bytes: body };
  if (headers["idempotency-key"] === undefined && !options.strict && signing === "fill")
    headers["idempotency-key"] = newIdempotencyKey(
      Date.now(),
      crypto.getRandomValues(new Uint8Array(10)),
    );
  const key = bare(String(headers["idempotency-key"] ?? ""));
  const path = (request.url ?? "/").replace(/\?.*$/s, "");
  const came = textOf(body);
  if (came === undefined) return { headers, bytes: body };
  const name = JSON.stringify([signing, key, path, came]);
  const { strict = false, signedOnly = strict, mend = false } = options;
  const write = { path, body: came, key, now: Date.now(), signing, signedOnly, mend };
  const text = memory.get(name) ?? (await signBody(write, signer));
  if (text === undefined) return { headers, bytes: body };
  if (memory.size >= REMEMBERED_MAX) memory.clear();
  memory.set(name, text);
  // What curl says of a body by itself.
  const isCurls = !strict && headers["content-type"] === "application/x-www-form-urlencoded";
  if (isCurls || headers["content-type"] === undefined)
    headers["content-type"] = "application/json";
  return { headers, bytes: Buffer.from(text) };
}

/** Of bytes that are UTF-8: what is not is sent as it came. */
function textOf(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** A quoted key is the same as a bare one (RFC 9651). */
function bare(key: string): string {
  const quoted = /^\s*"(.*)"\s*$/.exec(key);
  return quoted ? (quoted[1] ?? "").replace(/\\(["\\])/g, "$1") : key.trim();
}

async function bodyOf(request: IncomingMessage): Promise<Buffer | undefined> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > BODY_BYTES_MAX) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function refuse(response: ServerResponse, status: number, why: string): void {
  response.writeHead(status, { "content-type": "text/plain", connection: "close" });
  response.end(`warifu sign: ${why}\n`);
}
