/** The browser's own language, for the terminal's texts. */

import { browser } from "wxt/browser";

/** BCP 47 */
export function uiLanguage(): string {
  return browser.i18n.getUILanguage();
}
