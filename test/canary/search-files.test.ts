// The search as a command, with values and files from outside.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, expect, it } from "vitest";
import { node24, root } from "../../cli/set-up.mjs";

const folder = mkdtempSync(join(tmpdir(), "warifu-search-"));
afterAll(() => rmSync(folder, { recursive: true }));

it("says where values of one's own are in files of one's own, and ends with 1 where they are", () => {
  writeFileSync(join(folder, "answer.json.gz"), gzipSync('{"to":"hana@example.org"}'));
  writeFileSync(join(folder, "log.txt"), "GET /?card=4000-1234-5678-9017 200\n");
  const search = (values: object) => {
    const script = join(root, "test/support/canary/search-files.ts");
    return spawnSync(node24(), [script, JSON.stringify(values), folder], { encoding: "utf8" });
  };
  const { status, stdout } = search({ email: "hana@example.org", card: "4000123456789017" });
  expect(status).toBe(1);
  expect(stdout).toContain("answer.json.gz, as gzip › UTF-8");
  expect(stdout).toContain("log.txt, as digits in groups › UTF-8");
  expect(stdout).not.toMatch(/hana|4000/);
  const clean = search({ email: "jiro@example.org", user: "usr_test_0123456789abcdef" });
  expect([clean.status, clean.stdout]).toEqual([0, "2 canaries looked for, found in 0 places\n"]);
});
