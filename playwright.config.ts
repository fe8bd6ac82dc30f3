// Whole stories in a real browser with the real extension and real local servers: one at a time, never retried.
// The browser is the one cli/browser.mjs found, named in WARIFU_CHROME; tests launch it themselves.
import { defineConfig } from "@playwright/test";

process.env.WARIFU_CHROME ??= "/usr/bin/chromium";
// Playwright shows the extension's real action popup as a page only with this.
process.env.PW_CHROMIUM_ATTACH_TO_OTHER = "1";

const jsonReport = process.env.PLAYWRIGHT_JSON_OUTPUT_FILE;

export default defineConfig({
  testDir: "./test/scenarios",
  testMatch: "**/*.spec.ts",
  outputDir: "./.output/test-results",
  workers: 1,
  fullyParallel: false,
  retries: 0,
  timeout: 120_000,
  // A busy machine is slow, not wrong: what must be quick says so by itself.
  expect: { timeout: 20_000 },
  forbidOnly: true,
  reporter: jsonReport ? [["list"], ["json", { outputFile: jsonReport }]] : [["list"]],
});
