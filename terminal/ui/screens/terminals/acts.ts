/** What the shopper can do about terminals. They are named by their keys. */

import type { PublicKey } from "../../../../protocol/signing/signature.ts";

export interface TerminalActs {
  /** shows the account's terminals, or what was shown before */
  show(open: boolean): void;
  /** this is a new terminal of an account that there is */
  link(): void;
  stopLinking(): void;
  /** @param others every other terminal is revoked @returns whether these can be recovery words */
  recover(words: string, others: boolean): Promise<boolean>;
  look(code: string): void;
  approve(): void;
  forgetLink(): void;
  rename(terminal: PublicKey, name: string): void;
  revoke(terminal: PublicKey): void;
  makeWords(): void;
  /** they are written down: from now on they count */
  keepWords(): void;
  dropWords(): void;
  startAnew(): void;
  /** @param shared whether orders are shown in the account's other browsers, and theirs here */
  shareOrders(shared: boolean): void;
}
