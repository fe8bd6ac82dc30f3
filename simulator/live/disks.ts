/**
 * The disks of the real objects: each object's SQLite file as workerd left it, read from a copy, so that whoever
 * is still running isn't disturbed.
 */

import { cpSync, existsSync, mkdtempSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type AccountId, branchOf } from "../../protocol/ids.ts";
import type { ObjectKind, StoredObject } from "../checks/stored-world.ts";
import { Disk } from "../runtime/storage.ts";

const CLASSES = {
  branch: "carrier/v3/do/warifu-carrier-server-Branch",
  till: "synchronous/v3/do/warifu-synchronous-server-Till",
  register: "synchronous/v3/do/warifu-synchronous-server-Register",
  courier: "synchronous/v3/do/warifu-synchronous-server-Courier",
  books: "carrier/v3/do/warifu-carrier-server-Books",
  treasury: "carrier/v3/do/warifu-carrier-server-Treasury",
} as const satisfies Record<ObjectKind, string>;

/** @param state the folder of both servers' state @param scratch a folder for the copies */
export function storedObjects(state: string, kind: ObjectKind, scratch = tmpdir()): StoredObject[] {
  const folder = join(state, CLASSES[kind]);
  if (!existsSync(folder)) return [];
  const copies = mkdtempSync(join(scratch, `${kind}-`));
  return readdirSync(folder)
    .filter((name) => /^[0-9a-f]{64}\.sqlite$/.test(name))
    .map((file) => {
      // What is committed may still be in the write-ahead log; the index of that is made anew.
      for (const part of [file, `${file}-wal`])
        if (existsSync(join(folder, part))) cpSync(join(folder, part), join(copies, part));
      const disk = new Disk(join(copies, file));
      return { name: `${kind} ${nameOf(kind, disk) ?? file.slice(0, 8)}`, disk };
    });
}

/** As the simulated world names them, where the checks need to know: a file has only the hash of its object's name. */
function nameOf(kind: ObjectKind, disk: Disk): string | undefined {
  if (kind === "branch") {
    const [row] = disk.rows<{ id: AccountId }>("SELECT id FROM accounts WHERE id LIKE 'acc_%'");
    return row && `branch/${branchOf(row.id)}`;
  }
  if (kind !== "books" || !disk.hasTable("certified")) return undefined;
  const query = "SELECT answer ->> '$.register' AS register FROM certified";
  return disk.rows<{ register: string }>(query)[0]?.register;
}
