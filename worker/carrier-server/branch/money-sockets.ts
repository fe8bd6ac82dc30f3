/**
 * The branch's open money sockets: each is its account's and, where its ticket says so, its terminal's. A
 * revoked terminal's are closed at once, and it opens none [TE9]. What is said on them is money-socket.ts.
 */

import { MONEY_SOCKETS_PER_ACCOUNT_MAX } from "../../../protocol/limits.ts";
import { type Refusal, refusal } from "../../../protocol/problem.ts";
import { err, ok, type Result } from "../../../protocol/result.ts";
import type { TicketContent } from "../sealing/ticket.ts";
import type { Account } from "./ledger.ts";
import type { SocketAttachment } from "./money-socket.ts";
import { deviceOf } from "./terminal/device-keys.ts";

type Sockets = Pick<DurableObjectState, "getWebSockets" | "acceptWebSocket">;

const CLOSED_POLICY = 1008;

/** @returns the terminal's end */
export function openSocket(
  sockets: Sockets,
  { account: id, terminal }: TicketContent,
  account: Account | undefined,
): Result<WebSocket, Refusal> {
  if (account && isRevoked(account, terminal)) return err(refusal("terminal_revoked"));
  if (sockets.getWebSockets(id).length >= MONEY_SOCKETS_PER_ACCOUNT_MAX)
    return err(refusal("too_many_sockets"));
  const [client, server] = Object.values(new WebSocketPair());
  if (!client || !server) throw new Error("a WebSocketPair is two");
  sockets.acceptWebSocket(server, [id]);
  const attachment: SocketAttachment = {
    account: id,
    ...(terminal === undefined ? {} : { terminal }),
  };
  server.serializeAttachment(attachment);
  return ok(client);
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
