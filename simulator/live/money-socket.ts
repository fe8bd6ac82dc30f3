/** A terminal's money socket, as a browser opens it: by the ticket among its protocols. */

import { type ConfirmTrade, MONEY_SOCKET_PROTOCOL } from "../../protocol/messages.ts";

const ANSWER_WITHIN_MS = 20_000;

export class MoneySocket {
  readonly #socket: WebSocket;
  readonly #closed: Promise<"closed">;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    // From the beginning: an object that resets takes its sockets along, whatever made it reset.
    this.#closed = new Promise((resolve) =>
      socket.addEventListener("close", () => resolve("closed")),
    );
  }

  static async open(origin: string, ticket: string): Promise<MoneySocket> {
    const address = `${origin.replace(/^http/, "ws")}/v1/money`;
    const socket = new WebSocket(address, [MONEY_SOCKET_PROTOCOL, ticket]);
    await new Promise<void>((resolve, reject) => {
      socket.addEventListener("open", () => resolve());
      socket.addEventListener("error", () => reject(new Error("the money socket didn't open")));
    });
    return new MoneySocket(socket);
  }

  /** @returns the answer's status, or that the socket was closed instead, or that it stayed silent */
  confirm(confirm: ConfirmTrade): Promise<number | "closed" | "silent"> {
    const answered = new Promise<number>((resolve) =>
      this.#socket.addEventListener("message", ({ data }) =>
        resolve(JSON.parse(String(data)).status),
      ),
    );
    const silent = new Promise<"silent">((resolve) =>
      setTimeout(() => resolve("silent"), ANSWER_WITHIN_MS).unref(),
    );
    this.#socket.send(JSON.stringify({ id: "drill", confirm }));
    return Promise.race([answered, this.#closed, silent]);
  }
}
