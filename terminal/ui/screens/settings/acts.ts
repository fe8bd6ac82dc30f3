/** What is done under Settings, apart from what the account answers for. */

import type { ThemeChoice } from "./state.ts";

export interface SettingsActs {
  /** from a screen under Settings: to its list, or to what waits for the shopper */
  back(): void;
  chooseTheme(theme: ThemeChoice): void;
  /** All that this terminal remembers, as a file. @returns the file's name, once it is on its way */
  saveExport(): Promise<string>;
}

export interface LockActs {
  lockNow(): void;
  setCode(code: string): void;
  /** passkeys alone open it from now on */
  withoutCode(): void;
  /** @param ms without use; 0: not by itself */
  lockAfter(ms: number): void;
  turnOff(): void;
  unlockByCode(code: string): void;
  unlockByPasskey(): void;
  /** forgets all that this terminal knows */
  startOver(): void;
}
