/**
 * Telling a shopper who isn't looking: what is due is stored as told and then shown, the badge says how many orders wait or
 * that there is news, and a message whose time is over goes. Joins the wallet's notices to the browser; decides nothing.
 */

import { noticeText } from "../terminal/notice-words/notice-text.ts";
import { spokenAs } from "../terminal/ui/words/languages.ts";
import { noticesOf } from "../terminal/wallet/notices/notice.ts";
import type { Stored } from "../terminal/wallet/ports.ts";
import { isPaidQuietly } from "../terminal/wallet/trade-record.ts";
import type { Wallet } from "../terminal/wallet/wallet.ts";
import type { ShownNotice } from "./platform/notifications.ts";

export interface TellPorts {
  /** a window of ours is open, or is just being opened */
  isLooking(): boolean;
  /** then a message names neither shop nor amount */
  isLocked(): Promise<boolean>;
  show(notice: ShownNotice): Promise<void>;
  now(): number;
  clear(isOver: (key: string) => boolean): Promise<void>;
  /** the reader's, BCP 47 */
  locales(): readonly string[];
  badge(waiting: number, news?: "paid" | "other"): Promise<void>;
}

export async function tell(
  { notices, stored }: Pick<Wallet, "notices" | "stored">,
  ports: TellPorts,
): Promise<void> {
  const looking = ports.isLooking();
  const due = await notices.take(looking);
  const now = await stored();
  const { shown = false, quiet = false, news = [] } = now.notices ?? {};
  if (shown) {
    const spoken = spokenAs(now.language, ports.locales());
    const silent = quiet || (await ports.isLocked());
    for (const notice of due)
      await ports.show({ key: notice.key, ...noticeText(notice, spoken, silent) });
    await ports.clear(isOverIn(now, ports.now()));
  }
  const waiting = Object.values(now.records).filter(({ state }) => state === "offered").length;
  if (looking) return ports.badge(0);
  const paid = Object.values(now.records).some((one) => isPaidQuietly(one) && !one.seen);
  await ports.badge(waiting, paid ? "paid" : news.length > 0 ? "other" : undefined);
}

/** An order that doesn't wait any more was answered, here or elsewhere; what was seen needs no message. */
function isOverIn(stored: Stored, now: number): (key: string) => boolean {
  const fresh = noticesOf(stored, now).filter(({ seen }) => !seen);
  const keys = new Set(fresh.map(({ key }) => key));
  return (key) => !keys.has(key);
}

/** Where a click on a message leads; undefined: to what waits, or has just ended. */
export function placeOfNotice(key: string): string | undefined {
  return key.startsWith("terminal ") ? "terminals" : undefined;
}
