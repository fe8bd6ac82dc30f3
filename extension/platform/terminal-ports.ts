/**
 * What a window asks of the background about terminals, and the recovery words that it keeps to itself: they are
 * made, shown, read and used here, and no message has them [TE13].
 */

import { realmOf } from "../../protocol/signing/signature.ts";
import type { TerminalPorts } from "../../terminal/ui/models/terminal-model.ts";
import type { Message } from "../messages.ts";
import { MODE, ROOT_KEY } from "../pins.ts";
import { keyStore } from "./device-key.ts";
import { approveByWords, makeRecoveryKey } from "./recovery-key.ts";
import { TERMINAL_NAME } from "./terminal-name.ts";

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
    makeRecoveryKey,
    setRecovery: (key) => send({ action: "set-recovery", key }),
    async recover(words, others) {
      const { publicKey: terminal } = await keyStore().make();
      const trust = { rootKey: ROOT_KEY, realm: await realmOf(ROOT_KEY), mode: MODE };
      const asked = { words, terminal, name: TERMINAL_NAME, others, trust, time: Date.now() };
      const approval = await approveByWords(asked);
      if (approval) send({ action: "recover", approval: JSON.stringify(approval) });
      return approval !== undefined;
    },
  };
}
