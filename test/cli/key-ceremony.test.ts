// docs/key-ceremony.md, done as written: every command of its grey boxes, one after the other, in a folder of its own.
import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, describe, expect, it } from "vitest";

const ROOT = resolve(import.meta.dirname, "../..");
const FOLDER = mkdtempSync(join(tmpdir(), "warifu-ceremony-"));
const run = promisify(execFile);

afterAll(() => rmSync(FOLDER, { recursive: true }));

const boxes = [
  ...readFileSync(join(ROOT, "docs/key-ceremony.md"), "utf8").matchAll(/^```sh\n(.*?)^```$/gms),
].map(([, commands = ""]) => commands);

/** The checkout as it is, with the ceremony's folder beside it. */
function linkCheckout(): void {
  for (const name of readdirSync(ROOT))
    if (name !== "ceremony") symlinkSync(join(ROOT, name), join(FOLDER, name));
}

function read(path: string) {
  return JSON.parse(readFileSync(join(FOLDER, "ceremony", path), "utf8"));
}

describe("the key ceremony", () => {
  it("[RG18] [RG17] goes as it is written, restores the root from three shares alone, and rotates", async () => {
    linkCheckout();
    expect(boxes).toHaveLength(6);
    for (const commands of boxes)
      await run("bash", ["-euo", "pipefail", "-c", commands], { cwd: FOLDER });
    const [carrier, synchronous] = [read("servers/carrier.json"), read("servers/synchronous.json")];
    const named = readFileSync(join(FOLDER, "ceremony/root.txt"), "utf8");
    expect(named).toContain(`Root key: ${carrier.ROOT_KEY}`);
    expect(synchronous.ROOT_KEY).toBe(carrier.ROOT_KEY);
    expect(statSync(join(FOLDER, "ceremony/servers/carrier.json")).mode & 0o777).toBe(0o600);
    const [current, retired] = JSON.parse(carrier.SIGNING_KEYS);
    expect(current).toHaveProperty("seed");
    expect(retired).not.toHaveProperty("seed");
    expect(carrier.GRANT_KEY.split(" ")).toHaveLength(2);
    expect(synchronous.GRANT_KEY).toBe(carrier.GRANT_KEY);
    const kids = JSON.parse(carrier.SEALING_KEYS).map(({ kid }: { kid: string }) => kid);
    expect(kids).toEqual(["2", "1"]);
    expect(readdirSync(join(FOLDER, "ceremony")).sort()).toEqual([
      "envelopes",
      "root.txt",
      "servers",
    ]);
  }, 60_000);
});
