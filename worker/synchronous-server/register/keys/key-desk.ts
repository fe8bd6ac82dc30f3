/**
 * The acts on a register's API keys: made and revoked, each once under its idempotency key, for ever [MS3], and told to
 * every till before it is answered [RG2], [RG4]. Whoever calls has checked that the asking key may do it.
 */

import type { ApiKeyId, RegisterId } from "../../../../protocol/ids.ts";
import { type Refusal, refusal } from "../../../../protocol/problem.ts";
import type { ApiKeyView, SignedApiKey } from "../../../../protocol/register/api-keys.ts";
import { err, ok, type Result } from "../../../../protocol/result.ts";
import { type Hash, verify } from "../../../../protocol/signing/signature.ts";
import { clockNow } from "../../../objects/clock.ts";
import type { Database } from "../../../objects/database.ts";
import type { RecordDesk } from "../record-desk.ts";
import type { Use, UsedKeys } from "../used-keys.ts";
import type { RegisterKeys } from "./register-keys.ts";

export interface KeyAnswer {
  readonly view: ApiKeyView;
  readonly replayed: boolean;
}

type Answer = Promise<Result<KeyAnswer, Refusal>>;

interface Works {
  readonly database: Database;
  readonly record: RecordDesk;
  readonly keys: RegisterKeys;
  readonly used: UsedKeys;
}

export class KeyDesk {
  readonly #works: Works;

  constructor(works: Works) {
    this.#works = works;
  }

  /** [RG2] The Worker has checked the envelope, the signature is checked here: by the key the register has now. */
  async create(register: RegisterId, signed: SignedApiKey, use: Use): Answer {
    const { record, keys } = this.#works;
    const key = record.read()?.pair.certificate.payload.key;
    const code = key && (await verify(signed, signed.payload, key));
    if (code) return err(refusal(code, { param: "/key" }));
    // Another request may have changed the register while this was awaiting.
    if (record.read()?.pair.certificate.payload.key !== key)
      return err(refusal("storage_unavailable"));
    return this.#once(register, use, () => {
      const created = keys.create(signed.payload, clockNow());
      return created.ok ? ok({ hash: signed.payload.key, write: created.value }) : created;
    });
  }

  /** [RG4] A revoked key is refused by every till before this is answered. */
  async revoke(register: RegisterId, id: ApiKeyId, use: Use): Answer {
    return this.#once(register, use, () => this.#works.keys.revoke(register, id, clockNow()));
  }

  /** What was done before is not done again, also under another idempotency key: the object itself says what it does. */
  async #once(register: RegisterId, use: Use, decide: () => Result<Act, Refusal>): Answer {
    const { database, record, keys, used } = this.#works;
    const repeat = used.repeatOf(use);
    if (repeat?.refused) return err(repeat.refused);
    const decided = decide();
    if (!decided.ok) return decided;
    const { hash, write } = decided.value;
    const note = () => (repeat ? undefined : used.add(use));
    const known = record.read();
    if (known && write)
      record.change(known, () => {
        write();
        note();
      });
    else if (!repeat) database.transaction(note);
    await record.push();
    const view = keys.view(register, hash);
    return view ? ok({ view, replayed: write === undefined }) : err(refusal("key_not_found"));
  }
}

interface Act {
  readonly hash: Hash;
  /** undefined: there is nothing left to do */
  readonly write: (() => void) | undefined;
}
