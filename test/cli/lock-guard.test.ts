// The lock guard, shown able to fail: a lock file that would only work on the machine that made it.
import { describe, expect, test } from "vitest";
import { lockFindings } from "../../cli/lock-guard.mjs";

const manifest = { dependencies: { a: "1.0.0" }, allowScripts: { built: true } };

describe("the lock guard", () => {
  test("a good lock passes, nested platform packages included", () => {
    const lock = {
      "": { optionalDependencies: { platform: "2.0.0" } },
      "node_modules/a": { version: "1.0.0", optionalDependencies: { b: "1.1.0", c: ">=1" } },
      "node_modules/a/node_modules/b": { version: "1.1.0" },
      "node_modules/b": { version: "9.0.0" },
      "node_modules/c": { version: "4.0.0" },
      "node_modules/platform": { version: "2.0.0" },
      "node_modules/built": { version: "1.0.0", hasInstallScript: true },
    };
    expect(lockFindings(manifest, lock)).toEqual([]);
  });

  test.each(["^1.0.0", "~1.0.0", "1", "latest", "*"])("a version that is no pin: %s", (version) => {
    expect(lockFindings({ devDependencies: { a: version } }, {})).toHaveLength(1);
  });

  test("a registry's address", () => {
    const resolved = "https://registry.example/a/-/a-1.0.0.tgz";
    const [finding] = lockFindings(manifest, { "node_modules/a": { version: "1.0.0", resolved } });
    expect(finding).toContain("registry.example");
  });

  test("a platform package that is missing, or of another version", () => {
    const a = { version: "1.0.0", optionalDependencies: { b: "1.1.0" } };
    expect(lockFindings(manifest, { "node_modules/a": a })).toHaveLength(1);
    const other = { "node_modules/a": a, "node_modules/b": { version: "1.2.0" } };
    expect(lockFindings(manifest, other)).toHaveLength(1);
  });

  test("an install script nobody decided about", () => {
    const lock = { "node_modules/a": { version: "1.0.0", hasInstallScript: true } };
    expect(lockFindings(manifest, lock)).toHaveLength(1);
  });
});
