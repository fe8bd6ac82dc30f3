/** Who may ask a register for what: its API keys and their scopes, and the tills it ever had. Reads only. */

import { type Refusal, refusal } from "../../../../protocol/problem.ts";
import type { ApiKeyScope } from "../../../../protocol/register/api-keys.ts";
import { err, ok, type Result } from "../../../../protocol/result.ts";
import type { Hash } from "../../../../protocol/signing/signature.ts";
import type { Tills } from "../funds.ts";
import type { RegisterKeys } from "../keys/register-keys.ts";
import { type RecordDesk, tillsOf } from "../record-desk.ts";

export class RegisterAccess {
  readonly #record: RecordDesk;
  readonly #keys: RegisterKeys;

  constructor(record: RecordDesk, keys: RegisterKeys) {
    this.#record = record;
    this.#keys = keys;
  }

  authorised(apiKey: Hash, needed: ApiKeyScope): Result<Tills, Refusal> {
    const record = this.#record.read();
    // As for a wrong key: which registers there are is nobody's to find out [RQ13].
    if (!record) return err(refusal("unauthorized"));
    const refused = this.#keys.refusal(apiKey, needed);
    return refused ? err(refused) : ok(tillsOf(record));
  }
}
