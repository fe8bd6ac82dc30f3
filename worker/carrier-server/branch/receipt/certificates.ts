/**
 * The certificates of the keys that signed a branch's receipts, each stored once, under a number that rows name it
 * by. A key may get another certificate: so it is known by its whole text, not by the key's id. Read when it is
 * first needed, and kept in memory.
 */

import { assert } from "../../../../protocol/assert.ts";
import type { SignedKeyCertificate } from "../../../../protocol/signing/signed-objects.ts";
import type { Database, Row } from "../../../objects/database.ts";

/** A migration of the branch. */
export const CERTIFICATES_TABLE =
  "CREATE TABLE certificates (number INTEGER PRIMARY KEY, certificate TEXT NOT NULL)";

export const CERTIFICATE_ROWS = "SELECT number, certificate FROM certificates ORDER BY number";

export interface CertificateRow extends Row {
  number: number;
  certificate: string;
}

export class Certificates {
  readonly #read: () => readonly CertificateRow[];
  readonly #byNumber = new Map<number, SignedKeyCertificate>();
  readonly #byText = new Map<string, number>();
  /** by the object itself: a deployment signs with one, and a text of it for each receipt is wasted */
  readonly #known = new WeakMap<SignedKeyCertificate, number>();

  constructor(read: () => readonly CertificateRow[]) {
    this.#read = read;
  }

  /** @returns undefined for one that isn't stored */
  numberOf(certificate: SignedKeyCertificate): number | undefined {
    const known = this.#known.get(certificate);
    if (known !== undefined) return known;
    if (this.#byNumber.size === 0) this.load();
    const number = this.#byText.get(JSON.stringify(certificate));
    if (number !== undefined) this.#known.set(certificate, number);
    return number;
  }

  at(number: number): SignedKeyCertificate {
    if (!this.#byNumber.has(number)) this.load();
    const certificate = this.#byNumber.get(number);
    assert(certificate, "[LE5] a receipt's certificate is stored for ever");
    return certificate;
  }

  /** Again, after one was stored. */
  load(): void {
    for (const { number, certificate } of this.#read()) {
      this.#byNumber.set(number, JSON.parse(certificate));
      this.#byText.set(certificate, number);
    }
  }
}

export function certificatesIn(database: Database): Certificates {
  return new Certificates(() => database.exec<CertificateRow>(CERTIFICATE_ROWS));
}

/** Before anything is signed under it: so a settle never has this row to write. Inside a transaction only. */
export function keepCertificate(
  database: Database,
  certificates: Certificates,
  certificate: SignedKeyCertificate,
): void {
  if (certificates.numberOf(certificate) !== undefined) return;
  const text = JSON.stringify(certificate);
  database.exec("INSERT INTO certificates (certificate) VALUES (?)", text);
  certificates.load();
}
