/**
 * `web-ext lint` over the built packages of both browsers: no error and no warning but the exceptions, each of
 * which must still be said. A part of `npm test -- --only check`; by itself: `node cli/lint/lint-extension.ts`.
 */

import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { node24, tool } from "../set-up.mjs";
import { buildExtension } from "../system/builds.ts";
import { type Exception, type Message, wrongIn } from "./exceptions.ts";

type Browser = Exception["browser"];

interface Report {
  readonly errors: readonly Message[];
  readonly warnings: readonly Message[];
  readonly notices: readonly Message[];
}

const PINS = { origin: "http://localhost:8787", rootKey: "", mode: "test" };

/** @returns what is wrong, a line each */
async function findings(browser: Browser, folder: string): Promise<string[]> {
  const { errors, warnings, notices } = await lint(await buildExtension(PINS, folder, browser));
  return wrongIn(browser, [...errors, ...warnings, ...notices]);
}

function lint(folder: string): Promise<Report> {
  const args = [tool("web-ext", "bin/web-ext.js"), "lint", "-s", folder, "-o", "json"];
  const options = { maxBuffer: 16 * 1024 * 1024 };
  return new Promise((resolve, reject) => {
    // It ends with 1 where there is an error: the report says which.
    execFile(node24(), [...args, "--no-config-discovery"], options, (fault, stdout) => {
      try {
        resolve(JSON.parse(stdout));
      } catch {
        reject(fault ?? new Error("web-ext lint gave no report"));
      }
    });
  });
}

const folder = mkdtempSync(join(tmpdir(), "warifu-lint-"));
try {
  const wrong: string[] = [];
  for (const browser of ["chrome", "firefox"] as const)
    wrong.push(...(await findings(browser, join(folder, browser))));
  for (const line of wrong) console.error(line);
  process.exitCode = wrong.length > 0 ? 1 : 0;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
