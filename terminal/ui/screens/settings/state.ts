/** Settings: one quiet list that leads to everything else, with what is chosen beside it. */

import type { Enrolled } from "../../../wallet/terminal-profile.ts";
import { isLanguageChoice, type LanguageChoice } from "../../words/languages.ts";

export const THEMES = ["system", "light", "dark"] as const;
export type ThemeChoice = (typeof THEMES)[number];

export interface SettingsState {
  readonly status: "settings";
  readonly account: string;
  readonly theme: ThemeChoice;
  readonly language: LanguageChoice;
  /** there is a lock */
  readonly locks: boolean;
}

export function settingsState(
  { account }: Enrolled,
  chosen: {
    readonly theme: ThemeChoice;
    readonly language: string | undefined;
    readonly locks: boolean;
  },
): SettingsState {
  const { theme, language = "auto", locks } = chosen;
  return {
    status: "settings",
    account: account.label,
    theme,
    // One that newer code knew.
    language: isLanguageChoice(language) ? language : "auto",
    locks,
  };
}
