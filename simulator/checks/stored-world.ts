/** What the checks read: the disks of all objects, as rows, and what the parties were told. */

import type { TradeId } from "../../protocol/ids.ts";
import type { Witness } from "../witness.ts";

export interface StoredObject {
  readonly name: string;
  readonly disk: {
    rows<Row>(query: string, ...bindings: (string | number)[]): Row[];
    hasTable(name: string): boolean;
  };
}

export interface StoredWorld {
  readonly witness: Witness;
  /** short names of trades */
  readonly names: ReadonlyMap<TradeId, string>;
  objectsOf(kind: "branch" | "till"): readonly StoredObject[];
}

/** Every kind of object that is simulated. */
export type ObjectKind = "branch" | "till" | "register" | "courier" | "books" | "treasury";

/** A world in which registers are paid out. */
export interface PaidOutWorld extends StoredWorld {
  objectsOf(kind: ObjectKind): readonly StoredObject[];
}
