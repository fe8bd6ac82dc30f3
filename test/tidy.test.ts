// Reads the repository and fails with file, line and remedy where it breaks a rule of its own making.
// The rules are in test/tidy/, each shown able to fail in test/tidy/rules.test.ts.
import { describe, expect, test } from "vitest";
import { importCycles, importTable } from "./tidy/imports.ts";
import { fileHeader, fileNames, fileSize, functionLength, parses } from "./tidy/shape.ts";
import { printed, readTree } from "./tidy/source.ts";
import { ruleCoverage } from "./tidy/spec.ts";
import { bannedCalls, unfinished } from "./tidy/words.ts";

const tree = readTree(new URL("..", import.meta.url).pathname);

const RULES = {
  "every code file parses": parses,
  "roles import only what the design's table allows": importTable,
  "no imports in a circle": importCycles,
  "files are short": fileSize,
  "functions are short": functionLength,
  "files are named in kebab-case, by what they do": fileNames,
  "every code file opens with its contract": fileHeader,
  "no banned calls": bannedCalls,
  "nothing is left unfinished in a comment": unfinished,
  "every rule of the SPEC is tested, every tested rule is in the SPEC": ruleCoverage,
};

describe("the tree is tidy", () => {
  test("it was read", () => {
    expect(tree.map(({ path }) => path)).toContain("package.json");
  });

  test.each(Object.entries(RULES))("%s", (_name, rule) => {
    expect(printed(rule(tree))).toEqual([]);
  });
});
