// Finds hledger, which re-adds our exports in the tests, or installs it where apt can. The tests go on without
// it: a checker of their own holds the same. Plain JavaScript, since it runs on the Node 20 of a fresh machine.

import { spawnSync } from "node:child_process";
import { installWithApt } from "./apt.mjs";

/** @returns {Promise<void>} */
export async function ensureHledger() {
  if (works()) return;
  console.log("No hledger here: installing it.");
  await installWithApt(["hledger"]);
  if (!works()) console.log("hledger couldn't be installed: its few tests don't run.");
}

/** @returns {boolean} */
function works() {
  return spawnSync("hledger", ["--version"]).status === 0;
}
