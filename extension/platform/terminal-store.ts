/**
 * The terminal's store on browser.storage.local: the profile under one key, the paid shops under another, the owner's details
 * under a third, each record and each note of what a shop was given under its own. One call writes all of a change. Only the background writes; windows read and listen.
 */

import { browser } from "wxt/browser";
import type { OwnDetails } from "../../protocol/disclosure/fields.ts";
import type { PaidShops } from "../../terminal/wallet/paid-shops.ts";
import type { StoreChange, Stored, TerminalStore } from "../../terminal/wallet/ports.ts";
import type { GivenEntry } from "../../terminal/wallet/privacy/given.ts";
import { NEW_PROFILE, type TerminalProfile } from "../../terminal/wallet/terminal-profile.ts";
import type { TradeRecord } from "../../terminal/wallet/trade-record.ts";

const PROFILE = "profile";
const SHOPS = "shops";
const DETAILS = "details";
const GIVEN = "given:";
const RECORD = "trade:";

export function terminalStore(): TerminalStore {
  return {
    read: readStored,
    async write({ profile, put = [], shops, details, give = [], ...gone }: StoreChange) {
      const { drop = [], forget = [] } = gone;
      const items: Record<string, unknown> = {};
      if (profile) items[PROFILE] = profile;
      if (shops) items[SHOPS] = shops;
      if (details) items[DETAILS] = details;
      for (const entry of give) items[GIVEN + entry.id] = entry;
      for (const record of put) items[RECORD + record.id] = record;
      if (Object.keys(items).length > 0) await browser.storage.local.set(items);
      const keys = [...drop.map((id) => RECORD + id), ...forget.map((id) => GIVEN + id)];
      if (keys.length > 0) await browser.storage.local.remove(keys);
    },
  };
}

export async function readStored(): Promise<Stored> {
  const items = await browser.storage.local.get(null);
  const records: Record<string, TradeRecord> = {};
  const given: Record<string, GivenEntry> = {};
  for (const [key, value] of Object.entries(items)) {
    // Written by terminalStore alone: the types are those that went in.
    if (key.startsWith(RECORD)) records[key.slice(RECORD.length)] = value as TradeRecord;
    if (key.startsWith(GIVEN)) given[key.slice(GIVEN.length)] = value as GivenEntry;
  }
  const shops = items[SHOPS] as PaidShops | undefined;
  const profile = (items[PROFILE] as TerminalProfile | undefined) ?? NEW_PROFILE;
  const details = items[DETAILS] as OwnDetails | undefined;
  return { profile, records, given, ...(shops ? { shops } : {}), ...(details ? { details } : {}) };
}

/** Calls back with everything, after each change. */
export function watchStored(changed: (stored: Stored) => void): void {
  browser.storage.local.onChanged.addListener(() => {
    void readStored().then(changed);
  });
}
