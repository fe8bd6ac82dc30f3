/** `warifu dev`: both servers of test mode on this machine, with nothing else, until it is interrupted. */

import { defineCommand } from "citty";
import { buildAssets } from "../../system/builds.ts";
import { portNear } from "../../system/free-port.ts";
import { keptKeys } from "../../system/kept-keys.ts";
import { startServers } from "../../system/servers.ts";
import { devFolder, tellPlace } from "../dev-place.ts";
import { untilInterrupted } from "../until-interrupted.ts";

export const dev = defineCommand({
  meta: {
    name: "dev",
    description:
      "Run the synchronous server and the carrier server here, in test mode; keys and state are kept in .warifu/",
  },
  async run() {
    const folder = devFolder();
    const keys = await keptKeys(folder);
    console.log("Starting both servers, some seconds …");
    await buildAssets();
    const ports = { synchronous: await portNear(8787), carrier: await portNear(8788) };
    const servers = await startServers({ folder, keys, ports, testClock: true });
    const { origin: server, carrierOrigin: carrier } = servers;
    const forget = tellPlace({ server, carrier });
    console.log(`  synchronous server ${server}`);
    console.log(`  carrier server     ${carrier}`);
    console.log("Ready. Ctrl-C ends them.");
    await untilInterrupted();
    forget();
    await servers.stop();
  },
});
