/**
 * Cloudflare's API as far as wrangler and our commands use it, on a port of this machine (CLOUDFLARE_API_BASE_URL). It
 * wants a token, keeps what it is given in a CloudflareAccount, and notes whatever it was asked and doesn't know.
 */

import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { ApiRefusal, CloudflareAccount, type UploadedVersion } from "./account.ts";
import { type Route, routesOf } from "./worker-routes.ts";

export const TOKEN = "a-token-of-the-stand-in";

export interface ApiStandIn {
  readonly account: CloudflareAccount;
  /** for CLOUDFLARE_API_BASE_URL */
  readonly url: string;
  /** questions that it had no answer to */
  readonly unknown: readonly string[];
  close(): Promise<void>;
}

/** @param changed is told which Worker has another version now, and waited for */
export async function startApiStandIn(
  changed: (worker: string, version: UploadedVersion) => Promise<void>,
): Promise<ApiStandIn> {
  const account = new CloudflareAccount();
  const unknown: string[] = [];
  const routes = routesOf(account, changed);
  const server = createServer((incoming, outgoing) => {
    void answerTo(incoming, outgoing, routes, unknown);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    ...{ account, unknown, url: `http://127.0.0.1:${port}/client/v4` },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answerTo(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  routes: readonly Route[],
  unknown: string[],
): Promise<void> {
  const url = new URL(incoming.url ?? "/", "http://stand-in");
  const path = url.pathname.replace("/client/v4", "");
  const method = incoming.method ?? "GET";
  const reply = (status: number, result: unknown, errors: unknown[] = []) => {
    outgoing.writeHead(status, { "content-type": "application/json" });
    const count = Array.isArray(result) ? result.length : 1;
    const result_info = { page: 1, per_page: 100, count, total_count: count, total_pages: 1 };
    outgoing.end(
      JSON.stringify({ success: errors.length === 0, errors, messages: [], result, result_info }),
    );
  };
  try {
    const body = await bytesOf(incoming);
    const request = new Request(url, {
      method,
      headers: new Headers(incoming.headers as Record<string, string>),
      ...(body.length > 0 ? { body } : {}),
    });
    const upload = path.endsWith("/assets/upload");
    if (!upload && request.headers.get("authorization") !== `Bearer ${TOKEN}`)
      throw new ApiRefusal(401, 10000, "Authentication error");
    for (const [verb, pattern, answer] of routes) {
      const match = verb === method ? pattern.exec(path) : null;
      if (!match) continue;
      return reply(200, await answer(request, match));
    }
    unknown.push(`${method} ${path}`);
    throw new ApiRefusal(404, 7003, `Could not route to ${path}`);
  } catch (error) {
    const refusal =
      error instanceof ApiRefusal ? error : new ApiRefusal(500, 10013, `stand-in: ${error}`);
    if (!(error instanceof ApiRefusal)) unknown.push(`${method} ${path}: ${error}`);
    reply(refusal.status, null, [{ code: refusal.code, message: refusal.message }]);
  }
}

async function bytesOf(incoming: IncomingMessage): Promise<Buffer<ArrayBuffer>> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
