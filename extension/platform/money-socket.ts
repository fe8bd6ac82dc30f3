/**
 * The money socket: a WebSocket through our one origin to the payer's branch, opened at claim, so that
 * confirm and receipt travel at once. Best effort: whoever uses it has HTTP as its twin.
 */

import { MONEY_SOCKET_PROTOCOL, MoneySocketAnswer } from "../../protocol/messages.ts";
import { parse } from "../../protocol/parse.ts";
import type { HttpAnswer, MoneyLine, MoneySocket } from "../../terminal/wallet/ports.ts";

/** A socket that isn't open by then is slower than asking over HTTP. */
const OPEN_MS = 1_500;
const ANSWER_MS = 10_000;

/** One confirm a socket: a number is name enough. */
const ID = "1";

export function moneySocket(origin: string): MoneySocket {
  return { open: (ticket) => openLine(origin, ticket) };
}

function openLine(origin: string, ticket: string): MoneyLine {
  const socket = dial(origin, ticket);
  if (!socket) return { confirm: async () => ({ sent: false }), close: () => {} };
  const opened = first<true>(socket, "open", OPEN_MS, () => true);
  return {
    async confirm(body) {
      if (!(await opened)) return { sent: false };
      const answered = first(socket, "message", ANSWER_MS, readAnswer);
      // The stored bytes, untouched: put into the envelope as text.
      socket.send(`{"id":"${ID}","confirm":${body}}`);
      const answer = await answered;
      return answer ? { sent: true, answer } : { sent: true };
    },
    close: () => socket.close(),
  };
}

function dial(origin: string, ticket: string): WebSocket | undefined {
  try {
    const address = new URL("/v1/money", origin.replace(/^http/, "ws"));
    return new WebSocket(address, [MONEY_SOCKET_PROTOCOL, ticket]);
  } catch {
    return undefined; // a ticket that no browser takes as a protocol
  }
}

/** @returns what the first such event is read as, or undefined when the socket ends or the time is over */
function first<T>(
  socket: WebSocket,
  type: "open" | "message",
  withinMs: number,
  read: (event: Event) => T | undefined,
): Promise<T | undefined> {
  return new Promise((resolve) => {
    const over = new AbortController();
    const end = (value: T | undefined) => {
      over.abort();
      clearTimeout(timer);
      resolve(value);
    };
    const timer = setTimeout(() => end(undefined), withinMs);
    const { signal } = over;
    socket.addEventListener(
      type,
      (event) => {
        const value = read(event);
        if (value !== undefined) end(value);
      },
      { signal },
    );
    socket.addEventListener("close", () => end(undefined), { signal });
    socket.addEventListener("error", () => end(undefined), { signal });
  });
}

function readAnswer(event: Event): HttpAnswer | undefined {
  if (!(event instanceof MessageEvent) || typeof event.data !== "string") return undefined;
  try {
    const answer = parse(MoneySocketAnswer, JSON.parse(event.data));
    if (!answer.ok || answer.value.id !== ID) return undefined;
    return { status: answer.value.status, body: answer.value.body };
  } catch {
    return undefined;
  }
}
