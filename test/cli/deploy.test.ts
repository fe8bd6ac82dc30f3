// The deployment's dry run, as the README says it: both Workers bundle, with their bindings and no secret in sight.

import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withoutServices } from "../../cli/deploy.ts";
import { root } from "../../cli/set-up.mjs";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "warifu-deploy-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const command = (script: string, ...args: string[]) =>
  execFileSync(process.execPath, [join(root, script), ...args], {
    cwd: root,
    encoding: "utf8",
    stdio: "pipe",
  });

describe("deployment", () => {
  it("makes keys into files that only this user reads, and never over others", () => {
    const keys = join(folder, "keys");
    const said = command("cli/make-keys.ts", "--mode", "test", "--out", keys);
    const { seed, publicKey } = JSON.parse(readFileSync(join(keys, "root.json"), "utf8"));
    expect(said).toContain(publicKey);
    expect(said).not.toContain(seed);
    for (const name of ["root", "synchronous", "carrier"])
      expect(statSync(join(keys, `${name}.json`)).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(keys, "carrier.json"), "utf8")).not.toContain(seed);
    expect(() => command("cli/make-keys.ts", "--out", keys)).toThrow(/not written over/);
  });

  it("dry run: bundles the carrier unbound, the synchronous server, the carrier, and the extension", () => {
    const said = command(
      "cli/deploy.ts",
      "--origin",
      "https://pay.example",
      "--keys",
      join(folder, "keys"),
      "--dry-run",
    );
    const order = [
      "carrier server, not bound yet",
      "synchronous server (dry run)",
      "carrier server (dry run)",
      "Extension for https://pay.example",
    ];
    const places = order.map((text) => said.indexOf(text));
    expect(places.every((place) => place >= 0)).toBe(true);
    expect([...places].sort((a, b) => a - b)).toEqual(places);
    const { ROOT_KEY, GRANT_KEY } = JSON.parse(
      readFileSync(join(folder, "keys", "carrier.json"), "utf8"),
    );
    expect(said).toContain(ROOT_KEY);
    expect(said).not.toContain(GRANT_KEY);
    const manifest = join(root, ".output", "deploy", "chrome-mv3", "manifest.json");
    expect(JSON.parse(readFileSync(manifest, "utf8")).host_permissions).toEqual([
      "https://pay.example/*",
    ]);
    expect(existsSync(join(root, "worker/carrier-server/wrangler.first.toml"))).toBe(false);
  }, 120_000);

  it("leaves the service bindings out of the first configuration, and nothing else", () => {
    const toml = readFileSync(join(root, "worker/carrier-server/wrangler.toml"), "utf8");
    const first = withoutServices(toml);
    expect(toml).toContain("[[services]]");
    expect(first).not.toContain("CREDITOR");
    expect(first).toContain("[[durable_objects.bindings]]");
    expect(first).toContain('name = "BOOKS"');
    expect(first).toContain("new_sqlite_classes");
  });
});
