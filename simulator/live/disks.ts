/**
 * The disks of the real objects: each object's SQLite file as workerd left it, read from a copy, so that whoever
 * is still running isn't disturbed.
 */

import { cpSync, existsSync, mkdtempSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { StoredObject } from "../checks/stored-world.ts";
import { Disk } from "../runtime/storage.ts";

const CLASSES = {
  branch: "carrier/v3/do/warifu-carrier-server-Branch",
  till: "synchronous/v3/do/warifu-synchronous-server-Till",
} as const;

/** @param state the folder of both servers' state @param scratch a folder for the copies */
export function storedObjects(
  state: string,
  kind: keyof typeof CLASSES,
  scratch = tmpdir(),
): StoredObject[] {
  const folder = join(state, CLASSES[kind]);
  const copies = mkdtempSync(join(scratch, `${kind}-`));
  return readdirSync(folder)
    .filter((name) => /^[0-9a-f]{64}\.sqlite$/.test(name))
    .map((file) => {
      // What is committed may still be in the write-ahead log; the index of that is made anew.
      for (const part of [file, `${file}-wal`])
        if (existsSync(join(folder, part))) cpSync(join(folder, part), join(copies, part));
      return { name: `${kind} ${file.slice(0, 8)}`, disk: new Disk(join(copies, file)) };
    });
}
