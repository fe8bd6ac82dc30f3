/**
 * An account as its row: the columns, how it is written, and how it is read back, rows of older code included.
 * A settle writes no column whose value is what it was, and nothing is stored as NULL: the row must stay so short
 * that it shares a page of SQLite's with others. No statement is here.
 */

import type { AccountId } from "../../../../protocol/ids.ts";
import type { Row } from "../../../objects/database.ts";
import {
  NO_LIMITS,
  type SettledPayment,
  type SpendingLimits,
  spentBy,
} from "../confirm/spending.ts";
import { NO_STEP_UPS } from "../confirm/step-up.ts";
import type { Account } from "../ledger.ts";
import type { Cell } from "../rows.ts";
import { NO_MEANS } from "../step-up/means.ts";
import { NO_TOP_UPS } from "./top-up-instruction.ts";

export interface AccountRow extends Row {
  id: AccountId;
  status: Account["status"];
  devices: string;
  balances: string;
  outbox: string;
  opened_at: number;
  limits: string | null;
  spent: string | null;
  credit: string | null;
  top_ups: string | null;
  step_ups: string | null;
  opening: string | null;
  recovery: string | null;
  counted: string | null;
  holds: string | null;
  means: string | null;
}

interface Column {
  readonly name: string;
  readonly member: keyof Account;
  /** what NULL stands for, as it would be written */
  readonly none?: string;
}

/** In the order of the table; the key is the first. */
const COLUMNS: readonly Column[] = [
  { name: "id", member: "id" },
  { name: "status", member: "status" },
  { name: "devices", member: "devices" },
  { name: "balances", member: "balances" },
  { name: "outbox", member: "outbox" },
  { name: "opened_at", member: "openedAt" },
  { name: "limits", member: "limits", none: JSON.stringify(NO_LIMITS) },
  // NULL here is a row from before there were counters.
  { name: "spent", member: "spent" },
  { name: "credit", member: "credit", none: "{}" },
  { name: "top_ups", member: "topUps", none: JSON.stringify(NO_TOP_UPS) },
  { name: "step_ups", member: "stepUps", none: JSON.stringify(NO_STEP_UPS) },
  { name: "counted", member: "counted", none: "{}" },
  { name: "holds", member: "holds", none: "[]" },
  { name: "opening", member: "opening" },
  { name: "recovery", member: "recovery", none: "[]" },
  { name: "means", member: "means", none: JSON.stringify(NO_MEANS) },
];

export const ACCOUNT_COLUMNS: readonly string[] = COLUMNS.map(({ name }) => name);

/** @param settled what the account ever settled: asked for only where a row is from before there were counters */
export function accountOf(row: AccountRow, settled: () => readonly SettledPayment[]): Account {
  const limits: SpendingLimits = row.limits === null ? NO_LIMITS : JSON.parse(row.limits);
  return {
    id: row.id,
    status: row.status,
    devices: JSON.parse(row.devices),
    recovery: JSON.parse(row.recovery ?? "[]"),
    balances: JSON.parse(row.balances),
    outbox: JSON.parse(row.outbox),
    openedAt: row.opened_at,
    limits,
    spent: row.spent === null ? spentBy(limits, settled()) : JSON.parse(row.spent),
    credit: row.credit === null ? {} : JSON.parse(row.credit),
    topUps: row.top_ups === null ? NO_TOP_UPS : JSON.parse(row.top_ups),
    stepUps: row.step_ups === null ? NO_STEP_UPS : JSON.parse(row.step_ups),
    counted: JSON.parse(row.counted ?? "{}"),
    holds: row.holds === null ? [] : JSON.parse(row.holds),
    means: row.means === null ? NO_MEANS : JSON.parse(row.means),
    ...(row.opening === null ? {} : { opening: JSON.parse(row.opening) }),
  };
}

export function cellsOfAccount(account: Account): Cell[] {
  return COLUMNS.map((column) => cellOf(account, column));
}

/** What an update has to write. @param stored as its row has it; undefined where that isn't at hand: all of it */
export function changedCells(
  account: Account,
  stored: Account | undefined,
): { readonly columns: readonly string[]; readonly cells: readonly Cell[] } {
  const changed = COLUMNS.filter(({ member }) => account[member] !== stored?.[member]);
  const own = changed.filter(({ member }) => member !== "id");
  return {
    columns: own.map(({ name }) => name),
    cells: own.map((column) => cellOf(account, column)),
  };
}

function cellOf(account: Account, { member, none }: Column): Cell {
  const value = account[member];
  if (value === undefined) return null;
  if (typeof value === "string" || typeof value === "number") return value;
  const text = JSON.stringify(value);
  return text === none ? null : text;
}
