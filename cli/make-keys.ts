/**
 * `npm run keys -- --mode live --out FOLDER`: makes the keys of a deployment into a folder that only this
 * user reads. root.json belongs offline, in two places; the other two go into the Workers' secrets
 * (`npm run deploy -- --keys FOLDER`). Refuses to write over keys that are there.
 */

import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Mode } from "../protocol/ids.ts";
import { makeKeys } from "./keys.ts";

const { values } = parseArgs({
  options: { mode: { type: "string", default: "test" }, out: { type: "string" } },
});
const { mode, out } = values;
if (!out || (mode !== "test" && mode !== "live")) {
  console.error("usage: npm run keys -- --mode test|live --out FOLDER");
  process.exit(2);
}
if (existsSync(join(out, "root.json"))) {
  console.error("There are keys in that folder already; they are not written over.");
  process.exit(1);
}
mkdirSync(out, { recursive: true, mode: 0o700 });
const { root, synchronous, carrier } = await makeKeys({ mode: mode as Mode, now: Date.now() });
for (const [name, content] of Object.entries({ root, synchronous, carrier })) {
  writeFileSync(join(out, `${name}.json`), `${JSON.stringify(content, null, 2)}\n`, {
    mode: 0o600,
  });
}
console.log(`Root key (public, pinned by wallets and SDKs): ${root.publicKey}`);
console.log("Move root.json to where no server is. Then: npm run deploy -- --keys FOLDER");
