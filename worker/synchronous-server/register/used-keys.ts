/**
 * The idempotency keys of a register's rare acts, for ever: what each was used for and, where it is kept, what was
 * answered. A repeat, however late, gets that answer and changes nothing; another request under the key is
 * refused [MS3]. Payouts and schedules have keys of their own.
 */

import { type Refusal, refusal } from "../../../protocol/problem.ts";
import { err, ok, type Result } from "../../../protocol/result.ts";
import type { Hash } from "../../../protocol/signing/signature.ts";
import type { Database } from "../../objects/database.ts";

export const USED_KEYS_MIGRATION = `CREATE TABLE used_keys (
     idempotency_key TEXT PRIMARY KEY,
     asked TEXT NOT NULL,
     answer TEXT
   ) STRICT, WITHOUT ROWID;`;

/** Under which key, and the hash of the act and all that it asks. */
export interface Use {
  readonly key: string;
  readonly asked: Hash;
}

/** None yet where the act was never finished. */
export interface KeptAnswer {
  readonly answer?: string;
}

export class UsedKeys {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Whether the key was used for this, and what was answered where that was kept. */
  repeatOf({ key, asked }: Use): { refused?: Refusal; answer?: string } | undefined {
    const query = "SELECT asked, answer FROM used_keys WHERE idempotency_key = ?";
    const [known] = this.#database.exec<{ asked: string; answer: string | null }>(query, key);
    if (!known) return undefined;
    if (known.asked !== asked) return { refused: refusal("idempotency_key_reused") };
    return known.answer === null ? {} : { answer: known.answer };
  }

  /** From now on the key is for this alone. @returns what was answered, where the act is a repeat */
  begin(use: Use): Result<KeptAnswer, Refusal> {
    const repeat = this.repeatOf(use);
    if (repeat?.refused) return err(repeat.refused);
    if (!repeat) this.#database.transaction(() => this.add(use));
    return ok(repeat ?? {});
  }

  /** The first answer stays. @param answer JSON */
  keep({ key, asked }: Use, answer: string): void {
    const query =
      "UPDATE used_keys SET answer = ? WHERE idempotency_key = ? AND asked = ? AND answer IS NULL";
    this.#database.transaction(() => this.#database.exec(query, answer, key, asked));
  }

  /** Once, inside a transaction. */
  add({ key, asked }: Use, answer?: unknown): void {
    const text = answer === undefined ? null : JSON.stringify(answer);
    this.#database.exec("INSERT INTO used_keys VALUES (?, ?, ?)", key, asked, text);
  }
}
