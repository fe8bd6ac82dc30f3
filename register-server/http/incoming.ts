/**
 * A request as whoever serves got it: the Fetch API's Request, or Node's own. Its headers, and its body's bytes as they
 * came, no further than a size. That something has read the body before is found, never worked around.
 */

import { bytesUpTo } from "../../protocol/bounded-bytes.ts";
import { concatBytes } from "../../protocol/signing/encoding.ts";

/** What Node's http, and so Express, gives: an IncomingMessage. */
export interface NodeRequest extends AsyncIterable<Uint8Array> {
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** true once anything has read of it */
  readonly readableDidRead?: boolean;
}

export type IncomingRequest = Request | NodeRequest;

/** @param name in small letters @returns undefined where it isn't there, or is empty */
export function headerOf(request: IncomingRequest, name: string): string | undefined {
  const value = isNodeRequest(request) ? request.headers[name] : request.headers.get(name);
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** @returns the bytes, or why there are none */
export async function bodyOf(
  request: IncomingRequest,
  max: number,
): Promise<Uint8Array<ArrayBuffer> | "read_before" | "too_large"> {
  if (isNodeRequest(request)) return nodeBodyOf(request, max);
  if (request.bodyUsed) return "read_before";
  return (await bytesUpTo(max, request.body)) ?? "too_large";
}

async function nodeBodyOf(request: NodeRequest, max: number) {
  if (request.readableDidRead) return "read_before";
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of request) {
    // A text: somebody has decoded it.
    if (!(part instanceof Uint8Array)) return "read_before";
    length += part.byteLength;
    if (length > max) return "too_large";
    parts.push(part);
  }
  return concatBytes(...parts);
}

function isNodeRequest(request: IncomingRequest): request is NodeRequest {
  return typeof (request.headers as Partial<Headers>).get !== "function";
}
