// `npm start`: sets everything up, then runs the whole system: both servers, the demo shop, and a browser
// with the wallet; without a display, one purchase driven headless, each step printed.
//
//   npm start               keeps serving until Ctrl-C
//   npm start -- --once     ends after the purchase, with 0 if it went through
//
// Plain JavaScript, since it runs on the Node 20 of a fresh machine; cli/start.ts goes on under Node 24.

import { spawn } from "node:child_process";
import { join } from "node:path";
import { ensureBrowser } from "./browser.mjs";
import { ensureDependencies, ensureGenerated, node24, root } from "./set-up.mjs";

await ensureDependencies();
await ensureGenerated();
const browser = await ensureBrowser();

// `--` keeps Node from reading our words as its own.
const child = spawn(node24(), [join(root, "cli/start.ts"), ...process.argv.slice(2)], {
  cwd: root,
  stdio: "inherit",
  env: {
    ...process.env,
    WARIFU_CHROME: browser,
    PW_CHROMIUM_ATTACH_TO_OTHER: "1",
    NODE_NO_WARNINGS: "1",
  },
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
