/** The browser's own languages, for the terminal's texts. */

import { browser } from "wxt/browser";

/** BCP 47: what it speaks itself, then what it asks pages for. */
export function uiLocales(): string[] {
  return [browser.i18n.getUILanguage(), ...navigator.languages];
}
