// The real build: what pages load, its size, and what must not be in it.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { ACCESS_PATH } from "../../protocol/page/access-script.ts";
import {
  CHECKOUT_INTEGRITY,
  CHECKOUT_PATH,
  CHECKOUT_VERSION,
} from "../../protocol/page/checkout-script.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const script = join(root, "register-terminal/build.mjs");
const VERSIONS = "register-terminal/versions/integrity.json";
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
  it("is five files, the versions of two and the pages of the API, without source maps", () => {
    const published = Object.keys(JSON.parse(readFileSync(join(root, VERSIONS), "utf8")));
    const folders = [...new Set([...published, CHECKOUT_VERSION])].map((one) => `v${one}`);
    const files = ["access.js", "checkout.js", "frame.css", "frame.js", "link.js"];
    expect(readdirSync(out).sort()).toEqual([...files, ...folders, "docs"].sort());
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

  it("[PG12] has the module that lets payers in likewise, within 14 kB gzipped", () => {
    expect(text(ACCESS_PATH)).toBe(text("access.js"));
    const hash = createHash("sha384").update(text(ACCESS_PATH)).digest("base64");
    expect(printed).toContain(`${ACCESS_PATH}: integrity="sha384-${hash}"`);
    expect(gzipped("access.js")).toBeLessThanOrEqual(14 * 1024);
  });

  it("[PG12] has what was published before byte for byte, with its hash, after a newer one was built", () => {
    const tree = mkdtempSync(join(tmpdir(), "warifu-versions-"));
    try {
      for (const name of ["register-terminal", "protocol", "worker/http/docs/page"])
        cpSync(join(root, name), join(tree, name), { recursive: true });
      symlinkSync(join(root, "node_modules"), join(tree, "node_modules"));
      const facts = join(tree, "protocol/page/checkout-script.ts");
      const source = join(tree, "register-terminal/checkout.ts");
      const buildThere = (...words: string[]) =>
        execFileSync(
          process.execPath,
          [join(tree, "register-terminal/build.mjs"), join(tree, "out"), ...words],
          { stdio: "pipe", encoding: "utf8" },
        );
      const served = (version: string) =>
        readFileSync(join(tree, `out/v${version}/checkout.js`), "utf8");
      const edit = (path: string, change: (text: string) => string) =>
        writeFileSync(path, change(readFileSync(path, "utf8")));

      buildThere("--record", "--publish");
      const first = served(CHECKOUT_VERSION);
      edit(source, (code) => `${code}\nconsole.info("newer");\n`);
      expect(() => buildThere("--record")).toThrow("which is published");
      edit(facts, (code) => code.replace(`"${CHECKOUT_VERSION}"`, '"1.7.0"'));
      rmSync(join(tree, "out"), { recursive: true });
      buildThere("--record", "--publish");
      expect(served(CHECKOUT_VERSION)).toBe(first);
      expect(served("1.7.0")).toContain("newer");
      const list = readFileSync(join(tree, "register-terminal/versions/integrity.json"), "utf8");
      const hash = createHash("sha384").update(first).digest("base64");
      expect(JSON.parse(list)[CHECKOUT_VERSION]).toBe(`sha384-${hash}`);

      const kept = join(tree, `register-terminal/versions/${CHECKOUT_VERSION}.js.txt`);
      edit(kept, (code) => `${code} `);
      expect(() => buildThere()).toThrow("isn't what was published any more");
    } finally {
      rmSync(tree, { recursive: true });
    }
  });

  it("keeps checkout.js within 5.25 kB gzipped and the frame within 12 kB", () => {
    expect(gzipped("checkout.js")).toBeLessThanOrEqual(5.25 * 1024);
    expect(gzipped("frame.js")).toBeLessThanOrEqual(12 * 1024);
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
