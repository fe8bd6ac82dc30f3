// The tests that meet the mutants: those of the protocol and of the carrier's pure files, in plain Node.
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    environment: "node",
    include: ["test/protocol/**/*.test.ts", "test/carrier-*/**/*.test.ts"],
    setupFiles: ["mutation/same-every-time.ts"],
    testTimeout: 20_000,
  },
});
