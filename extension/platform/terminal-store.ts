/**
 * The terminal's store on browser.storage.local: the profile, the paid shops, the budgets, the owner's details and his
 * language under one key each, each record, each note of what a shop was given and each dispute under its own. One call writes all of a change. Only the background writes; windows read and listen.
 */

import { browser } from "wxt/browser";
import type { OwnDetails } from "../../protocol/disclosure/fields.ts";
import type { Budgets } from "../../terminal/wallet/budgets/budget.ts";
import type { DisputeEntry } from "../../terminal/wallet/dispute/dispute-entry.ts";
import type { Said } from "../../terminal/wallet/elsewhere/words.ts";
import type { Notices } from "../../terminal/wallet/notices/notices.ts";
import type { PaidShops } from "../../terminal/wallet/paid-shops.ts";
import type { StoreChange, Stored, TerminalStore } from "../../terminal/wallet/ports.ts";
import type { GivenEntry } from "../../terminal/wallet/privacy/given.ts";
import { NEW_PROFILE, type TerminalProfile } from "../../terminal/wallet/terminal-profile.ts";
import type { Tour } from "../../terminal/wallet/tour.ts";
import type { TradeRecord } from "../../terminal/wallet/trade-record.ts";

const PROFILE = "profile";
const SHOPS = "shops";
const BUDGETS = "budgets";
const DETAILS = "details";
const TOUR = "tour";
const NOTICES = "notices";
const ELSEWHERE = "elsewhere";
const GIVEN = "given:";
const LANGUAGE = "language";
const DISPUTE = "dispute:";
const RECORD = "trade:";

/** What is stored, by its keys. */
type Items = Readonly<Record<string, unknown>>;

/**
 * The background's, of which there is one: it alone writes, so it knows what is stored from its first look on, and
 * reading costs the same however long the history is. A change by anybody else makes it look again.
 */
export function terminalStore(): TerminalStore {
  let known: Items | undefined;
  /** keys of the write under way */
  let writing: ReadonlySet<string> | undefined;
  let strangeChanges = 0;

  browser.storage.local.onChanged.addListener((changes) => {
    const keys = Object.keys(changes);
    const own = writing ? keys.every((key) => writing?.has(key)) : known && agree(known, changes);
    if (own) return;
    known = undefined;
    strangeChanges += 1;
  });

  return {
    async read() {
      if (known) return storedIn(known);
      const before = strangeChanges;
      const items: Items = await browser.storage.local.get(null);
      if (strangeChanges === before) known = items;
      return storedIn(items);
    },
    async write(change) {
      const { items, gone } = itemsOf(change);
      const [was, before] = [known, strangeChanges];
      // A write that breaks off leaves nobody knowing what is stored.
      known = undefined;
      writing = new Set([...Object.keys(items), ...gone]);
      try {
        if (Object.keys(items).length > 0) await browser.storage.local.set(items);
        if (gone.length > 0) await browser.storage.local.remove(gone);
      } finally {
        writing = undefined;
      }
      if (was && strangeChanges === before) known = written(was, items, gone);
    },
  };
}

function itemsOf({
  profile,
  put = [],
  shops,
  budgets,
  details,
  tour,
  notices,
  elsewhere,
  give = [],
  dispute = [],
  language,
  drop = [],
  forget = [],
}: StoreChange) {
  const items: Record<string, unknown> = {};
  if (profile) items[PROFILE] = profile;
  if (shops) items[SHOPS] = shops;
  if (budgets) items[BUDGETS] = budgets;
  if (details) items[DETAILS] = details;
  if (language) items[LANGUAGE] = language;
  if (tour) items[TOUR] = tour;
  if (notices) items[NOTICES] = notices;
  if (elsewhere) items[ELSEWHERE] = elsewhere;
  for (const entry of give) items[GIVEN + entry.id] = entry;
  for (const entry of dispute) items[DISPUTE + entry.id] = entry;
  for (const record of put) items[RECORD + record.id] = record;
  return { items, gone: [...drop.map((id) => RECORD + id), ...forget.map((id) => GIVEN + id)] };
}

/** As the browser keeps it: JSON. */
function written(was: Items, items: Items, gone: readonly string[]): Items {
  const is = { ...was, ...(JSON.parse(JSON.stringify(items)) as Items) };
  for (const key of gone) delete is[key];
  return is;
}

function agree(known: Items, changes: Readonly<Record<string, { readonly newValue?: unknown }>>) {
  return Object.entries(changes).every(([key, { newValue }]) => isSame(known[key], newValue));
}

/** Of JSON values: the browser gives an object's fields in an order of its own. */
function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== "object" || typeof other !== "object" || !one || !other) return false;
  const fields = Object.entries(one);
  const others = new Map(Object.entries(other));
  return (
    fields.length === others.size &&
    fields.every(([name, value]) => others.has(name) && isSame(value, others.get(name)))
  );
}

/** What is stored now, for whoever only looks. */
export async function readStored(): Promise<Stored> {
  return storedIn(await browser.storage.local.get(null));
}

function storedIn(items: Items): Stored {
  const records: Record<string, TradeRecord> = {};
  const given: Record<string, GivenEntry> = {};
  const disputes: Record<string, DisputeEntry> = {};
  for (const [key, value] of Object.entries(items)) {
    // Written by terminalStore alone: the types are those that went in.
    if (key.startsWith(RECORD)) records[key.slice(RECORD.length)] = value as TradeRecord;
    if (key.startsWith(DISPUTE)) disputes[key.slice(DISPUTE.length)] = value as DisputeEntry;
    if (key.startsWith(GIVEN)) given[key.slice(GIVEN.length)] = value as GivenEntry;
  }
  const shops = items[SHOPS] as PaidShops | undefined;
  const profile = (items[PROFILE] as TerminalProfile | undefined) ?? NEW_PROFILE;
  const details = items[DETAILS] as OwnDetails | undefined;
  const chosen = items[LANGUAGE] as string | undefined;
  const language = chosen === "auto" ? undefined : chosen;
  const notices = items[NOTICES] as Notices | undefined;
  const tour = items[TOUR] as Tour | undefined;
  const elsewhere = items[ELSEWHERE] as Said | undefined;
  const budgets = items[BUDGETS] as Budgets | undefined;
  const kept = { profile, records, given, disputes };
  return {
    ...kept,
    ...(shops ? { shops } : {}),
    ...(budgets ? { budgets } : {}),
    ...(details ? { details } : {}),
    ...(language ? { language } : {}),
    ...(tour ? { tour } : {}),
    ...(notices ? { notices } : {}),
    ...(elsewhere ? { elsewhere } : {}),
  };
}

/** The budgets alone: looked at between a press and its sheet. */
export async function readBudgets(): Promise<Budgets | undefined> {
  return (await browser.storage.local.get(BUDGETS))[BUDGETS] as Budgets | undefined;
}

/** Calls back with everything, after each change. */
export function watchStored(changed: (stored: Stored) => void): void {
  browser.storage.local.onChanged.addListener(() => {
    void readStored().then(changed);
  });
}
