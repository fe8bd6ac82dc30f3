/** Both Workers as `wrangler deploy` would upload them, built and not deployed. */

import { join } from "node:path";
import { node24, root, run, tool } from "../../cli/set-up.mjs";
import type { Role } from "./workerd-config.ts";

const CONFIGS: Record<Role, string> = {
  synchronous: "wrangler.toml",
  carrier: "worker/carrier-server/wrangler.toml",
};

/** @returns the folder of each server's `index.js` */
export async function buildWorkers(folder: string): Promise<Record<Role, string>> {
  const env = { CI: "true", WRANGLER_SEND_METRICS: "false", WRANGLER_HIDE_BANNER: "true" };
  const build = async (role: Role) => {
    const out = join(folder, `built-${role}`);
    const args = ["deploy", "--dry-run", "--outdir", out, "--config", join(root, CONFIGS[role])];
    const script = tool("wrangler", "bin/wrangler.js");
    await run(`build ${role}`, node24(), [script, ...args], { quiet: true, required: true, env });
    return out;
  };
  return { synchronous: await build("synchronous"), carrier: await build("carrier") };
}
