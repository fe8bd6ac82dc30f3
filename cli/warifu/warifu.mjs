// `npm run warifu -- …`: sets up what is missing, then runs the command under Node 24, where it was typed.
// Plain JavaScript, since it runs on the Node 20 of a fresh machine.

import { spawn } from "node:child_process";
import { join } from "node:path";
import { ensureDependencies, node24, root } from "../set-up.mjs";

await ensureDependencies();
const child = spawn(node24(), [join(root, "cli/warifu/warifu.ts"), ...process.argv.slice(2)], {
  stdio: "inherit",
  env: { ...process.env, NODE_NO_WARNINGS: "1" },
});
for (const name of /** @type {const} */ (["SIGINT", "SIGTERM"])) {
  process.on(name, () => child.kill(name));
}
// npm that is ended by SIGTERM tells its scripts nothing: an orphan would serve on, with nobody to stop it.
const parent = process.ppid;
setInterval(() => {
  if (process.ppid !== parent) child.kill("SIGTERM");
}, 1_000).unref();
child.on("exit", (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
