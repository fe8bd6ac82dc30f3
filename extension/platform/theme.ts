/**
 * The theme chosen in Settings. In localStorage, which is there at once, so that the first picture has it already: see
 * public/theme.js. Nothing else depends on it.
 */

import { THEMES, type ThemeChoice } from "../../terminal/ui/screens/settings/state.ts";

const KEY = "theme";

export function readTheme(): ThemeChoice {
  try {
    const kept = localStorage.getItem(KEY);
    return THEMES.find((one) => one === kept) ?? "system";
  } catch {
    return "system";
  }
}

export function keepTheme(theme: ThemeChoice): void {
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // For this window at least.
  }
  putOn(theme);
}

/** In every window that is open. */
export function watchTheme(changed: (theme: ThemeChoice) => void): void {
  addEventListener("storage", ({ key }) => {
    if (key !== KEY) return;
    const theme = readTheme();
    putOn(theme);
    changed(theme);
  });
}

function putOn(theme: ThemeChoice): void {
  const { dataset } = document.documentElement;
  if (theme === "system") delete dataset.theme;
  else dataset.theme = theme;
}
