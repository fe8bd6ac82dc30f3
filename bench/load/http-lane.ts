/**
 * One keep-alive HTTP/1.1 connection that sends requests made before and reads their answers, one at a time. As little
 * work per request as can be, since servers and load share the machine. Knows only what our servers and the peers
 * answer with: Content-Length, or chunks.
 */

import { connect, type Socket } from "node:net";

export interface Answer {
  readonly status: number;
  readonly body: Buffer;
}

interface Waiting {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
}

const HEAD_END = Buffer.from("\r\n\r\n");
const LINE_END = Buffer.from("\r\n");

export class HttpLane {
  readonly #socket: Socket;
  #received: Buffer = Buffer.alloc(0);
  #waiting: Waiting | undefined;
  #ended: Error | undefined;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on("data", (bytes: Buffer) => this.#hear(bytes));
    socket.on("error", (error) => this.#fail(error));
    socket.on("close", () => this.#fail(new Error("the server closed the connection")));
  }

  static open(port: number): Promise<HttpLane> {
    return new Promise((resolve, reject) => {
      const socket = connect(port, "127.0.0.1");
      socket.once("connect", () => resolve(new HttpLane(socket)));
      socket.once("error", reject);
    });
  }

  /** @param request a whole HTTP/1.1 request @throws Error when the connection ends before its answer */
  send(request: Buffer): Promise<Answer> {
    return new Promise((resolve, reject) => {
      if (this.#waiting) throw new Error("a lane sends one request at a time");
      // A server closes connections that nothing was sent on for a while.
      if (this.#ended) throw this.#ended;
      this.#waiting = { resolve, reject };
      this.#socket.write(request);
    });
  }

  close(): void {
    this.#waiting = undefined;
    this.#socket.destroy();
  }

  #hear(bytes: Buffer): void {
    this.#received = this.#received.length === 0 ? bytes : Buffer.concat([this.#received, bytes]);
    const answer = readAnswer(this.#received);
    if (!answer) return;
    this.#received = Buffer.alloc(0);
    const waiting = this.#waiting;
    this.#waiting = undefined;
    waiting?.resolve(answer);
  }

  #fail(error: Error): void {
    this.#ended ??= error;
    this.#waiting?.reject(error);
    this.#waiting = undefined;
  }
}

/** @returns the answer, or undefined while it isn't whole */
export function readAnswer(received: Buffer): Answer | undefined {
  const headEnd = received.indexOf(HEAD_END);
  if (headEnd < 0) return undefined;
  const head = received.toString("latin1", 0, headEnd);
  const status = Number(head.slice(9, 12));
  const start = headEnd + HEAD_END.length;
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
  if (length !== undefined) {
    const end = start + Number(length);
    return received.length < end ? undefined : { status, body: received.subarray(start, end) };
  }
  if (!/\r\ntransfer-encoding: *chunked/i.test(head)) return { status, body: Buffer.alloc(0) };
  const body = readChunks(received, start);
  return body && { status, body };
}

function readChunks(received: Buffer, start: number): Buffer | undefined {
  const chunks: Buffer[] = [];
  let at = start;
  for (;;) {
    const lineEnd = received.indexOf(LINE_END, at);
    if (lineEnd < 0) return undefined;
    const size = Number.parseInt(received.toString("latin1", at, lineEnd), 16);
    const from = lineEnd + LINE_END.length;
    const end = from + size + LINE_END.length;
    if (received.length < end) return undefined;
    if (size === 0) return chunks.length === 1 ? chunks[0] : Buffer.concat(chunks);
    chunks.push(received.subarray(from, from + size));
    at = end;
  }
}

/** A whole request. @param headers beside Host and the body's own */
export function requestBytes(
  method: "GET" | "POST",
  url: string,
  headers: Readonly<Record<string, string>> = {},
  body?: string,
): Buffer {
  const { host, pathname, search } = new URL(url);
  const own =
    body === undefined
      ? {}
      : { "content-type": "application/json", "content-length": `${Buffer.byteLength(body)}` };
  const lines = Object.entries({ host, ...own, ...headers }).map(([k, v]) => `${k}: ${v}\r\n`);
  return Buffer.from(
    `${method} ${pathname}${search} HTTP/1.1\r\n${lines.join("")}\r\n${body ?? ""}`,
  );
}
