/**
 * The model's part about Settings and the lock. The lock is the background's: what is asked of it is sent, and shown
 * once it is stored.
 */

import { knownPasskeys } from "../../wallet/lock/known-passkeys.ts";
import type { KnownPasskey } from "../../wallet/lock/lock.ts";
import type { TradeRecord } from "../../wallet/trade-record.ts";
import type { About } from "../screens/about/state.ts";
import type { LockActs, SettingsActs } from "../screens/settings/acts.ts";
import type { ThemeChoice } from "../screens/settings/state.ts";
import { currentRecord, type Shown } from "./screen-of.ts";
import type { ShownLock } from "./shown-lock.ts";

/** What is asked of the background, and of the window that this is. */
export interface SettingsPorts {
  /** stores it, and puts it on */
  chooseTheme(theme: ThemeChoice): void;
  about(): Promise<About>;
  /** @param text JSON */
  saveFile(name: string, text: string): void;
  /** orders that have left the store; undefined where they can't be read */
  readArchive(): Promise<readonly TradeRecord[] | undefined>;
  readonly lock: Omit<LockActs, "unlockByPasskey"> & {
    /** a challenge, please */
    askPasskey(): void;
    /** the browser asks for one of them, and its assertion goes to the background */
    usePasskey(challenge: string, passkeys: readonly KnownPasskey[]): void;
  };
}

export interface SettingsModel {
  readonly acts: SettingsActs;
  readonly lock: LockActs;
  /** the lock is stored anew */
  locked(lock: ShownLock): void;
}

/** @param inWindow what a popup doesn't live to see */
export function settingsModel(
  ports: SettingsPorts,
  inWindow: (act: () => void) => void,
  peek: () => Shown,
  change: (some: Partial<Shown>) => void,
): SettingsModel {
  const { askPasskey, usePasskey, ...lock } = ports.lock;
  // Only the window whose button was pressed answers the browser's question.
  let wanted = false;
  return {
    locked({ session }) {
      const { challenge } = session;
      if (!wanted || !challenge) return;
      wanted = false;
      const { stored } = peek();
      if (stored) usePasskey(challenge.text, knownPasskeys(stored.profile));
    },
    acts: {
      back: () => change({ place: currentRecord(peek()) ? "home" : "settings" }),
      chooseTheme: (theme) => {
        ports.chooseTheme(theme);
        change({ theme });
      },
      saveExport: async () => {
        const { stored, now, about, theme, lock: kept } = peek();
        const name = `warifu-${new Date(now).toISOString().slice(0, 10)}.json`;
        const [archived, { exportFile }] = await Promise.all([
          ports.readArchive(),
          import("../../wallet/export/export-file.ts"),
        ]);
        const around = { now, about, theme, lock: kept.kept, archived };
        if (stored) ports.saveFile(name, exportFile(stored, around));
        return name;
      },
    },
    lock: {
      ...lock,
      unlockByPasskey: () =>
        inWindow(() => {
          wanted = true;
          askPasskey();
        }),
    },
  };
}
