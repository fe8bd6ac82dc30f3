/** What the peers need beside the project's dependencies, by the bench's own lock: so that only who measures pays for it. */

import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { npmCommand, run } from "../cli/set-up.mjs";

const FOLDER = import.meta.dirname;
const STAMP = join(FOLDER, "node_modules", ".warifu-lock");

export async function installPeers(): Promise<void> {
  const lock = readFileSync(join(FOLDER, "package-lock.json"));
  const wanted = createHash("sha256").update(lock).digest("hex");
  if (existsSync(STAMP) && readFileSync(STAMP, "utf8") === wanted) return;
  const [command, ...npm] = npmCommand();
  await run("install the peers", command, [...npm, "ci", "--loglevel=error"], {
    cwd: FOLDER,
    quiet: true,
    required: true,
  });
  writeFileSync(STAMP, wanted);
}
