/**
 * The confirm sheet's values, from a verified offer and the account as last known. What is shown here is
 * what gets signed; the balance only informs.
 */

import type { OwnDetails } from "../../../../protocol/disclosure/fields.ts";
import type { AccountView } from "../../../../protocol/messages.ts";
import type { Currency } from "../../../../protocol/money/money.ts";
import type { Offer } from "../../../../protocol/trade/offer.ts";
import type { PaidShops } from "../../../wallet/paid-shops.ts";
import { spendableIn } from "../../../wallet/spendable.ts";
import type { Waiting } from "../../../wallet/trade-record.ts";
import type { ChangedItem } from "../../parts/items.tsx";
import { type Shop, shopOf } from "../shop.ts";
import type { Asking } from "./asks.tsx";
import type { SheetBudget } from "./budget.ts";
import type { Earlier } from "./earlier.ts";
import { type Standing, standingOf } from "./standing.ts";

/** The countdown shows in the last minute only. */
const COUNTDOWN_MS = 60_000;
/** Beyond it a time limit is a day. */
const NEAR_MS = 12 * 60 * 60_000;

export interface SheetState extends Shop {
  readonly status: "sheet";
  readonly record: string;
  readonly standing: Standing;
  /** minor units */
  readonly amount: number;
  readonly currency: Currency;
  readonly items: readonly ChangedItem[];
  /** the shop asked for something else a moment ago: what of it is no longer so */
  readonly earlier?: Earlier;
  readonly reference?: string;
  /** the amount is held, and the shop takes what it needs of it until then; ms since the epoch */
  readonly heldUntil?: number;
  readonly account: string;
  /** what may be spent before the payment, credit included; minor units, absent where the currency isn't held */
  readonly balance?: number;
  /** what the branch would say to it, as far as is known here */
  readonly warning?: "notEnough" | "frozen" | "closing" | "closed" | "notHeld";
  /** the shop's time limit, ms since the epoch; `near`: its time of day says enough */
  readonly openUntil: { readonly at: number; readonly near: boolean };
  /** in the last minute only */
  readonly closesInSeconds?: number;
  readonly queue?: Queue;
  /** the shop has asked before, or asks for more: nothing more may be taken from its page */
  readonly pesters?: boolean;
  /** what the shop may take without a question, and why it asks all the same */
  readonly budget?: SheetBudget;
  /** it was pressed in that other browser of the account: its name, or empty where it has none */
  readonly askedIn?: string;
  /** what the shop asks for beside the money, and what there is to give */
  readonly asks?: Asking;
}

/** One of several orders that wait. */
export interface Queue {
  readonly position: number;
  readonly count: number;
  /** of them to be paid to this shop */
  readonly ofShop: number;
}

export function sheetState(
  record: Waiting,
  account: AccountView,
  now: number,
  queue: Queue,
  shops: PaidShops,
  pesters: boolean,
): SheetState {
  const { terms } = record.offer;
  const { amount, currency, items, reference, deadline, hold_until: heldUntil } = terms.payload;
  const balance = spendableIn(account, currency);
  const warning = warningOf(account, amount, balance);
  const closesIn = deadline - now;
  return {
    status: "sheet",
    record: record.id,
    ...shopOf(record),
    standing: standingOf(record, shops),
    amount,
    currency,
    items,
    account: account.label,
    openUntil: { at: deadline, near: closesIn < NEAR_MS },
    ...(reference === undefined ? {} : { reference }),
    ...(heldUntil === undefined ? {} : { heldUntil }),
    ...(balance === undefined ? {} : { balance }),
    ...(warning ? { warning } : {}),
    ...(closesIn <= COUNTDOWN_MS
      ? { closesInSeconds: Math.max(0, Math.ceil(closesIn / 1000)) }
      : {}),
    ...(queue.count > 1 ? { queue } : {}),
    ...(pesters ? { pesters } : {}),
  };
}

/** @returns undefined where the shop asks for nothing, or couldn't open what it got [DI2] */
export function askingOf(
  { terms, certificate }: Offer,
  details: OwnDetails = {},
): Asking | undefined {
  const { asks: fields } = terms.payload;
  if (!fields || certificate.payload.encryption_key === undefined) return undefined;
  return { fields, details: onlyThese(details, fields) };
}

function onlyThese(details: OwnDetails, fields: Asking["fields"]): OwnDetails {
  return Object.fromEntries(fields.flatMap((one) => (details[one] ? [[one, details[one]]] : [])));
}

function warningOf(
  { status }: AccountView,
  amount: number,
  balance: number | undefined,
): SheetState["warning"] {
  if (status !== "active") return status;
  if (balance === undefined) return "notHeld";
  return balance < amount ? "notEnough" : undefined;
}

/** All that a shopper agrees to by Pay, as text: the time limit alone may come nearer without him looking again. */
export function shownText({ closesInSeconds: _, openUntil: __, ...shown }: SheetState): string {
  return JSON.stringify(shown);
}
