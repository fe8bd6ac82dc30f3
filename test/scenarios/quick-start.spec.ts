// docs/quick-start.md, followed as it stands: its files are written, and its commands run one after the other, in a folder
// that looks like a fresh clone.

import { type ChildProcess, spawn } from "node:child_process";
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { root } from "../../cli/set-up.mjs";

interface Block {
  readonly language: string;
  /** what stands behind the language: `server`, `file=NAME` */
  readonly mark: string;
  readonly text: string;
}

const DOCUMENT = readFileSync(join(root, "docs/quick-start.md"), "utf8");
const BLOCKS: readonly Block[] = [...DOCUMENT.matchAll(/^```(\w+)(?: (\S+))?\n(.*?)^```$/gms)].map(
  ([, language = "", mark = "", text = ""]) => ({ language, mark, text }),
);
/** Of a checkout of this machine, and of no clone. */
const OWN = new Set([".git", ".env", ".warifu", ".warifu-listen.json"]);

let folder: string;
let servers: ChildProcess;

test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "warifu-quick-start-"));
  for (const name of readdirSync(root))
    if (!OWN.has(name)) symlinkSync(join(root, name), join(folder, name));
});

test.afterAll(async () => {
  const ended = new Promise((resolve) => servers.once("exit", resolve));
  if (servers.exitCode === null) {
    process.kill(-(servers.pid ?? 0), "SIGTERM");
    await ended;
  }
  rmSync(folder, { recursive: true, force: true });
});

test("the quick start leads from nothing to a settled trade, as it is written", async () => {
  test.setTimeout(120_000);
  const [server] = BLOCKS.filter(({ mark }) => mark === "server");
  servers = start(server?.text ?? "");
  await saying(servers, "Ready.");
  // A block may use what the one before it has set: one shell for all.
  const steps = BLOCKS.filter(({ mark }) => mark !== "server").map((block) => {
    const [, file] = /^file=(\S+)$/.exec(block.mark) ?? [];
    if (file !== undefined) writeFileSync(join(folder, file), block.text);
    return block.language === "sh" ? block.text : "";
  });
  const shell = start(`set -e\n${steps.join("\n")}`);
  const said = await output(shell);
  expect(said, said).toContain("settled: the receipt is genuine");
  expect(said).toMatch(/^trd_test_/m);
  expect(said).toContain("trade.refunded");
  expect(shell.exitCode).toBe(0);
  expect(statSync(join(folder, ".env")).mode & 0o777).toBe(0o600);
});

test("the README's path is the document's", () => {
  const readme = readFileSync(join(root, "README.md"), "utf8");
  const [, section = ""] = /## Five minutes\n(.*?)\n## /s.exec(readme) ?? [];
  const commands = [...section.matchAll(/^npm run warifu.*$|^npx node.*$|^TRADE=.*$/gm)].map(
    ([line]) => line.replace(/\s+#.*$/, ""),
  );
  expect(commands.length).toBeGreaterThan(3);
  for (const command of commands) expect(DOCUMENT).toContain(`\n${command}\n`);
});

function start(script: string): ChildProcess {
  return spawn("bash", ["-c", script], {
    cwd: folder,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, NO_COLOR: "1" },
  });
}

async function saying(child: ChildProcess, word: string): Promise<void> {
  let said = "";
  await new Promise<void>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding("utf8").on("data", (text: string) => {
        said += text;
        if (said.includes(word)) resolve();
      });
    child.once("exit", () => reject(new Error(said)));
  });
}

async function output(child: ChildProcess): Promise<string> {
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding("utf8").on("data", (text: string) => {
      said += text;
    });
  await new Promise((resolve) => child.once("close", resolve));
  return said;
}
