/**
 * A proxy in front of the synchronous server, at the origin that browsers know: it can hold a request,
 * lose an answer after the server gave it, or refuse a connection, over HTTP and WebSocket alike. It
 * records what passed, so that a test can count and compare bytes, and gives a capture everything, to be swept for
 * canaries. Before a shop it does only the latter.
 */

import {
  createServer,
  type IncomingMessage,
  request,
  type Server,
  type ServerResponse,
} from "node:http";
import { connect, type Socket } from "node:net";
import type { Duplex } from "node:stream";
import type { Place } from "./canary/canary.ts";
import type { Capture } from "./canary/capture.ts";
import { placeOf, whereOf } from "./canary/place.ts";
import { WebSocketReader } from "./canary/web-socket-reader.ts";

export type Fault =
  /** the request waits until release() */
  | { readonly kind: "hold" }
  /** the server gets the request and answers; the answer is lost and the connection breaks */
  | { readonly kind: "lose-answer" }
  /** the connection breaks before the server hears of it */
  | { readonly kind: "refuse" };

interface Rule {
  readonly path: RegExp;
  readonly method: string | undefined;
  readonly fault: Fault;
  times: number;
  /** resolves once the fault has met its first request */
  readonly met: PromiseWithResolvers<void>;
  readonly released: PromiseWithResolvers<void>;
}

export interface ArmedFault {
  /** the fault has met a request (for a lost answer: the server has answered it) */
  readonly met: Promise<void>;
  /** lets held requests go, and ends the fault */
  release(): void;
}

export interface Passed {
  readonly method: string;
  readonly path: string;
  readonly body: string;
  status?: number;
  answer?: string;
}

export interface FaultProxy {
  readonly origin: string;
  readonly passed: Passed[];
  /** @param times how many requests it meets; 0 means every one until release() */
  arm(path: RegExp, fault: Fault, options?: { times?: number; method?: string }): ArmedFault;
  /** WebSockets of such a path that are open now */
  openSockets(path: RegExp): number;
  /** no fault stays armed */
  calm(): void;
  close(): Promise<void>;
}

export interface FaultProxyOptions {
  readonly capture?: Capture;
  /** what stands behind it, in the capture's words */
  readonly name?: string;
  /** whose everything is that passes; told by the request, if left out */
  readonly place?: Place;
  /** any free one of the loopback's IPv4 address, if left out; else on every address */
  readonly port?: number;
}

export async function startFaultProxy(
  targetPort: () => number,
  options: FaultProxyOptions = {},
): Promise<FaultProxy> {
  const rules: Rule[] = [];
  const passed: Passed[] = [];
  const sockets = new Set<Duplex>();
  const upgraded = new Map<Duplex, string>();

  const take = (path: string, method: string): Rule | undefined => {
    const rule = rules.find((one) => one.path.test(path) && (one.method ?? method) === method);
    if (rule && rule.times > 0 && --rule.times === 0) rules.splice(rules.indexOf(rule), 1);
    return rule;
  };

  const server: Server = createServer((incoming, outgoing) => {
    void forward(incoming, outgoing, targetPort(), take, passed, listenerOf(incoming, options));
  });
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  server.on("upgrade", (incoming, socket, head) => {
    const hear = listenerOf(incoming, options);
    upgraded.set(socket, incoming.url ?? "");
    socket.on("close", () => upgraded.delete(socket));
    void forwardUpgrade(incoming, socket as Socket, head, targetPort(), take, hear);
  });
  const where =
    options.port === undefined ? { host: "127.0.0.1", port: 0 } : { port: options.port };
  await new Promise<void>((resolve) => server.listen(where, resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;

  return {
    origin: `http://localhost:${port}`,
    passed,
    arm(path, fault, { times = 1, method } = {}) {
      const rule: Rule = {
        path,
        method,
        fault,
        times,
        met: Promise.withResolvers(),
        released: Promise.withResolvers(),
      };
      rules.push(rule);
      return {
        met: rule.met.promise,
        release: () => {
          if (rules.includes(rule)) rules.splice(rules.indexOf(rule), 1);
          rule.released.resolve();
        },
      };
    },
    openSockets: (path) => [...upgraded.values()].filter((url) => path.test(url)).length,
    calm() {
      for (const rule of rules.splice(0)) rule.released.resolve();
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

type Take = (path: string, method: string) => Rule | undefined;

/** Gives the capture what passes of one request. */
interface Hear {
  request(body: Uint8Array): void;
  answer(status: number | undefined, headers: readonly string[], body: Uint8Array): void;
  message(from: "client" | "server", message: Uint8Array): void;
}

function listenerOf(incoming: IncomingMessage, options: FaultProxyOptions): Hear {
  const { capture, name = "synchronous server" } = options;
  const { method = "GET", url = "/", rawHeaders: headers } = incoming;
  const place = options.place ?? placeOf(headers);
  const where = `${name}: ${whereOf(method, url)}`;
  return {
    request: (body) => capture?.http(place, where, { line: `${method} ${url}`, headers, body }),
    answer: (status, raw, body) =>
      capture?.http(place, `${where}, answer`, { line: `${status}`, headers: raw, body }),
    message: (from, message) => capture?.catch(place, `${where}, ${from}'s message`, message),
  };
}

async function forward(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  port: number,
  take: Take,
  passed: Passed[],
  hear: Hear,
): Promise<void> {
  const { method = "GET", url = "/" } = incoming;
  const body = await readAll(incoming).catch(() => undefined);
  if (body === undefined) return;
  hear.request(body);
  const record: Passed = { method, path: url, body: body.toString("utf8") };
  passed.push(record);
  const rule = take(url, method);
  if (rule?.fault.kind === "refuse") {
    rule.met.resolve();
    incoming.socket.destroy();
    return;
  }
  if (rule?.fault.kind === "hold") {
    rule.met.resolve();
    await rule.released.promise;
  }
  // Plain answers only: a test reads them.
  const headers = { ...incoming.headers, "accept-encoding": "identity" };
  const upstream = request(
    { host: "127.0.0.1", port, method, path: url, headers },
    async (answer) => {
      const content = await readAll(answer).catch(() => undefined);
      // Cut off by a kill, it was given to nobody: no status, as if the server had died before it.
      if (content) {
        record.status = answer.statusCode ?? 0;
        record.answer = content.toString("utf8");
      }
      hear.answer(answer.statusCode, answer.rawHeaders, content ?? new Uint8Array());
      if (content === undefined || rule?.fault.kind === "lose-answer") {
        rule?.met.resolve();
        incoming.socket.destroy();
        return;
      }
      const { "transfer-encoding": _, ...kept } = answer.headers;
      const sized = { ...kept, "content-length": String(content.length) };
      outgoing.writeHead(answer.statusCode ?? 502, sized).end(content);
    },
  );
  upstream.on("error", () => incoming.socket.destroy());
  upstream.end(body);
}

async function forwardUpgrade(
  incoming: IncomingMessage,
  client: Socket,
  head: Buffer,
  port: number,
  take: Take,
  hear: Hear,
): Promise<void> {
  const rule = take(incoming.url ?? "/", "UPGRADE");
  client.on("error", () => client.destroy());
  hear.request(new Uint8Array());
  if (rule?.fault.kind === "refuse") {
    rule.met.resolve();
    client.destroy();
    return;
  }
  if (rule?.fault.kind === "hold") {
    rule.met.resolve();
    await rule.released.promise;
  }
  const upstream = connect(port, "127.0.0.1");
  upstream.on("error", () => client.destroy());
  upstream.on("close", () => client.destroy());
  client.on("close", () => upstream.destroy());
  upstream.write(upgradeOf(incoming));
  upstream.write(head);
  const sent = new WebSocketReader();
  const hearSent = (chunk: Buffer) => {
    for (const message of sent.read(chunk)) hear.message("client", message);
  };
  hearSent(head);
  client.on("data", hearSent);
  client.pipe(upstream);
  const received = new WebSocketReader();
  let upgraded = false;
  upstream.on("data", (chunk: Buffer) => {
    // The first bytes are the 101; what follows are frames: a lost answer is a frame that never comes.
    if (upgraded && rule?.fault.kind === "lose-answer") {
      rule.met.resolve();
      client.destroy();
      return;
    }
    const end = upgraded ? 0 : chunk.indexOf("\r\n\r\n") + 4;
    if (!upgraded) hear.answer(101, ["", chunk.toString("latin1", 0, end)], new Uint8Array());
    for (const message of received.read(chunk.subarray(end))) hear.message("server", message);
    upgraded = true;
    client.write(chunk);
  });
}

/** Without the browser's offer to compress: a capture reads the messages as they are. */
function upgradeOf({ method, url, rawHeaders }: IncomingMessage): string {
  const lines = [`${method} ${url} HTTP/1.1`];
  for (let i = 0; i < rawHeaders.length; i += 2) {
    if (rawHeaders[i]?.toLowerCase() === "sec-websocket-extensions") continue;
    lines.push(`${rawHeaders[i]}: ${rawHeaders[i + 1]}`);
  }
  return `${lines.join("\r\n")}\r\n\r\n`;
}

async function readAll(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}
