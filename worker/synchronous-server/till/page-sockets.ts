/**
 * The open pages of a till: hibernating sockets, one tag per trade. A page hears its trade's status when
 * it connects and whenever it changes, and says nothing but ping; it learns nothing else [TR13].
 */

import type { TradeId } from "../../../protocol/ids.ts";
import { PAGE_SOCKETS_PER_TRADE_MAX } from "../../../protocol/limits.ts";
import type { PageStatus } from "../../../protocol/messages.ts";
import { isFinalStatus } from "../../../protocol/words.ts";

const CLOSED_FINAL = 1000;
const CLOSED_POLICY = 1008;

export class PageSockets {
  readonly #ctx: DurableObjectState;

  constructor(ctx: DurableObjectState) {
    this.#ctx = ctx;
    // Answered by the runtime, so that a page's keep-alive doesn't wake the till.
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair("ping", "pong"));
  }

  /** @returns the page's end of a new socket, or undefined when the trade has too many */
  open(status: PageStatus): WebSocket | undefined {
    const tag = status.trade;
    if (this.#ctx.getWebSockets(tag).length >= PAGE_SOCKETS_PER_TRADE_MAX) return undefined;
    const { 0: page, 1: ours } = new WebSocketPair();
    this.#ctx.acceptWebSocket(ours, [tag]);
    tell(ours, status);
    return page;
  }

  push(status: PageStatus): void {
    for (const socket of this.#ctx.getWebSockets(status.trade)) tell(socket, status);
  }

  has(trade: TradeId): boolean {
    return this.#ctx.getWebSockets(trade).length > 0;
  }

  /** A hibernating socket doesn't answer a close by itself: the page would wait, and its place be taken, for seconds. */
  closed(socket: WebSocket): void {
    socket.close(CLOSED_FINAL);
  }

  /** A page has nothing to say here. */
  refuseMessage(socket: WebSocket): void {
    socket.close(CLOSED_POLICY, "this socket is for listening");
  }
}

function tell(socket: WebSocket, status: PageStatus): void {
  try {
    socket.send(JSON.stringify(status));
    // A final status never changes: nothing more will come.
    if (isFinalStatus(status.status)) socket.close(CLOSED_FINAL, "final");
  } catch {
    // The page has gone; its close event is on the way.
  }
}
