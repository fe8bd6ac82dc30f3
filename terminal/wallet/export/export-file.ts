/**
 * All that this terminal remembers, as one JSON file for its owner: readable, versioned, described in docs/export.md.
 * Each part names the fields that go into it: what isn't named stays out, so no key, no credential, no ticket and no
 * code is ever in it. A new part of the store needs a row of its own below, or this doesn't compile.
 */

import type { KeptLock } from "../lock/lock.ts";
import type { Stored } from "../ports.ts";
import type { TradeRecord } from "../trade-record.ts";
import { exportedAccount } from "./exported-account.ts";
import {
  exportedBudget,
  exportedDispute,
  exportedGiven,
  exportedOrder,
  isoTime,
} from "./exported-orders.ts";

export const EXPORT_TYP = "warifu/terminal-export/1";

/** What the window knows beside the store. */
export interface ExportAround {
  /** ms since the epoch */
  readonly now: number;
  readonly about: {
    readonly version: string;
    readonly origin: string;
    readonly testMode: boolean;
  };
  readonly theme: string;
  readonly lock: KeptLock | undefined;
  /** orders that have left the store; undefined where they can't be read now */
  readonly archived: readonly TradeRecord[] | undefined;
}

type Part = (stored: Stored) => unknown;

/** One row for each part of the store, under its name in the file. */
const PARTS: { readonly [P in keyof Required<Stored>]: readonly [name: string, part: Part] } = {
  profile: ["account", ({ profile }) => exportedAccount(profile)],
  records: [
    "orders",
    ({ records }) =>
      Object.values(records)
        .sort((a, b) => a.at - b.at)
        .map(exportedOrder),
  ],
  shops: [
    "shops",
    ({ shops = {} }) =>
      Object.values(shops).map(({ register, name, origin, times, at }) => ({
        ...{ register, name, origin, times_paid: times, last_paid_at: isoTime(at) },
      })),
  ],
  budgets: ["budgets", ({ budgets = {} }) => Object.values(budgets).map(exportedBudget)],
  details: ["delivery_details", ({ details = {} }) => details],
  given: ["given_to_shops", ({ given = {} }) => Object.values(given).map(exportedGiven)],
  disputes: ["disputes", ({ disputes = {} }) => Object.values(disputes).map(exportedDispute)],
  language: ["language", ({ language = "auto" }) => language],
  notices: [
    "messages",
    ({ notices = {} }) => ({
      wanted: notices.shown ?? false,
      without_names: notices.quiet ?? false,
    }),
  ],
  tour: ["shown_around", ({ tour }) => tour?.step ?? null],
  elsewhere: ["orders_in_all_browsers", ({ elsewhere }) => !elsewhere?.off],
};

/** @returns JSON text, indented */
export function exportFile(before: Stored, around: ExportAround): string {
  const { now, about, theme, lock, archived = [] } = around;
  // What is in both is the store's.
  const older = Object.fromEntries(archived.map((record) => [record.id, record]));
  const stored = { ...before, records: { ...older, ...before.records } };
  const parts = Object.values(PARTS).map(([name, part]) => [name, part(stored)] as const);
  const file = {
    typ: EXPORT_TYP,
    made_at: isoTime(now),
    wallet: {
      version: about.version,
      origin: about.origin,
      mode: about.testMode ? "test" : "live",
    },
    ...Object.fromEntries(parts),
    all_orders: around.archived !== undefined,
    theme,
    lock: lock ? { code: lock.code !== undefined, after_ms: lock.afterMs ?? 0 } : null,
  };
  return `${JSON.stringify(file, undefined, 2)}\n`;
}
