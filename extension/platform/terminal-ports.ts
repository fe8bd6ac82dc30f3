/**
 * What a window asks of the background about terminals, and the recovery words that it keeps to itself: they are
 * made, shown, read and used here, and no message has them [TE13]. What signs is fetched when it is needed.
 */

import type { TerminalPorts } from "../../terminal/ui/models/terminal-model.ts";
import type { Message } from "../messages.ts";

export function terminalPorts(send: (message: Message) => void): TerminalPorts {
  return {
    link: () => send({ action: "link" }),
    stopLinking: () => send({ action: "stop-linking" }),
    look: (code) => send({ action: "look-at-link", code }),
    approve: () => send({ action: "approve-link" }),
    forgetLink: () => send({ action: "forget-link" }),
    rename: (terminal, name) => send({ action: "rename-terminal", terminal, name }),
    revoke: (terminal) => send({ action: "revoke-terminal", terminal }),
    startAnew: () => send({ action: "start-anew" }),
    shareOrders: (shared) => send({ action: "share-orders", shared: shared ? "yes" : "no" }),
    makeRecoveryKey: async () => (await import("./recovery-key.ts")).makeRecoveryKey(),
    setRecovery: (key) => send({ action: "set-recovery", key }),
    async recover(words, others) {
      const { approvalByWords } = await import("./recover-by-words.ts");
      const approval = await approvalByWords(words, others);
      if (approval) send({ action: "recover", approval: JSON.stringify(approval) });
      return approval !== undefined;
    },
  };
}
