// Installs packages of the system where apt can do it without asking anybody: as root, or by sudo without a
// password. Plain JavaScript without dependencies, since it runs on the Node 20 of a fresh machine.

import { run } from "./run.mjs";

/**
 * Whether the packages were installed; a machine without apt is no error.
 * @param {readonly string[]} packages
 * @returns {Promise<boolean>}
 */
export async function installWithApt(packages) {
  const sudo = process.getuid?.() === 0 ? [] : ["sudo", "-n"];
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  const steps = [
    ["apt-get", "update"],
    ["apt-get", "install", "-y", "--no-install-recommends", ...packages],
  ];
  for (const step of steps) {
    const [command = "", ...args] = [...sudo, ...step];
    const { ok } = await run(step.slice(0, 2).join(" "), command, args, { env, quiet: true });
    if (!ok) return false;
  }
  return true;
}
