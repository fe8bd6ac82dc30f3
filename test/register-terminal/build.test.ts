// The real build: what pages load, its size, and what must not be in it.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const script = fileURLToPath(new URL("../../register-terminal/build.mjs", import.meta.url));
let out: string;
beforeAll(() => {
  out = mkdtempSync(join(tmpdir(), "warifu-assets-"));
  execFileSync(process.execPath, [script, out], { stdio: "pipe" });
});
afterAll(() => rmSync(out, { recursive: true }));

const text = (name: string) => readFileSync(join(out, name), "utf8");
const gzipped = (name: string) => gzipSync(readFileSync(join(out, name)), { level: 9 }).length;

describe("the build for pages", () => {
  it("is three files, without source maps", () => {
    expect(readdirSync(out).sort()).toEqual(["checkout.js", "frame.css", "frame.js"]);
    for (const name of readdirSync(out)) expect(text(name)).not.toContain("sourceMappingURL");
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
