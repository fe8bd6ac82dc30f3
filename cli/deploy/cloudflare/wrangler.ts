/** Runs the wrangler of this checkout, unseen. What it said is told only when it fails, and it never says a secret. */

import { stripVTControlCharacters } from "node:util";
import { node24, run, tool } from "../../set-up.mjs";
import { Missing } from "../steps.ts";

const ENV = {
  CI: "true",
  NO_COLOR: "1",
  FORCE_COLOR: "0",
  WRANGLER_SEND_METRICS: "false",
  WRANGLER_HIDE_BANNER: "true",
};

const LINES_TOLD = 14;

/** @returns all that it printed @throws Missing with the end of it */
export async function wrangler(
  args: readonly string[],
  then = `npx wrangler ${args[0]} --help`,
): Promise<string> {
  const { ok, output } = await wranglerTried(args);
  if (ok) return output;
  throw new Missing(`wrangler ${args[0]} failed:\n${endOf(output)}`, then);
}

export function wranglerTried(args: readonly string[]) {
  const words = [tool("wrangler", "bin/wrangler.js"), ...args];
  return run("wrangler", node24(), words, { silent: true, env: ENV });
}

function endOf(output: string): string {
  const lines = stripVTControlCharacters(output)
    .split("\n")
    .map((line) => line.trimEnd())
    .filter((line) => line !== "" && !/logs? (were|was) written to|\.wrangler\/logs/i.test(line));
  const error = lines.findIndex((line) => line.includes("[ERROR]"));
  return lines
    .slice(error < 0 ? -LINES_TOLD : error)
    .slice(0, LINES_TOLD)
    .map((line) => `    ${line}`)
    .join("\n");
}
