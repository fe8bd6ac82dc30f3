/** That the wallet was just installed, and the tab that shows its owner around. An update isn't an installation. */

import { browser } from "wxt/browser";

export function onInstalled(act: () => void): void {
  browser.runtime.onInstalled.addListener(({ reason }) => {
    if (reason === "install") act();
  });
}

/** A tab lives on while the browser asks for a passkey, as a window does. */
export async function openWalletTab(): Promise<void> {
  await browser.tabs.create({ url: browser.runtime.getURL("/popup.html?window=1") });
}
