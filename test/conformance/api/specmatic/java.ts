/** A Java for the judge that runs on it: there already, or installed where this program may, or asked for. */

import { spawnSync } from "node:child_process";
import { run } from "../../../../cli/set-up.mjs";

const JAVA_PACKAGE = "default-jre-headless";

/** @throws Error that says what to install, where that isn't this program's to do */
export async function ensureJava(): Promise<void> {
  if (hasJava()) return;
  const isRoot = process.getuid?.() === 0;
  const apt = spawnSync("apt-get", ["--version"], { stdio: "ignore" }).status === 0;
  if (isRoot && apt) {
    const environment = { DEBIAN_FRONTEND: "noninteractive" };
    const install = ["install", "-y", "-qq", "--no-install-recommends", JAVA_PACKAGE];
    await run("apt-get update", "apt-get", ["update", "-qq"], { quiet: true, env: environment });
    await run("install Java", "apt-get", install, { quiet: true, env: environment });
  }
  if (!hasJava())
    throw new Error(
      `specmatic needs Java 17 or newer: install Debian's ${JAVA_PACKAGE}, or put one on the PATH`,
    );
}

function hasJava(): boolean {
  return spawnSync("java", ["-version"], { stdio: "ignore" }).status === 0;
}
