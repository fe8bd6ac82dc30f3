/**
 * The terminal's store on browser.storage.local: the profile under one key, the paid shops under another, each
 * record under its own. One call writes all of a change. Only the background writes; windows read and listen.
 */

import { browser } from "wxt/browser";
import type { PaidShops } from "../../terminal/wallet/paid-shops.ts";
import type { StoreChange, Stored, TerminalStore } from "../../terminal/wallet/ports.ts";
import { NEW_PROFILE, type TerminalProfile } from "../../terminal/wallet/terminal-profile.ts";
import type { TradeRecord } from "../../terminal/wallet/trade-record.ts";

const PROFILE = "profile";
const SHOPS = "shops";
const RECORD = "trade:";

export function terminalStore(): TerminalStore {
  return {
    read: readStored,
    async write({ profile, put = [], shops, drop = [] }: StoreChange) {
      const items: Record<string, unknown> = {};
      if (profile) items[PROFILE] = profile;
      if (shops) items[SHOPS] = shops;
      for (const record of put) items[RECORD + record.id] = record;
      if (Object.keys(items).length > 0) await browser.storage.local.set(items);
      if (drop.length > 0) await browser.storage.local.remove(drop.map((id) => RECORD + id));
    },
  };
}

export async function readStored(): Promise<Stored> {
  const items = await browser.storage.local.get(null);
  const records: Record<string, TradeRecord> = {};
  for (const [key, value] of Object.entries(items)) {
    // Written by terminalStore alone: the types are those that went in.
    if (key.startsWith(RECORD)) records[key.slice(RECORD.length)] = value as TradeRecord;
  }
  const shops = items[SHOPS] as PaidShops | undefined;
  const profile = (items[PROFILE] as TerminalProfile | undefined) ?? NEW_PROFILE;
  return { profile, records, ...(shops ? { shops } : {}) };
}

/** Calls back with everything, after each change. */
export function watchStored(changed: (stored: Stored) => void): void {
  browser.storage.local.onChanged.addListener(() => {
    void readStored().then(changed);
  });
}
