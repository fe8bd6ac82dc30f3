// The `warifu` command as npm packs it, in a folder that can't reach the tree it was made from: from nothing to a settled
// test trade, under each Node of this machine that it is for.
import { execFile, execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { node24 } from "../../cli/set-up.mjs";
import { type ConformanceWorld, startConformanceWorld } from "./api/world.ts";
import { type PackedSdk, packSdk } from "./packed-sdk.ts";

let sdk: PackedSdk;
let world: ConformanceWorld;
beforeAll(async () => {
  [sdk, world] = [packSdk(), await startConformanceWorld()];
  // As npm links it, and npx finds it.
  const home = join(sdk.project, "node_modules/@warifu/register-server");
  const { bin } = JSON.parse(readFileSync(join(home, "package.json"), "utf8"));
  mkdirSync(join(sdk.project, "node_modules/.bin"));
  symlinkSync(join(home, bin.warifu), join(sdk.project, "node_modules/.bin/warifu"));
}, 120_000);
afterAll(async () => {
  sdk?.remove();
  await world?.close();
});

/** Each Node of this machine that it is for, one of each version. */
function nodes(): [string, string][] {
  const found = (process.env.PATH ?? "").split(delimiter).map((folder) => join(folder, "node"));
  const all = [node24(), ...found.filter((path) => existsSync(path))];
  const versions = all.map((path): [string, string] => [
    execFileSync(path, ["--version"], { encoding: "utf8" }).trim(),
    path,
  ]);
  return [...new Map(versions)].filter(([version]) => Number(/\d+/.exec(version)?.[0]) >= 20);
}

function warifu(node: string, ...words: string[]) {
  const command = join(sdk.project, "node_modules/.bin/warifu");
  return promisify(execFile)(node, [command, ...words], { cwd: sdk.project, timeout: 60_000 });
}

describe.each(nodes())("under Node %s", (_version, node) => {
  it("signs a shop up, and settles a trade", async () => {
    rmSync(join(sdk.project, ".env"), { force: true });
    const { origin } = world.servers;
    const page = "http://localhost:3000";
    const made = await warifu(
      node,
      "init",
      "--name=Packed",
      `--server=${origin}`,
      `--origin=${page}`,
    );
    expect(made.stdout).toContain("Signed up as reg_test_");
    expect(readFileSync(join(sdk.project, ".env"), "utf8")).toMatch(/^WARIFU_KEY=/);
    const { stdout } = await warifu(node, "trigger", "trade.settled", "--env=.env");
    expect(stdout).toContain("trade.settled  sequence 1");
  });

  it("says where the servers are, which aren't in it, and names a command that isn't there", async () => {
    await expect(warifu(node, "dev")).rejects.toMatchObject({
      ...{ code: 1, stderr: expect.stringContaining("npm run warifu -- dev") },
    });
    await expect(warifu(node, "sell")).rejects.toMatchObject({ code: 1 });
  });
});

describe("what it was bundled from", () => {
  it("is named with its licence", () => {
    const home = join(sdk.project, "node_modules/@warifu/register-server/dist");
    expect(readFileSync(join(home, "warifu.LICENSES.txt"), "utf8")).toMatch(/^(.|\n)*citty \d/);
  });
});
