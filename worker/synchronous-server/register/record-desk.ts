/**
 * What Register knows of itself and every till has to know: read, changed, and told to the tills. A change counts
 * once every till it ever had has stored it; until then it is not answered, and the alarm goes on with it.
 */

import type { Database } from "../../objects/database.ts";
import { objectNamed } from "../../objects/placed.ts";
import type { SynchronousEnv } from "../env.ts";
import type { TillConfig } from "../till/config.ts";
import { tillName } from "../till/name.ts";
import type { RegisterAlarm } from "./alarm.ts";
import type { Tills } from "./funds.ts";
import type { RegisterKeys } from "./keys/register-keys.ts";
import type { RegisterRecord, RegisterStore } from "./store.ts";

interface Works {
  readonly database: Database;
  readonly store: RegisterStore;
  readonly keys: RegisterKeys;
  readonly alarm: RegisterAlarm;
  readonly env: Pick<SynchronousEnv, "TILL">;
}

export class RecordDesk {
  readonly #works: Works;

  constructor(works: Works) {
    this.#works = works;
  }

  /** Nothing, and nothing stored, of a register that was never registered. */
  read(): RegisterRecord | undefined {
    const { store } = this.#works;
    return store.exists() ? store.read() : undefined;
  }

  /** Before the first change: makes the tables. */
  begin(): RegisterRecord | undefined {
    const { store } = this.#works;
    if (!store.exists()) store.migrate();
    return store.read();
  }

  change(record: RegisterRecord, alsoWrite: () => void = () => undefined): void {
    const { database, store } = this.#works;
    database.transaction(() => {
      store.write({ ...record, version: record.version + 1 });
      alsoWrite();
    });
  }

  /** Tells every till what is stored, until all have acknowledged the newest version. */
  async push(): Promise<void> {
    let record = this.read();
    if (!record || record.pushed === record.version) return;
    await this.#works.alarm.armSoon();
    for (; record && record.pushed < record.version; record = this.read()) {
      await this.#configureTills(record);
      this.#markPushed(record.version);
    }
  }

  #markPushed(version: number): void {
    const record = this.read();
    if (!record || record.pushed >= version) return;
    const { database, store } = this.#works;
    database.transaction(() => store.write({ ...record, pushed: version }));
  }

  async #configureTills(record: RegisterRecord): Promise<void> {
    const { id, maps, version, certificateHash, pair, standing, former } = record;
    const config: Omit<TillConfig, "till"> = {
      ...{ version, register: id, maps, certificate: certificateHash },
      keys: this.#works.keys.valid(),
      ...(standing?.suspended ? { suspended: true } : {}),
      ...(former ? { former } : {}),
    };
    await Promise.all(
      tillsOf(record).tills.map((till) =>
        objectNamed(this.#works.env.TILL, tillName(id, till)).configure({ ...config, till }, pair),
      ),
    );
  }
}

export function tillsOf({ id, maps }: Pick<RegisterRecord, "id" | "maps">): Tills {
  const tills = Array.from({ length: Math.max(...maps) }, (_, till) => till);
  return { register: id, tills };
}
