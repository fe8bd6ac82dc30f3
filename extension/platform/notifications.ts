/**
 * The system's messages. The permission is optional and asked for at a press: without it the browser has no such thing, and
 * nothing is shown. A message's name is its notice's key, so the browser has each once.
 */

import { browser } from "wxt/browser";

const PERMISSION = { permissions: ["notifications" as const] };
const ICON = "/icon/128.png";

export interface ShownNotice {
  readonly key: string;
  readonly title: string;
  readonly message: string;
}

/** Never throws: the badge says it too. */
export async function showNotice({ key, title, message }: ShownNotice): Promise<void> {
  const iconUrl = browser.runtime.getURL(ICON);
  await browser.notifications
    ?.create(key, { type: "basic", iconUrl, title, message })
    .catch(() => undefined);
}

/** Takes away what says something that isn't so any more. @param isOver whether that notice's time is over */
export async function clearNotices(isOver: (key: string) => boolean): Promise<void> {
  const shown = (await browser.notifications?.getAll?.()) ?? {};
  for (const key of Object.keys(shown)) if (isOver(key)) void browser.notifications.clear(key);
}

/** Only from a press in a window: the browser shows its own question. */
export async function askToNotify(): Promise<boolean> {
  return browser.permissions.request(PERMISSION).catch(() => false);
}

/**
 * @param opened a message was clicked
 * @param lost the permission was taken away in the browser's settings
 */
export function watchNotices(opened: (key: string) => void, lost: () => void): void {
  const listen = () => {
    browser.notifications?.onClicked.addListener((key) => {
      void browser.notifications.clear(key);
      opened(key);
    });
  };
  let listens = browser.notifications !== undefined;
  if (listens) listen();
  browser.permissions.onAdded.addListener(({ permissions = [] }) => {
    if (listens || !permissions.includes("notifications")) return;
    listens = true;
    listen();
  });
  browser.permissions.onRemoved.addListener(({ permissions = [] }) => {
    if (permissions.includes("notifications")) lost();
  });
}
