/**
 * A proxy in front of the synchronous server, at the origin that browsers know: it can hold a request,
 * lose an answer after the server gave it, or refuse a connection, over HTTP and WebSocket alike. It
 * records what passed, so that a test can count and compare bytes.
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
  /** no fault stays armed */
  calm(): void;
  close(): Promise<void>;
}

export async function startFaultProxy(targetPort: () => number): Promise<FaultProxy> {
  const rules: Rule[] = [];
  const passed: Passed[] = [];
  const sockets = new Set<Duplex>();

  const take = (path: string, method: string): Rule | undefined => {
    const rule = rules.find((one) => one.path.test(path) && (one.method ?? method) === method);
    if (rule && rule.times > 0 && --rule.times === 0) rules.splice(rules.indexOf(rule), 1);
    return rule;
  };

  const server: Server = createServer((incoming, outgoing) => {
    void forward(incoming, outgoing, targetPort(), take, passed);
  });
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  server.on("upgrade", (incoming, socket, head) => {
    void forwardUpgrade(incoming, socket as Socket, head, targetPort(), take);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
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

async function forward(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  port: number,
  take: Take,
  passed: Passed[],
): Promise<void> {
  const { method = "GET", url = "/" } = incoming;
  const body = await readAll(incoming).catch(() => undefined);
  if (body === undefined) return;
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
      record.status = answer.statusCode ?? 0;
      record.answer = content?.toString("utf8") ?? "";
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
): Promise<void> {
  const rule = take(incoming.url ?? "/", "UPGRADE");
  client.on("error", () => client.destroy());
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
  const lines = [`${incoming.method} ${incoming.url} HTTP/1.1`];
  for (let i = 0; i < incoming.rawHeaders.length; i += 2) {
    lines.push(`${incoming.rawHeaders[i]}: ${incoming.rawHeaders[i + 1]}`);
  }
  upstream.write(`${lines.join("\r\n")}\r\n\r\n`);
  upstream.write(head);
  client.pipe(upstream);
  let upgraded = false;
  upstream.on("data", (chunk: Buffer) => {
    // The first bytes are the 101; what follows are frames: a lost answer is a frame that never comes.
    if (upgraded && rule?.fault.kind === "lose-answer") {
      rule.met.resolve();
      client.destroy();
      return;
    }
    upgraded = true;
    client.write(chunk);
  });
}

async function readAll(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}
