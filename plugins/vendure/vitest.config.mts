// The plugin's tests, with the checkout's own vitest: `npm test -- --only vendure` builds the plugin before them.

import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    name: "vendure",
    environment: "node",
    // Vendure would tell its makers of each start, and leave a file where it runs.
    env: { VENDURE_DISABLE_TELEMETRY: "true" },
    include: ["test/**/*.test.ts"],
    testTimeout: 80_000,
    hookTimeout: 120_000,
    maxWorkers: 1,
  },
});
