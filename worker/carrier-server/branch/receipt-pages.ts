/**
 * The receipts of a day, page by page, as the salted leaves of its tree. Reads every row that has a receipt
 * once a day, some hundreds at a time, so that no payer waits long: an index by time would be a row more per
 * settle. The salts' key comes with the question, and is kept by who asks [LE65].
 */

import { HASH_BYTES } from "../../../protocol/count/merkle.ts";
import { receiptHash, receiptLeaf } from "../../../protocol/count/receipt-root.ts";
import { importHmacKey, keyedHash } from "../../../protocol/signing/signature.ts";
import type { SignedReceipt } from "../../../protocol/signing/signed-objects.ts";
import type { Database } from "../../objects/database.ts";
import { type OrderReceiptRow, receiptOfOrder } from "./order/order-rows.ts";
import { certificatesIn } from "./receipt/certificates.ts";
import { type OutcomeReceiptRow, receiptOfOutcome } from "./rows.ts";

/** Rows that are read in one go: some 10 ms, and up to 100 when each is a receipt of the day. */
const PAGE_ROWS = 500;

/** Where the next page begins: after this row of this table. */
export interface ReceiptCursor {
  readonly table: "outcomes" | "orders";
  readonly trade: string;
  readonly within: string | number;
}

export interface ReceiptQuestion {
  /** ms since the epoch, the end not included */
  readonly from: number;
  readonly end: number;
  /** base64url of 32 bytes */
  readonly saltKey: string;
  readonly after?: ReceiptCursor;
}

export interface ReceiptPage {
  /** hashes of leaves, 32 bytes each, in no order */
  readonly leaves: Uint8Array;
  /** undefined: that was the last page */
  readonly next?: ReceiptCursor;
}

const PAGES = {
  outcomes: `SELECT trade, attempt, kind, code, register, amount, currency, decided_at,
      CASE WHEN decided_at >= ?3 AND decided_at < ?4 THEN receipt END AS receipt
    FROM outcomes WHERE (trade, attempt) > (?1, ?2) ORDER BY trade, attempt LIMIT ?5`,
  orders: `SELECT trade, id, kind, attempt, register, amount, currency, at,
      CASE WHEN at >= ?3 AND at < ?4 THEN receipt END AS receipt
    FROM orders WHERE (trade, id) > (?1, ?2) ORDER BY trade, id LIMIT ?5`,
} as const;

const FIRST: ReceiptCursor = { table: "outcomes", trade: "", within: 0 };

export async function receiptPage(
  database: Database,
  { from, end, saltKey, after = FIRST }: ReceiptQuestion,
  pageRows = PAGE_ROWS,
): Promise<ReceiptPage> {
  const { receipts, next } = readRows(database, after, [from, end, pageRows]);
  const key = await importHmacKey(saltKey);
  const leaves = new Uint8Array(receipts.length * HASH_BYTES);
  const made = await Promise.all(receipts.map((receipt) => saltedLeaf(key, receipt)));
  for (const [index, { leaf }] of made.entries()) leaves.set(leaf, index * HASH_BYTES);
  return { leaves, ...(next === undefined ? {} : { next }) };
}

interface ReadRows {
  readonly receipts: readonly SignedReceipt[];
  readonly next: ReceiptCursor | undefined;
}

function readRows(
  database: Database,
  { table, trade, within }: ReceiptCursor,
  [from, end, pageRows]: readonly [number, number, number],
): ReadRows {
  const certificates = certificatesIn(database);
  const bindings = [trade, within, from, end, pageRows];
  if (table === "outcomes") {
    const rows = database.exec<OutcomeReceiptRow>(PAGES.outcomes, ...bindings);
    const last = rows.length === pageRows ? rows.at(-1) : undefined;
    return {
      receipts: rows.flatMap((row) => receiptOfOutcome(row, certificates) ?? []),
      next: last
        ? { table, trade: last.trade, within: last.attempt }
        : { table: "orders", trade: "", within: "" },
    };
  }
  const rows = database.exec<OrderReceiptRow>(PAGES.orders, ...bindings);
  const last = rows.length === pageRows ? rows.at(-1) : undefined;
  return {
    receipts: rows.flatMap((row) => receiptOfOrder(row, certificates) ?? []),
    next: last && { table, trade: last.trade, within: last.id },
  };
}

/** ms since the epoch. Reads every row: asked once in the life of a carrier. */
export function firstReceiptAt(database: Database): number | undefined {
  const query = "SELECT min(decided_at) AS first FROM outcomes WHERE receipt IS NOT NULL";
  return database.exec<{ first: number | null }>(query).at(0)?.first ?? undefined;
}

/** A receipt's salt and leaf: the salt is nothing without the receipt, and no other receipt's. */
export async function saltedLeaf(
  key: CryptoKey,
  receipt: SignedReceipt,
): Promise<{ salt: Uint8Array<ArrayBuffer>; leaf: Uint8Array<ArrayBuffer> }> {
  const hash = receiptHash(receipt);
  const salt = await keyedHash(key, hash);
  return { salt, leaf: receiptLeaf(salt, hash) };
}
