/**
 * The archive on IndexedDB: a row of each payment for lists, its papers, and the certificates that they share. One
 * transaction writes all of what is kept. Only the background writes; windows read.
 */

import type { SignatureText } from "../../protocol/signing/signature.ts";
import type { ArchiveReader, PaymentArchive } from "../../terminal/wallet/history/archive.ts";
import { type Paper, packed, type Shared, unpacked } from "../../terminal/wallet/history/papers.ts";
import { type Payment, paymentOf } from "../../terminal/wallet/history/payment.ts";
import type { TradeRecord } from "../../terminal/wallet/trade-record.ts";

const DATABASE = "warifu-payments";
const ROWS = "rows";
const PAPERS = "papers";
const SHARED = "certificates";
/** Windows hear here that something was kept: a database tells nobody. */
const NEWS = "warifu-archive";

export function paymentArchive(): PaymentArchive & ArchiveReader {
  return {
    async keep(records) {
      await inStores("readwrite", [ROWS, PAPERS, SHARED], (transaction) => {
        for (const record of records) put(transaction, record);
      });
      new BroadcastChannel(NEWS).postMessage(null);
    },
    async find(id) {
      const kept = { paper: undefined as Paper | undefined, shared: new Map() };
      await inStores("readonly", [PAPERS, SHARED], (transaction) => {
        read<Paper>(transaction.objectStore(PAPERS).get(id), (paper) => {
          kept.paper = paper;
          for (const name of paper ? namesOf(paper) : [])
            read<Shared>(transaction.objectStore(SHARED).get(name), (one) =>
              kept.shared.set(name, one),
            );
        });
      });
      return kept.paper && unpacked(kept.paper, kept.shared);
    },
    rows: () => everything<Payment>(ROWS),
    async all() {
      const [papers, certificates] = await Promise.all([
        everything<Paper>(PAPERS),
        everything<Shared>(SHARED),
      ]);
      const shared = new Map(certificates.map((one) => [one.signature, one]));
      return papers.flatMap((paper) => unpacked(paper, shared) ?? []);
    },
  };
}

export function watchArchive(changed: () => void): void {
  new BroadcastChannel(NEWS).addEventListener("message", changed);
}

function put(transaction: IDBTransaction, record: TradeRecord): void {
  const row = paymentOf(record);
  if (!row || !("offer" in record) || !record.offer) return;
  const { paper, shared } = packed({ ...record, offer: record.offer });
  transaction.objectStore(ROWS).put(row);
  transaction.objectStore(PAPERS).put(paper);
  for (const [name, one] of shared) transaction.objectStore(SHARED).put(one, name);
}

function namesOf({ offer, receipt, after }: Paper): SignatureText[] {
  const all = [offer.certificate, offer.chain, receipt?.certificate];
  for (const one of after?.receipts ?? []) all.push(one.certificate);
  return all.filter((name) => name !== undefined);
}

function read<T>(request: IDBRequest<T | undefined>, found: (value: T | undefined) => void): void {
  request.onsuccess = () => found(request.result);
}

async function everything<T>(store: string): Promise<T[]> {
  let all: T[] = [];
  await inStores("readonly", [store], (transaction) => {
    const request: IDBRequest<T[]> = transaction.objectStore(store).getAll();
    request.onsuccess = () => {
      all = request.result;
    };
  });
  return all;
}

/** One transaction; resolves once it is done, or durable where it writes. */
async function inStores(
  mode: IDBTransactionMode,
  stores: readonly string[],
  act: (transaction: IDBTransaction) => void,
): Promise<void> {
  const database = await open();
  try {
    await new Promise<void>((resolve, reject) => {
      const transaction = database.transaction([...stores], mode, { durability: "strict" });
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error);
      act(transaction);
    });
  } finally {
    database.close();
  }
}

/** All of it, for ever. */
export function forgetPayments(): Promise<void> {
  return inStores("readwrite", [ROWS, PAPERS, SHARED], (transaction) => {
    for (const store of [ROWS, PAPERS, SHARED]) transaction.objectStore(store).clear();
  });
}

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => {
      for (const name of [ROWS, PAPERS]) request.result.createObjectStore(name, { keyPath: "id" });
      request.result.createObjectStore(SHARED);
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
