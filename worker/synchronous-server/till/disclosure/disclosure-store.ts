/** What payers gave to the shop, as it came: encrypted to the shop's own key, so that nothing here can read it. */

import type { SealedDisclosure } from "../../../../protocol/disclosure/disclosure.ts";
import type { TradeId } from "../../../../protocol/ids.ts";
import type { Database } from "../../../objects/database.ts";

export const DISCLOSURES_MIGRATION = `CREATE TABLE disclosures (
     trade TEXT PRIMARY KEY,
     sealed TEXT NOT NULL
   ) STRICT, WITHOUT ROWID;`;

export class DisclosureStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  read(trade: TradeId): SealedDisclosure | undefined {
    const query = "SELECT sealed FROM disclosures WHERE trade = ?";
    return this.#database.exec<{ sealed: SealedDisclosure }>(query, trade).at(0)?.sealed;
  }

  /** Once: a trade's receipt names one alone. */
  add(trade: TradeId, sealed: SealedDisclosure): void {
    const query = "INSERT INTO disclosures (trade, sealed) VALUES (?, ?)";
    this.#database.transaction(() => this.#database.exec(query, trade, sealed));
  }
}
