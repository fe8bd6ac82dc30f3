// The kinds of tests that need no browser, each a project of its own: unit (plain Node), worker (inside workerd with
// real Durable Objects), extension (WXT's fake browser) and conformance (what others' tools say of ours).
// A project whose subject is not in the tree yet is left out; cli/test.mjs fails when a project ran no test.
import { existsSync } from "node:fs";
import { cloudflareTest } from "@cloudflare/vitest-plugin";
import { defineConfig, type TestProjectConfiguration } from "vitest/config";
import { WxtVitest } from "wxt/testing/vitest-plugin";
import { makeKeys } from "./cli/keys.ts";
import { pins } from "./wxt.config.ts";

const WORKER_CONFIG = "./test/worker/wrangler.toml";
const jsx = { jsx: { runtime: "automatic", importSource: "preact" } } as const;

const limits = { testTimeout: 20_000, hookTimeout: 30_000 };

const projects: TestProjectConfiguration[] = [
  {
    oxc: jsx,
    test: {
      ...limits,
      name: "unit",
      environment: "node",
      include: [
        "test/{protocol,mutation,terminal,register-server,register-terminal,shop,cli,model,simulator,carrier-ledger,carrier-origins,carrier-reports,courier,canary,contract,bench,watching}/**/*.test.{ts,tsx}",
        "test/tidy/**/*.test.ts",
        "test/tidy.test.ts",
      ],
    },
  },
];

if (existsSync(WORKER_CONFIG)) {
  projects.push({
    plugins: [
      cloudflareTest(async () => {
        const { root, synchronous, carrier } = await makeKeys({ mode: "test", now: Date.now() });
        // TEST_ROOT_SEED lets a test play the root: rotate a key, or forge with another one.
        const bindings = {
          ...synchronous,
          ...carrier,
          TEST_ROOT_SEED: root.seed,
        };
        return { wrangler: { configPath: WORKER_CONFIG }, miniflare: { bindings } };
      }),
    ],
    test: { ...limits, name: "worker", include: ["test/worker/**/*.test.ts"] },
  });
}

if (existsSync("./extension/entrypoints")) {
  projects.push({
    oxc: jsx,
    define: pins,
    plugins: [WxtVitest()],
    test: {
      ...limits,
      name: "extension",
      environment: "node",
      include: ["test/extension/**/*.test.{ts,tsx}"],
    },
  });
}

if (existsSync("./test/conformance/node_modules")) {
  projects.push({
    test: {
      name: "conformance",
      environment: "node",
      // Builds, packages, servers that start: each takes seconds.
      testTimeout: 60_000,
      hookTimeout: 120_000,
      include: ["test/conformance/**/*.test.ts"],
      exclude: ["**/node_modules/**"],
    },
  });
}

export default defineConfig({
  test: {
    projects,
    maxWorkers: 2,
    coverage: {
      provider: "istanbul",
      reporter: ["text-summary", "json-summary"],
      include: [
        "{protocol,terminal,extension,register-terminal,register-server,worker}/**/*.{ts,tsx}",
      ],
    },
  },
});
