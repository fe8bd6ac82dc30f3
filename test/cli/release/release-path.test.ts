// A release as docs/deploy.md says it, in a clone: two builds of each package are the same bytes, everything that the stores
// ask for lies beside them, and the checkout is ready to be committed as that version.

import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { notesOf } from "../../../cli/release/changelog.ts";
import { readKeptRelease } from "../../../cli/release/worker-bundles.ts";
import { type Clone, cloneHere, type Said } from "../deploy/clone.ts";

const SLOW_MS = 240_000;
const ROOT_KEY = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";

describe("a release", () => {
  let clone: Clone;
  let done: Said;
  const out = (name: string) => join(clone.top, ".output/release/0.2.0", name);

  beforeAll(async () => {
    clone = cloneHere({});
    const pin = `npm run environments -- production --origin https://pay.example.com --root-key ${ROOT_KEY}`;
    await clone.sh(`${pin} && git commit -qam "Where production is"`);
    done = await clone.sh("npm run release -- 0.2.0 --no-pictures");
  }, SLOW_MS);
  afterAll(() => clone.remove());

  it("builds each package twice to the same bytes, and says what is left to do", () => {
    expect([done.code, done.text]).toEqual([0, expect.stringContaining("git tag v0.2.0")]);
    expect(done.text).toMatch(/✓ chrome {7}\d+ bytes, the same in two builds/);
    expect(done.text).toMatch(/✓ firefox {6}\d+ bytes, the same in two builds/);
  });

  it("sums what it made, the source with it", () => {
    const lines = readFileSync(out("SHA256SUMS"), "utf8").trim().split("\n");
    expect(lines.map((line) => line.split("  ")[1])).toEqual([
      ...["warifu-0.2.0-chrome.zip", "warifu-0.2.0-firefox.zip", "warifu-0.2.0-source.zip"],
    ]);
    for (const line of lines) {
      const [sum, name = ""] = line.split("  ");
      expect(
        createHash("sha256")
          .update(readFileSync(out(name)))
          .digest("hex"),
      ).toBe(sum);
    }
    const source = readFileSync(out("warifu-0.2.0-source.zip"));
    for (const name of ["BUILDING.md", "package-lock.json", "extension/background.ts"])
      expect(source.includes(name), name).toBe(true);
    for (const name of [".env", "node_modules/"]) expect(source.includes(name), name).toBe(false);
  });

  it("gives the stores their words, and the changelog its section", () => {
    for (const language of ["en", "ja"])
      expect(readFileSync(out(`listing.${language}.md`), "utf8")).toContain(
        "- `host_permissions`: ",
      );
    const changelog = readFileSync(join(clone.top, "CHANGELOG.md"), "utf8");
    expect(notesOf(changelog, "Unreleased")).toBe("");
    expect(readFileSync(out("notes.md"), "utf8").trim()).toBe(notesOf(changelog, "0.2.0"));
  });

  it("keeps its Workers and its version in the checkout", () => {
    expect(readKeptRelease(clone.top).version).toBe("0.2.0");
    for (const name of ["package.json", "package-lock.json", "register-server/package.json"])
      expect(JSON.parse(readFileSync(join(clone.top, name), "utf8")).version).toBe("0.2.0");
    expect(existsSync(join(clone.top, "register-terminal/versions/integrity.json"))).toBe(true);
  });

  it("is refused a second time for the same version", async () => {
    await clone.sh("git add -A && git commit -qm 'release: 0.2.0'");
    const { code, text } = await clone.sh("npm run release -- 0.2.0 --no-pictures");
    expect([code, text]).toEqual([1, expect.stringContaining("0.2.0 comes after neither")]);
  });
});
