/** The one host permission: whether the browser grants it now, and asking for it again at a press. */

import { browser } from "wxt/browser";
import { HOST_PATTERN } from "../pins.ts";

const ORIGINS = { origins: [HOST_PATTERN] };

export function hasHost(): Promise<boolean> {
  return browser.permissions.contains(ORIGINS);
}

/** Only from a press in a window: the browser shows its own question. */
export async function askForHost(): Promise<boolean> {
  await browser.permissions.request(ORIGINS).catch(() => false);
  return hasHost();
}

export function watchHost(changed: (granted: boolean) => void): void {
  const tell = () => {
    void hasHost().then(changed);
  };
  browser.permissions.onAdded.addListener(tell);
  browser.permissions.onRemoved.addListener(tell);
}
