/**
 * Books: the carrier's own record of one register, as an object: its certificate, and in it the settlement
 * account. A repeat answers the stored certificate byte for byte; another name or other origins under the
 * same key replace it. Reading a register that isn't there writes nothing.
 */

import { DurableObject } from "cloudflare:workers";
import type { RegisterId } from "../../../protocol/ids.ts";
import type { CertifiedRegister } from "../../../protocol/messages.ts";
import { type Refusal, refusal } from "../../../protocol/problem.ts";
import { err, ok, type Result } from "../../../protocol/result.ts";
import type { Hash } from "../../../protocol/signature.ts";
import type { Registration } from "../../../protocol/signed-objects.ts";
import { clockNow } from "../../objects/clock.ts";
import { Database } from "../../objects/database.ts";
import { deploymentOf } from "../deployment.ts";
import type { CarrierEnv } from "../env.ts";
import { certify, stillFits } from "./certify-register.ts";

const MIGRATIONS = [
  `CREATE TABLE certified (one INTEGER PRIMARY KEY CHECK (one = 1), answer TEXT NOT NULL);
   CREATE TABLE commands (
     idempotency_key TEXT PRIMARY KEY, body TEXT NOT NULL, answer TEXT NOT NULL
   ) WITHOUT ROWID;`,
  // Each command is its own row of the audit log; NULL in one from before there was a log.
  `ALTER TABLE commands ADD COLUMN operator TEXT;
   ALTER TABLE commands ADD COLUMN at INTEGER;`,
] as const;

export interface CertifyCommand {
  readonly register: RegisterId;
  /** verified: signed by its own key, for this realm and mode */
  readonly registration: Registration;
  readonly idempotencyKey: string;
  /** the start of the operator key's hash: who, in the audit log [LE17] */
  readonly operator: string;
  /** hash of the command's body */
  readonly body: Hash;
}

export interface CertifyAnswer {
  readonly certified: CertifiedRegister;
  readonly replayed: boolean;
}

export class Books extends DurableObject<CarrierEnv> {
  readonly database: Database;

  constructor(ctx: DurableObjectState, env: CarrierEnv) {
    super(ctx, env);
    this.database = new Database(ctx.storage);
  }

  async certify(command: CertifyCommand): Promise<Result<CertifyAnswer, Refusal>> {
    this.database.meter.hop();
    this.database.migrate(MIGRATIONS);
    const repeat = this.#repeatOf(command);
    if (repeat) return repeat;
    const now = clockNow();
    const made = await this.#certificateFor(command, now);
    // Something else may have been stored while the signature was awaited: look again, then write at once.
    const overtaken = this.#repeatOf(command);
    if (overtaken) return overtaken;
    const stored = this.#stored();
    const certified =
      stored && stillFits(stored.certificate, command.registration, now) ? stored : made;
    this.#store(command, certified, now);
    return ok({ certified, replayed: false });
  }

  certified(): CertifiedRegister | undefined {
    this.database.meter.hop();
    const [known] = this.database.exec("SELECT 1 FROM sqlite_master WHERE name = 'certified'");
    return known && this.#stored();
  }

  #repeatOf({ idempotencyKey, body }: CertifyCommand): Result<CertifyAnswer, Refusal> | undefined {
    const [row] = this.database.exec<{ body: string; answer: string }>(
      "SELECT body, answer FROM commands WHERE idempotency_key = ?",
      idempotencyKey,
    );
    if (!row) return undefined;
    if (row.body !== body) return err(refusal("idempotency_key_reused"));
    return ok({ certified: JSON.parse(row.answer), replayed: true });
  }

  async #certificateFor(
    { register, registration }: CertifyCommand,
    now: number,
  ): Promise<CertifiedRegister> {
    const deployment = await deploymentOf(this.env);
    const certificate = await certify(register, registration, now, deployment);
    return { register, certificate, chain: deployment.signing.certificate };
  }

  #store(command: CertifyCommand, certified: CertifiedRegister, now: number): void {
    const { idempotencyKey, body, operator } = command;
    const answer = JSON.stringify(certified);
    this.database.transaction(() => {
      this.database.exec("INSERT OR REPLACE INTO certified VALUES (1, ?)", answer);
      const cells = [idempotencyKey, body, answer, operator, now];
      this.database.exec("INSERT INTO commands VALUES (?, ?, ?, ?, ?)", ...cells);
    });
  }

  #stored(): CertifiedRegister | undefined {
    const [row] = this.database.exec<{ answer: string }>("SELECT answer FROM certified");
    return row && JSON.parse(row.answer);
  }
}
