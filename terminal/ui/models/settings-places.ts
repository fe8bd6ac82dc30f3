/** The screens that Settings leads to, so far as nobody else does. Pure. */

import { hasLock } from "../../wallet/lock/lock.ts";
import type { Stored } from "../../wallet/ports.ts";
import type { Enrolled } from "../../wallet/terminal-profile.ts";
import { type About, aboutState } from "../screens/about/state.ts";
import { exportState } from "../screens/export/state.ts";
import { limitsState } from "../screens/limits/state.ts";
import { lockState } from "../screens/lock/state.ts";
import type { Place, Screen } from "../screens/screen.ts";
import { settingsState, type ThemeChoice } from "../screens/settings/state.ts";
import { lockOf, type ShownLock } from "./shown-lock.ts";

/** Those that settings/ knows; a place that isn't among them is another's. */
export type SettingsPlace = Extract<Place, "settings" | "limits" | "lock" | "export" | "about">;

/** What the window knows beside the store. */
interface Known {
  readonly lock: ShownLock;
  readonly theme: ThemeChoice;
  readonly about: About;
}

export function settingsPlace(
  place: SettingsPlace,
  known: Known,
  stored: Stored,
  profile: Enrolled,
): Screen {
  const lock = lockOf(known.lock, stored);
  switch (place) {
    case "settings": {
      const { theme } = known;
      const { language } = stored;
      return settingsState(profile, { theme, language, locks: hasLock(lock) });
    }
    case "limits":
      return limitsState(profile, stored);
    case "lock":
      return lockState(lock);
    case "export":
      return exportState();
    case "about":
      return aboutState(known.about);
  }
}
