/** Telling with the browser's means: its messages, the badge, and the hourly look. What is told is decided by the wallet. */

import type { Wallet } from "../../terminal/wallet/wallet.ts";
import { placeOfNotice, type TellPorts, tell } from "../tell.ts";
import { uiLocales } from "./language.ts";
import { lookTimer } from "./look-timer.ts";
import { clearNotices, showNotice, watchNotices } from "./notifications.ts";
import { type SheetWindows, showBadge } from "./sheet-windows.ts";

export interface TellerPorts {
  readonly windows: SheetWindows;
  isLocked(): Promise<boolean>;
  wallet(): Promise<Wallet>;
  showSheet(): Promise<void>;
  report(fault: unknown): void;
}

/** All listeners are added at once. @returns tells what is due, whenever something was stored */
export function teller({ windows, isLocked, wallet, showSheet, report }: TellerPorts) {
  const looks = lookTimer(() =>
    wallet()
      .then((it) => it.refreshAccount())
      .catch(report),
  );
  const ports: TellPorts = {
    isLooking: windows.isLooking,
    isLocked,
    show: showNotice,
    clear: clearNotices,
    now: Date.now,
    locales: uiLocales,
    badge: showBadge,
  };
  const opened = (key: string) => {
    const place = placeOfNotice(key);
    const shown = place ? windows.openWindow(place) : showSheet();
    shown.catch(report);
  };
  const lost = () =>
    wallet()
      .then((it) => it.notices.choose({ shown: false }))
      .catch(report);
  watchNotices(opened, lost);
  return async (it: Wallet): Promise<void> => {
    await tell(it, ports);
    const { notices } = await it.stored();
    await looks.set(notices?.shown ?? false);
  };
}
