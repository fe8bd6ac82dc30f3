/**
 * Keeps the body as it came, before Vendure's own JSON parser reads it: a webhook's signature is over its bytes. The
 * plugin brings this itself, for its own addresses alone; the merchant's other middleware stays as it is.
 */

import type { IncomingMessage, ServerResponse } from "node:http";

/** Warifu's are far smaller; what is larger is refused unread. */
const BYTES_MAX = 256 * 1024;
const BODIES = new WeakMap<IncomingMessage, Uint8Array<ArrayBuffer>>();

export function keepRawBody(
  request: IncomingMessage,
  response: ServerResponse,
  next: (error?: unknown) => void,
): void {
  // Somebody's parser was before this one. What it made of the body proves nothing: the controller says so.
  if (request.readableEnded) {
    next();
    return;
  }
  const parts: Buffer[] = [];
  let length = 0;
  request.on("data", (part: Buffer) => {
    length += part.length;
    if (length <= BYTES_MAX) parts.push(part);
  });
  request.once("error", next);
  request.once("end", () => {
    if (length > BYTES_MAX) {
      response.writeHead(413).end();
      return;
    }
    BODIES.set(request, new Uint8Array(Buffer.concat(parts)));
    next();
  });
}

/** The request as the SDK takes it, its body the very bytes that came; undefined where something else read them. */
export function asFetchRequest(request: IncomingMessage): Request | undefined {
  const body = BODIES.get(request);
  if (!body) return undefined;
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (typeof value === "string") headers.set(name, value);
  }
  return new Request("http://localhost/", { method: "POST", headers, body });
}
