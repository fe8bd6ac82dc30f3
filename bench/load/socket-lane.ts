/**
 * A WebSocket (RFC 6455) client with as little work per message as can be: texts in whole frames, one message and one
 * answer at a time, or messages that come unasked. Frames made before; the mask is zero, which is a mask like any other.
 */

import { randomBytes } from "node:crypto";
import { connect, type Socket } from "node:net";

const TEXT = 1;
const CLOSE = 8;
const PING = 9;

export class SocketLane {
  readonly #socket: Socket;
  #received: Buffer;
  readonly #messages: string[] = [];
  #waiting: { resolve: (text: string) => void; reject: (error: Error) => void } | undefined;
  #ended: Error | undefined;

  private constructor(socket: Socket, received: Buffer) {
    this.#socket = socket;
    this.#received = received;
    socket.on("data", (bytes: Buffer) => {
      this.#received = this.#received.length === 0 ? bytes : Buffer.concat([this.#received, bytes]);
      this.#read();
    });
    socket.on("error", (error) => this.#fail(error));
    socket.on("close", () => this.#fail(new Error("the socket was closed")));
    this.#read();
  }

  /** @param protocols as Sec-WebSocket-Protocol */
  static open(url: string, protocols?: string): Promise<SocketLane> {
    const { host, port, pathname } = new URL(url);
    return new Promise((resolve, reject) => {
      const socket = connect(Number(port), "127.0.0.1");
      socket.setNoDelay(true);
      const key = randomBytes(16).toString("base64");
      const named = protocols === undefined ? "" : `Sec-WebSocket-Protocol: ${protocols}\r\n`;
      const head =
        `GET ${pathname} HTTP/1.1\r\nHost: ${host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
        `Sec-WebSocket-Key: ${key}\r\nSec-WebSocket-Version: 13\r\n${named}\r\n`;
      let received = Buffer.alloc(0);
      const hear = (bytes: Buffer) => {
        received = Buffer.concat([received, bytes]);
        const end = received.indexOf("\r\n\r\n");
        if (end < 0) return;
        socket.off("data", hear);
        const answered = received.toString("latin1", 0, end);
        if (answered.startsWith("HTTP/1.1 101"))
          resolve(new SocketLane(socket, received.subarray(end + 4)));
        else {
          const [status = ""] = answered.split("\r\n");
          const body = received.toString("utf8", end + 4);
          reject(new Error(`no WebSocket: ${status} ${body}`));
        }
      };
      socket.on("data", hear);
      socket.once("error", reject);
      socket.once("connect", () => socket.write(head));
    });
  }

  /** @param frame of textFrame @returns the next message */
  ask(frame: Buffer): Promise<string> {
    this.#socket.write(frame);
    return this.next();
  }

  /** The next message, whoever began. @throws Error when the socket ends before */
  next(): Promise<string> {
    const message = this.#messages.shift();
    if (message !== undefined) return Promise.resolve(message);
    if (this.#ended) return Promise.reject(this.#ended);
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
    });
  }

  close(): void {
    this.#waiting = undefined;
    this.#socket.destroy();
  }

  #read(): void {
    for (;;) {
      const frame = readFrame(this.#received);
      if (!frame) return;
      this.#received = this.#received.subarray(frame.end);
      if (frame.opcode === PING) continue;
      if (frame.opcode === CLOSE) {
        this.#fail(new Error("the server closed the socket"));
        return;
      }
      const waiting = this.#waiting;
      this.#waiting = undefined;
      if (waiting) waiting.resolve(frame.text);
      else this.#messages.push(frame.text);
    }
  }

  #fail(error: Error): void {
    this.#ended ??= error;
    this.#waiting?.reject(error);
    this.#waiting = undefined;
  }
}

/** A text as one masked frame. */
export function textFrame(text: string): Buffer {
  const body = Buffer.from(text);
  const head = body.length < 126 ? 2 : body.length < 65_536 ? 4 : 10;
  const frame = Buffer.alloc(head + 4 + body.length);
  frame[0] = 0x80 | TEXT;
  if (head === 2) frame[1] = 0x80 | body.length;
  else if (head === 4) {
    frame[1] = 0x80 | 126;
    frame.writeUInt16BE(body.length, 2);
  } else {
    frame[1] = 0x80 | 127;
    frame.writeBigUInt64BE(BigInt(body.length), 2);
  }
  body.copy(frame, head + 4);
  return frame;
}

/** @returns the first whole frame, if there is one: servers don't mask, and ours don't split messages */
export function readFrame(
  received: Buffer,
): { opcode: number; text: string; end: number } | undefined {
  if (received.length < 2) return undefined;
  const opcode = (received[0] ?? 0) & 0x0f;
  const short = (received[1] ?? 0) & 0x7f;
  const head = short < 126 ? 2 : short === 126 ? 4 : 10;
  if (received.length < head) return undefined;
  const length =
    head === 2
      ? short
      : head === 4
        ? received.readUInt16BE(2)
        : Number(received.readBigUInt64BE(2));
  const end = head + length;
  if (received.length < end) return undefined;
  return { opcode, text: received.toString("utf8", head, end), end };
}
