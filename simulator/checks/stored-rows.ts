/** The rows that the checks are about: the outcomes of all branches, the trades of all tills. */

import type { AccountId, RegisterId, TradeId } from "../../protocol/ids.ts";
import type { SignedReceipt } from "../../protocol/signing/signed-objects.ts";
import type { Trade } from "../../protocol/trade/trade.ts";
import {
  CERTIFICATE_ROWS,
  type CertificateRow,
  Certificates,
} from "../../worker/carrier-server/branch/receipt/certificates.ts";
import {
  type OutcomeReceiptRow,
  receiptOfOutcome,
} from "../../worker/carrier-server/branch/rows.ts";
import type { StoredObject, StoredWorld } from "./stored-world.ts";

export interface StoredOutcome {
  readonly trade: TradeId;
  readonly attempt: number;
  readonly account: AccountId;
  readonly kind: "settled" | "authorized" | "refused" | "void";
  readonly code: string | null;
  readonly amount: number;
  readonly currency: string;
  readonly register: RegisterId;
  /** the schedule it was settled by, as JSON */
  readonly fees: string | null;
  /** as it was answered */
  readonly receipt: string | null;
  readonly branch: string;
}

export interface StoredTrade {
  readonly id: TradeId;
  readonly till: string;
  readonly sale: number | null;
  readonly trade: Trade;
  readonly amount: number;
  /** minor units that the carrier kept, of a trade that was settled at once */
  readonly fee: number;
  readonly currency: string;
  readonly deadline: number;
}

export function outcomesOf(world: StoredWorld): StoredOutcome[] {
  return world.objectsOf("branch").flatMap(({ name, disk }) => {
    const certificates = certificatesOn(disk);
    return disk
      .rows<OutcomeReceiptRow & Omit<StoredOutcome, "branch">>(
        "SELECT * FROM outcomes ORDER BY trade, attempt",
      )
      .map((row) => {
        const receipt = textOf(receiptOfOutcome(row, certificates));
        return { ...row, receipt, branch: name };
      });
  });
}

export function certificatesOn(disk: StoredObject["disk"]): Certificates {
  return new Certificates(() => disk.rows<CertificateRow>(CERTIFICATE_ROWS));
}

/** Of a receipt that was read from its row. */
export function textOf(receipt: SignedReceipt | undefined): string | null {
  return receipt === undefined ? null : JSON.stringify(receipt);
}

export function tradesOf(world: StoredWorld): StoredTrade[] {
  return world
    .objectsOf("till")
    .filter(({ disk }) => disk.hasTable("trades"))
    .flatMap(({ name, disk }) =>
      disk
        .rows<{ id: TradeId; sale: number | null; state: string; terms: string | null }>(
          "SELECT id, sale, state, terms FROM trades ORDER BY id",
        )
        .map(({ id, sale, state, terms }) => {
          const asked = terms === null ? undefined : JSON.parse(terms).payload;
          const { amount = 0, currency = "", deadline = 0 } = asked ?? {};
          const trade = JSON.parse(state);
          const { fee = 0 } = trade;
          return { id, till: name, sale, trade, amount, fee, currency, deadline };
        }),
    );
}
