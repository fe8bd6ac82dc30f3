/**
 * The branch's open money sockets: each is its account's and, where its ticket says so, its terminal's. A
 * revoked terminal's are closed at once, and it opens none [TE9]; who floods or idles loses his [RQ12]. What is said on them is money-socket.ts.
 */

import * as v from "valibot";
import type { AccountId } from "../../../protocol/ids.ts";
import {
  MONEY_SOCKET_IDLE_MS,
  MONEY_SOCKET_MESSAGES_PER_MINUTE,
  MONEY_SOCKETS_PER_ACCOUNT_MAX,
} from "../../../protocol/limits.ts";
import { type Refusal, refusal } from "../../../protocol/problem.ts";
import { err, ok, type Result } from "../../../protocol/result.ts";
import type { TicketContent } from "../sealing/ticket.ts";
import type { Account } from "./ledger.ts";
import { SocketAttachment } from "./money-socket.ts";
import { deviceOf } from "./terminal/device-keys.ts";

type Sockets = Pick<DurableObjectState, "getWebSockets" | "acceptWebSocket">;

const CLOSED_AWAY = 1001;
const CLOSED_POLICY = 1008;
const MINUTE_MS = 60_000;

/** @param now ms since the epoch @returns the terminal's end */
export function openSocket(
  sockets: Sockets,
  { account: id, terminal }: TicketContent,
  account: Account | undefined,
  now: number,
): Result<WebSocket, Refusal> {
  if (account && isRevoked(account, terminal)) return err(refusal("terminal_revoked"));
  const open = sockets.getWebSockets(id).filter((socket) => !closeIdle(socket, now));
  if (open.length >= MONEY_SOCKETS_PER_ACCOUNT_MAX) return err(refusal("too_many_sockets"));
  const [client, server] = Object.values(new WebSocketPair());
  if (!client || !server) throw new Error("a WebSocketPair is two");
  sockets.acceptWebSocket(server, [id]);
  const attachment: SocketAttachment = {
    account: id,
    ...(terminal === undefined ? {} : { terminal }),
    since: now,
  };
  server.serializeAttachment(attachment);
  return ok(client);
}

/** What sockets have said this minute, as long as this object is awake. */
const counting = new WeakMap<WebSocket, SocketAttachment>();

/**
 * Counts a message, before it is read. @param now ms since the epoch
 * @returns for whom the socket was opened; nobody once it has said too much, and is closed
 */
export function hear(socket: WebSocket, now: number): AccountId | undefined {
  const known = counting.get(socket) ?? v.parse(SocketAttachment, socket.deserializeAttachment());
  const { since = now, heard = 0 } = known;
  const isOfMinute = now - since < MINUTE_MS;
  const counted = isOfMinute ? { since, heard: heard + 1 } : { since: now, heard: 1 };
  if (counted.heard > MONEY_SOCKET_MESSAGES_PER_MINUTE) {
    socket.close(CLOSED_POLICY, "too many messages");
    return undefined;
  }
  const told = { ...known, ...counted };
  counting.set(socket, told);
  // Once a minute: a count that a sleep has cut short belongs to somebody who was quiet for a while.
  if (!isOfMinute || heard === 0) socket.serializeAttachment(told);
  return known.account;
}

function closeIdle(socket: WebSocket, now: number): boolean {
  const { since }: SocketAttachment = socket.deserializeAttachment();
  const idle = since !== undefined && now - since > MONEY_SOCKET_IDLE_MS;
  if (idle) socket.close(CLOSED_AWAY, "idle");
  return idle;
}

export function closeRevoked(sockets: Sockets, account: Account | undefined): void {
  if (!account) return;
  for (const socket of sockets.getWebSockets(account.id)) {
    const { terminal }: SocketAttachment = socket.deserializeAttachment();
    if (isRevoked(account, terminal)) socket.close(CLOSED_POLICY, "revoked");
  }
}

function isRevoked(account: Account, terminal: SocketAttachment["terminal"]): boolean {
  return terminal !== undefined && deviceOf(account, terminal)?.state !== "active";
}
