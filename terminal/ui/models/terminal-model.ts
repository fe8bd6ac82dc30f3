/**
 * The model's part about terminals: what it sends, and the recovery words that this window alone knows, from when
 * they are made until they are written down or dropped [TE13].
 */

import type { PublicKey } from "../../../protocol/signing/signature.ts";
import type { TerminalActs } from "../screens/terminals/acts.ts";
import type { Shown } from "./screen-of.ts";

/** What is asked of the background, and of the window's own key store. */
export interface TerminalPorts
  extends Omit<TerminalActs, "show" | "makeWords" | "keepWords" | "dropWords"> {
  makeRecoveryKey(): Promise<{
    readonly words: string;
    readonly key: PublicKey;
    readonly ask: readonly number[];
  }>;
  setRecovery(key: PublicKey): void;
}

export function terminalActs(
  { makeRecoveryKey, setRecovery, ...ports }: TerminalPorts,
  change: (some: Partial<Shown>) => void,
): TerminalActs {
  let made: PublicKey | undefined;
  const dropWords = () => {
    made = undefined;
    change({ words: undefined });
  };
  return {
    ...ports,
    show: (open) => {
      dropWords();
      change({ place: open ? "terminals" : "settings" });
    },
    makeWords: () => {
      void makeRecoveryKey().then(({ words: text, key, ask }) => {
        made = key;
        change({ words: { text, ask } });
      });
    },
    keepWords: () => {
      if (made) setRecovery(made);
      dropWords();
    },
    dropWords,
  };
}
