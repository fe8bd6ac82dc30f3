/**
 * After each upload and each rollback: is it alive, and does a trade go through it? In test mode a real one does. A live
 * deployment has no test money, and takes no trade for a try (docs/decisions/0047): there the same code settles one on
 * this machine before it goes up, and what is up is probed.
 */

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { PublicKey } from "../../../protocol/signing/signature.ts";
import { makeKeys } from "../../keys.ts";
import { startServers } from "../../system/servers.ts";
import type { Environment } from "../environment/environments.ts";
import type { Steps } from "../steps.ts";
import { probeServers } from "./probe-servers.ts";
import { settleTestTrade } from "./test-trade.ts";

export async function smokeTest(
  steps: Steps,
  environment: Environment,
  rootKey: PublicKey,
): Promise<void> {
  await steps.take("probe", async () => ({
    said: await probeServers({ environment, rootKey }),
    value: null,
  }));
  if (environment.mode === "live") return;
  await steps.take("test trade", async () => {
    const { trade, ms } = await settleTestTrade(environment.origin, rootKey);
    return { said: `${shortened(trade)} settled in ${ms} ms, its receipt is genuine`, value: null };
  });
}

/** What is to go live settles a test-mode trade first: in workerd here, with keys of its own that are gone afterwards. */
export async function rehearse(steps: Steps): Promise<void> {
  await steps.take("test trade", async () => {
    const folder = mkdtempSync(join(tmpdir(), "warifu-rehearsal-"));
    const keys = await makeKeys({ mode: "test", now: Date.now() });
    const servers = await startServers({ folder, keys });
    try {
      const { trade, ms } = await settleTestTrade(servers.origin, keys.root.publicKey);
      return {
        said: `${shortened(trade)} settled by this code, on this machine, in ${ms} ms`,
        value: null,
      };
    } finally {
      await servers.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  });
}

function shortened(trade: string): string {
  return `${trade.slice(0, 22)}…`;
}
