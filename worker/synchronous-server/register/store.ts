/**
 * The register DB's tables, and the register's one row: certificate, till map, what tills have been told. Nothing
 * but reading and writing it. API keys are in keys/.
 */

import { assert } from "../../../protocol/assert.ts";
import type { RegisterId } from "../../../protocol/ids.ts";
import type { Standing } from "../../../protocol/register/register-key.ts";
import type { Hash } from "../../../protocol/signing/signature.ts";
import type { Database, Row } from "../../objects/database.ts";
import type { CertificatePair, FormerCertificate } from "../till/config.ts";
import { FEWER_ROUNDS_MIGRATION, FUNDS_MIGRATION, TOLD_LOANS_MIGRATION } from "./funds-store.ts";
import { KEY_VERSIONS_MIGRATION, KEYS_MIGRATION, NAMED_KEYS_MIGRATION } from "./keys/key-store.ts";
import { PAYOUT_EVENTS_MIGRATION } from "./payout-events.ts";
import { PAYOUTS_MIGRATION, SCHEDULE_KEYS_MIGRATION } from "./payout-store.ts";
import { PRICE_LISTS_MIGRATION } from "./price-lists/price-list-store.ts";
import { USED_KEYS_MIGRATION } from "./used-keys.ts";

const MIGRATIONS = [
  `CREATE TABLE register (
     one INTEGER PRIMARY KEY CHECK (one = 1),
     id TEXT NOT NULL,
     certificate TEXT NOT NULL,
     chain TEXT NOT NULL,
     certificate_hash TEXT NOT NULL,
     maps TEXT NOT NULL,
     version INTEGER NOT NULL,
     pushed INTEGER NOT NULL
   ) STRICT;
   ${KEYS_MIGRATION}`,
  FUNDS_MIGRATION,
  PAYOUTS_MIGRATION,
  SCHEDULE_KEYS_MIGRATION,
  NAMED_KEYS_MIGRATION,
  USED_KEYS_MIGRATION,
  // What the carrier told beside the certificate.
  "ALTER TABLE register ADD COLUMN told TEXT",
  FEWER_ROUNDS_MIGRATION,
  TOLD_LOANS_MIGRATION,
  PAYOUT_EVENTS_MIGRATION,
  KEY_VERSIONS_MIGRATION,
  PRICE_LISTS_MIGRATION,
];

export interface RegisterRecord {
  readonly id: RegisterId;
  readonly pair: CertificatePair;
  readonly certificateHash: Hash;
  /** numbers of tills by version, the current one last */
  readonly maps: readonly number[];
  /** counts the changes that tills must know of */
  readonly version: number;
  /** the version that every till has acknowledged */
  readonly pushed: number;
  /** by the carrier's word, once it has said one [RG15] */
  readonly standing?: Standing;
  /** of the key before this one [RG13] */
  readonly former?: FormerCertificate;
}

interface RegisterRow extends Row {
  id: string;
  certificate: string;
  chain: string;
  certificate_hash: string;
  maps: string;
  version: number;
  pushed: number;
  told: string | null;
}

export class RegisterStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** A register that was never registered has no tables, so that asking for a made-up one stores nothing. */
  exists(): boolean {
    return this.#database.hasTables();
  }

  migrate(): void {
    this.#database.migrate(MIGRATIONS);
  }

  read(): RegisterRecord | undefined {
    const [row] = this.#database.exec<RegisterRow>("SELECT * FROM register");
    return (
      row && {
        id: row.id as RegisterId,
        pair: { certificate: JSON.parse(row.certificate), chain: JSON.parse(row.chain) },
        certificateHash: row.certificate_hash as Hash,
        maps: JSON.parse(row.maps),
        version: row.version,
        pushed: row.pushed,
        ...(row.told === null ? {} : JSON.parse(row.told)),
      }
    );
  }

  write(record: RegisterRecord): void {
    assert(record.pushed <= record.version, "nothing is pushed before it is stored");
    this.#database.exec(
      `INSERT INTO register (one, id, certificate, chain, certificate_hash, maps, version, pushed, told)
       VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (one) DO UPDATE SET
         certificate = excluded.certificate, chain = excluded.chain,
         certificate_hash = excluded.certificate_hash, maps = excluded.maps,
         version = excluded.version, pushed = excluded.pushed, told = excluded.told`,
      record.id,
      JSON.stringify(record.pair.certificate),
      JSON.stringify(record.pair.chain),
      record.certificateHash,
      JSON.stringify(record.maps),
      record.version,
      record.pushed,
      JSON.stringify({ standing: record.standing, former: record.former }),
    );
  }
}
