// `npm test`: sets everything up, checks everything, and ends with the one line "N passed, N failed".
// Every check and test counts; a suite that crashes, or in which no test ran, is a failure. Nothing is tried twice.
//
//   npm test                            all of it
//   npm test -- --only check            one part: check, unit, model, simulate, worker, conformance, vendure, browser
//   npm test -- --only unit test/shop   more words go to the test runner: files, -t "name" …

import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureBrowser, ensureFirefox } from "./browser.mjs";
import { ensureHledger } from "./hledger.mjs";
import {
  ensureDependencies,
  ensureGenerated,
  ensurePackage,
  node24,
  npmCommand,
  root,
  run,
  tool,
} from "./set-up.mjs";
import { recordTested } from "./tested-tree.mjs";

/** @typedef {{ passed: number, failed: number, skipped: number }} Count */

const PARTS = /** @type {const} */ ([
  "check",
  "unit",
  "model",
  "simulate",
  "worker",
  "conformance",
  "vendure",
  "browser",
]);

/** The tools of others that judge ours: a package of its own. */
const CONFORMANCE = join(root, "test/conformance");

// Each a program of its own, with the globals of the place its code runs in.
const PROGRAMS = [
  ".",
  "protocol",
  "terminal",
  "extension",
  "register-terminal",
  "register-server",
  "worker",
  "shop",
  "cli",
  "model",
  "mutation",
  "simulator",
  "bench",
  "examples",
  "examples/cloudflare-worker",
  "test",
  "test/conformance",
  "test/simulator",
  "test/worker",
];

// Scripts of package.json, so far as they are there, and the parts that run against what they build.
const BUILDS = [
  { script: "build:assets", parts: ["simulate", "worker", "conformance", "vendure", "browser"] },
  { script: "build:sdk", parts: ["conformance"] },
  { script: "build", parts: ["browser"] },
  { script: "build:firefox", parts: ["browser"] },
];

/** @type {Count} */
const total = { passed: 0, failed: 0, skipped: 0 };
/** @type {string[]} */
const failures = [];
const reports = mkdtempSync(join(tmpdir(), "warifu-test-"));

/** @param {string} name @param {boolean} ok */
function countCheck(name, ok) {
  count(name, { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 });
}

/** @param {string} name @param {Count} result */
function count(name, result) {
  total.passed += result.passed;
  total.failed += result.failed;
  total.skipped += result.skipped;
  if (result.failed > 0) failures.push(`${name}: ${result.failed} failed`);
}

async function check() {
  const node = node24();
  const steps = [
    { name: "lock guard", script: join(root, "cli/lock-guard.mjs"), args: [] },
    {
      name: "biome",
      script: tool("@biomejs/biome", "bin/biome"),
      args: ["check", "--error-on-warnings"],
    },
    ...PROGRAMS.filter(hasSource).map((folder) => ({
      name: `tsc ${folder}`,
      script: tool("typescript", "bin/tsc"),
      args: ["-p", join(folder, "tsconfig.json")],
    })),
    { name: "web-ext lint", script: join(root, "cli/lint/lint-extension.ts"), args: [] },
  ];
  for (const { name, script, args } of steps) {
    const { ok } = await run(name, node, [script, ...args], { quiet: true });
    countCheck(name, ok);
  }
}

/** @param {string} folder */
function hasSource(folder) {
  if (!existsSync(join(root, folder, "tsconfig.json"))) return false;
  const names = readdirSync(join(root, folder), { recursive: folder !== ".", encoding: "utf8" });
  return names.some((name) => /\.(m?ts|tsx|mjs)$/.test(name));
}

/** No test of vitest's takes half of it. */
const SILENT_MS = 90_000;

/**
 * @param {string} name
 * @param {readonly string[]} projects of vitest.config.ts
 * @param {readonly string[]} words for vitest
 * @param {"default" | "verbose"} [reporter] verbose: a line for each test, where a file takes minutes
 */
async function vitest(name, projects, words, reporter = "default") {
  const report = join(reports, `${name}.json`);
  const args = [
    tool("vitest", "vitest.mjs"),
    "run",
    ...projects.map((project) => `--project=${project}`),
    `--reporter=${reporter}`,
    "--reporter=json",
    `--outputFile.json=${report}`,
    ...words,
  ];
  const limits = { silentMs: SILENT_MS };
  let done = await run(name, node24(), args, limits);
  // Seen in one run of four: all files have ended, and the runner waits for a process of its own. It has written no report.
  for (let again = 0; done.stood && again < 2; again++)
    done = await run(name, node24(), args, limits);
  count(name, settled(done.ok, vitestCount(report)));
}

/**
 * @param {string} path
 * @returns {Count | undefined}
 */
function vitestCount(path) {
  const report = readReport(path);
  if (!report) return undefined;
  // A file that can't even be loaded has no tests, but is a failure.
  const unloaded = report.testResults.filter(
    (/** @type {{ status: string, assertionResults: unknown[] }} */ file) =>
      file.status === "failed" && file.assertionResults.length === 0,
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloaded.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

const VENDURE = join(root, "plugins", "vendure");

/**
 * The Vendure plugin against a real Vendure: what only it needs is installed when it is first needed.
 * @param {readonly string[]} words for vitest
 */
async function vendure(words) {
  await ensurePackage(VENDURE);
  const built = await run("build the plugin", node24(), [join(VENDURE, "build.mjs")]);
  countCheck("build the plugin", built.ok);
  const types = [tool("typescript", "bin/tsc"), "-p", join(VENDURE, "tsconfig.json")];
  const { ok } = await run("tsc plugins/vendure", node24(), types, { quiet: true });
  countCheck("tsc plugins/vendure", ok);
  await vitest("vendure", [], [`--root=${VENDURE}`, ...words], "verbose");
}

/** Each property, witness and seeded fault counts. */
async function model() {
  const report = join(reports, "model.json");
  const script = join(root, "model/check.ts");
  const { ok } = await run("model", node24(), [script, `--report=${report}`]);
  count("model", settled(ok, readReport(report)));
}

/** Each invariant and each planted bug counts. Always the same seeds: a long run is a command of its own. */
async function simulate() {
  const plays = {
    simulate: ["--trades", "2000", "--mutants"],
    // The same scripts at the real Workers, and a disk of theirs that fills up.
    "simulate in workerd": ["--workerd", "--trades", "150", "--kills", "1"],
    "full disk": ["--full-disk"],
  };
  const script = join(root, "simulator/simulate.ts");
  for (const [name, words] of Object.entries(plays)) {
    const report = join(reports, `${name.replaceAll(" ", "-")}.json`);
    const args = [script, "--seed", "1", ...words, `--report=${report}`];
    const { ok } = await run(name, node24(), args);
    count(name, settled(ok, readReport(report)));
  }
}

/** @param {readonly string[]} words for Playwright */
async function browser(words) {
  const report = join(reports, "browser.json");
  const env = {
    WARIFU_CHROME: await ensureBrowser(),
    WARIFU_FIREFOX: await ensureFirefox(),
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
  };
  const args = [tool("@playwright/test", "cli.js"), "test", ...words];
  const { ok } = await run("browser", node24(), args, { env });
  count("browser", settled(ok, playwrightCount(report)));
}

/** @param {string} script of package.json */
async function build(script) {
  const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  if (!scripts[script]) return;
  const [npm, ...args] = npmCommand();
  const { ok } = await run(script, npm, [...args, "run", script], { quiet: true });
  countCheck(script, ok);
}

/**
 * @param {string} path
 * @returns {Count | undefined}
 */
function playwrightCount(path) {
  const report = readReport(path);
  if (!report) return undefined;
  const { expected, unexpected, flaky, skipped } = report.stats;
  return { passed: expected, failed: unexpected + flaky, skipped };
}

/**
 * The runner's own word counts too: it fails for reasons that no single test has.
 * @param {boolean} ok whether the runner ended well
 * @param {Count | undefined} counted what its report says, if it wrote one
 * @returns {Count}
 */
function settled(ok, counted) {
  const result = counted ?? { passed: 0, failed: 0, skipped: 0 };
  const nothingRan = result.passed + result.failed === 0;
  const unexplained = !ok && result.failed === 0;
  if (nothingRan || unexplained) result.failed += 1;
  return result;
}

/**
 * A report is the runner's own and read for its counts alone.
 * @param {string} path
 */
function readReport(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : undefined;
}

/** @param {string[]} words of the command line */
async function main(words) {
  const only = words[0] === "--only" ? words[1] : undefined;
  if (only !== undefined && !PARTS.some((part) => part === only)) {
    throw new Error(`--only takes one of ${PARTS.join(", ")}`);
  }
  const rest = only === undefined ? words : words.slice(2);
  const wanted = (/** @type {(typeof PARTS)[number]} */ part) =>
    only === undefined || only === part;
  await ensureDependencies();
  await ensureGenerated();
  if (wanted("check") || wanted("conformance")) await ensurePackage(CONFORMANCE);
  if (wanted("check")) await check();
  for (const { script, parts } of BUILDS) {
    if (only === undefined || parts.includes(only)) await build(script);
  }
  if (wanted("unit")) await ensureHledger();
  if (wanted("unit")) await vitest("unit", ["unit", "extension"], rest);
  if (wanted("model")) await model();
  if (wanted("simulate")) await simulate();
  if (wanted("worker")) await vitest("worker", ["worker"], rest);
  if (wanted("conformance")) await vitest("conformance", ["conformance"], rest, "verbose");
  if (wanted("vendure")) await vendure(rest);
  if (wanted("browser")) await browser(rest);
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  console.error(error);
  countCheck("set-up", false);
}
rmSync(reports, { recursive: true, force: true });
for (const failure of failures) console.log(failure);
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : "";
console.log(`${total.passed} passed, ${total.failed} failed${skipped}`);
if (total.failed > 0 || total.passed === 0) process.exitCode = 1;
else recordTested(process.argv.slice(2));
