/** What a window asks of the background about something that is wrong with what was paid. */

import type { ModelPorts } from "../../terminal/ui/models/wallet-model.ts";
import type { Message } from "../messages.ts";

export function disputePorts(send: (message: Message) => void): ModelPorts["disputes"] {
  return {
    open: (record, reason, text) =>
      send({ action: "open-dispute", record, said: JSON.stringify({ reason, text }) }),
    write: (record, text) =>
      send({ action: "write-in-dispute", record, said: JSON.stringify({ text }) }),
    withdraw: (record) => send({ action: "withdraw-dispute", record }),
    read: (record) => send({ action: "read-dispute", record }),
  };
}
