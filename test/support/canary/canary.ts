/**
 * A canary: something of a payer that is planted where a real one would be, and looked for where it must not be.
 * Pure, so that it runs in Node and in workerd alike.
 */

/** Where things are looked for. What isn't known to be the payer's own side is the shop's. */
export type Place =
  /** all that a shop and its page exchange with our server, and what our frame says to the page */
  | "shop"
  /** between a shop and its own page, in that page, and in the shop's files: a payer may give a shop something */
  | "shop-own"
  /** what the servers, the shop and the shop's SDK print */
  | "logs"
  /** the terminal's own signed requests, its money socket, and their answers */
  | "terminal"
  | "synchronous-storage"
  | "carrier-storage";

export type Kind =
  | "card"
  | "name"
  | "email"
  | "phone"
  | "address"
  | "pin"
  | "account"
  | "user"
  | "device"
  | "credential"
  | "ticket"
  | "sealed"
  | "secret";

/**
 * How a value may be written. `text`: as it is, in either case. `number`: digits, however they are grouped. `pin`: six
 * digits, which stand alone. `id`: ours, `<kind>_<mode>_<base32hex>`, or its bytes. `token`: base64url, or its bytes.
 */
export type Spelling = "text" | "number" | "pin" | "id" | "token";

export interface Canary {
  readonly kind: Kind;
  /** where it was planted, in words: a finding says it instead of the value */
  readonly planted: string;
  readonly value: string;
  readonly spelling: Spelling;
  /** the places that it belongs in; anywhere else it is a leak */
  readonly home: readonly Place[];
}
