/** The rows that the checks are about: the outcomes of all branches, the trades of all tills. */

import type { AccountId, RegisterId, TradeId } from "../../protocol/ids.ts";
import type { Trade } from "../../protocol/trade/trade.ts";
import type { StoredWorld } from "./stored-world.ts";

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
  return world
    .objectsOf("branch")
    .flatMap(({ name, disk }) =>
      disk
        .rows<Omit<StoredOutcome, "branch">>("SELECT * FROM outcomes ORDER BY trade, attempt")
        .map((row) => ({ ...row, branch: name })),
    );
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
