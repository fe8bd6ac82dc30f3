/** The request gate's memory: the browser's session storage, and what the browser says of its tabs. */

import { browser } from "wxt/browser";
import { NO_THROTTLE, type Throttle } from "../../terminal/wallet/request-throttle.ts";
import type { GateMemory } from "../request-gate.ts";

const KEY = "throttle";

export function gateMemory(): GateMemory {
  return {
    // Written by gateMemory alone: the type is that which went in.
    read: async () =>
      ((await browser.storage.session.get(KEY))[KEY] as Throttle | undefined) ?? NO_THROTTLE,
    write: (throttle) => browser.storage.session.set({ [KEY]: throttle }),
  };
}

/** Needs no permission: an address isn't told, that something loads is. */
export function watchTabs(loaded: (tab: string) => void): void {
  browser.tabs.onUpdated.addListener((tab, { status }) => {
    if (status === "loading") loaded(String(tab));
  });
  browser.tabs.onRemoved.addListener((tab) => loaded(String(tab)));
}
