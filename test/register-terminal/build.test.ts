// The real build: what pages load, its size, and what must not be in it.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import {
  CHECKOUT_INTEGRITY,
  CHECKOUT_PATH,
  CHECKOUT_VERSION,
} from "../../protocol/page/checkout-script.ts";

const script = fileURLToPath(new URL("../../register-terminal/build.mjs", import.meta.url));
let out: string;
let printed: string;
beforeAll(() => {
  out = mkdtempSync(join(tmpdir(), "warifu-assets-"));
  printed = execFileSync(process.execPath, [script, out], { stdio: "pipe", encoding: "utf8" });
});
afterAll(() => rmSync(out, { recursive: true }));

const text = (name: string) => readFileSync(join(out, name), "utf8");
const gzipped = (name: string) => gzipSync(readFileSync(join(out, name)), { level: 9 }).length;

describe("the build for pages", () => {
  it("is three files and the version of one, without source maps", () => {
    const folder = `v${CHECKOUT_VERSION}`;
    expect(readdirSync(out).sort()).toEqual(["checkout.js", "frame.css", "frame.js", folder]);
    for (const name of ["checkout.js", "frame.css", "frame.js"])
      expect(text(name)).not.toContain("sourceMappingURL");
  });

  it("[PG12] has the script at its versioned address, and prints the hash that shops pin", () => {
    expect(text(CHECKOUT_PATH)).toBe(text("checkout.js"));
    const hash = createHash("sha384").update(text(CHECKOUT_PATH)).digest("base64");
    // Fails when checkout.js has changed: node register-terminal/build.mjs --record, and a new version once one is out.
    expect(CHECKOUT_INTEGRITY).toBe(`sha384-${hash}`);
    expect(printed).toContain(`${CHECKOUT_PATH}: integrity="${CHECKOUT_INTEGRITY}"`);
  });

  it("keeps checkout.js within 5 kB gzipped and the frame within 15 kB", () => {
    expect(gzipped("checkout.js")).toBeLessThanOrEqual(5 * 1024);
    expect(gzipped("frame.js")).toBeLessThanOrEqual(15 * 1024);
    expect(gzipped("frame.css")).toBeLessThanOrEqual(2 * 1024);
  });

  it("has no schema library in checkout.js", () => {
    for (const word of ["strict_object", "safe_integer", "~standard"])
      expect(text("checkout.js")).not.toContain(word);
    expect(text("frame.js")).toContain("strict_object");
  });

  it("uses nothing a strict Content-Security-Policy forbids", () => {
    for (const name of ["checkout.js", "frame.js"])
      expect(text(name)).not.toMatch(
        /\beval\(|new Function|innerHTML|\.cssText|document\.write|setAttribute\("style"/,
      );
    expect(text("frame.css")).not.toMatch(/url\(|@import/);
  });

  it("parses in every browser that has ES2022", () => {
    for (const name of ["checkout.js", "frame.js"])
      expect(() => new Function(text(name))).not.toThrow();
  });
});
