// Runs a command to its end, visibly: its output as it comes, and a line of progress whenever it is silent.
// Each command gets a process group of its own, so that nothing it started outlives it, or us.
// Plain JavaScript without dependencies, since it runs on the Node 20 of a fresh machine.

import { spawn } from "node:child_process";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The top of the checkout. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

const BIN = join(root, "node_modules", ".bin");
const PROGRESS_EVERY_MS = 5_000;
const STEP_LIMIT_MS = 40 * 60_000;
// How long a command's descendants may hold its output open after it ended.
const LINGER_MS = 2_000;
const GROUPS = process.platform !== "win32";

/** @type {Set<import("node:child_process").ChildProcess>} */
const running = new Set();

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd] where to run; the top of the checkout if left out
 * @property {Record<string, string | undefined>} [env] added to this process's environment
 * @property {boolean} [quiet] show the output only if the command fails
 * @property {boolean} [silent] show nothing at all, however it ends: whoever calls says it
 * @property {boolean} [required] throw if the command fails
 * @property {number} [limitMs] end the command after this time, as a failure
 * @property {number} [silentMs] end it, as a failure, once it has said nothing for so long
 *
 * @typedef {{ ok: boolean, code: number, output: string, stood: boolean }} RunResult stood: ended for its silence
 */

/**
 * Runs a command with node_modules/.bin (and so our own Node 24) first on its PATH.
 * A command that can't be started, is killed or takes too long counts as failed.
 * @param {string} name what the step is called in the progress lines
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<RunResult>}
 */
export async function run(name, command, args, options = {}) {
  const began = Date.now();
  const seconds = () => `${Math.round((Date.now() - began) / 1000)} s`;
  const say = (/** @type {string} */ text) => {
    if (!options.silent) console.log(text);
  };
  say(`[${name}] …`);
  let heardAt = began;
  const progress = setInterval(() => {
    if (Date.now() - heardAt < PROGRESS_EVERY_MS) return;
    heardAt = Date.now();
    say(`[${name}] ${seconds()}`);
  }, 1_000);
  const { code, output, stood } = await outcomeOf(command, args, options, (text) => {
    if (options.quiet || options.silent) return;
    heardAt = Date.now();
    process.stdout.write(text);
  });
  clearInterval(progress);
  const ok = code === 0;
  if (!ok && options.quiet && !options.silent) process.stdout.write(`${output}\n`);
  say(`[${name}] ${ok ? "done" : `FAILED (${code})`} in ${seconds()}`);
  if (!ok && options.required)
    throw new Error(options.silent ? `${name} failed:\n${output}` : `${name} failed`);
  return { ok, code, output, stood };
}

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} options
 * @param {(text: string) => void} heed
 * @returns {Promise<{ code: number, output: string, stood: boolean }>}
 */
function outcomeOf(command, args, options, heed) {
  const limitMs = options.limitMs ?? STEP_LIMIT_MS;
  const child = spawn(command, [...args], {
    cwd: options.cwd ?? root,
    env: { ...process.env, ...options.env, PATH: pathWithBin() },
    stdio: ["ignore", "pipe", "pipe"],
    detached: GROUPS,
  });
  running.add(child);
  let output = "";
  let stood = false;
  const silentMs = options.silentMs ?? limitMs;
  const silence = setTimeout(() => {
    stood = true;
    say(`\nended: ${command} said nothing for ${silentMs / 1000} s\n`);
    signal(child, "SIGKILL");
  }, silentMs);
  const say = (/** @type {string} */ text) => {
    if (!stood) silence.refresh();
    output += text;
    heed(text);
  };
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", say);
  const limit = setTimeout(() => {
    say(`\nended: ${command} took longer than ${limitMs / 1000} s\n`);
    signal(child, "SIGKILL");
  }, limitMs);
  return new Promise((resolve) => {
    const finish = (/** @type {number} */ code) => {
      if (!running.has(child)) return;
      clearTimeout(limit);
      clearTimeout(silence);
      signal(child, "SIGKILL"); // whatever it left behind
      running.delete(child);
      resolve({ code, output, stood });
    };
    child.on("error", (error) => {
      say(`${error.message}\n`);
      finish(127);
    });
    child.on("exit", (code) => {
      setTimeout(() => finish(code ?? 1), LINGER_MS).unref();
    });
    child.on("close", (code) => finish(code ?? 1));
  });
}

function pathWithBin() {
  return [BIN, process.env.PATH ?? ""].join(delimiter);
}

/**
 * @param {import("node:child_process").ChildProcess} child
 * @param {NodeJS.Signals} name
 */
function signal(child, name) {
  if (child.pid === undefined) return;
  try {
    if (GROUPS) process.kill(-child.pid, name);
    else child.kill(name);
  } catch {
    // It has ended already.
  }
}

process.on("exit", () => {
  for (const child of running) signal(child, "SIGKILL");
});
for (const name of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
  process.once(name, () => process.exit(1));
}
