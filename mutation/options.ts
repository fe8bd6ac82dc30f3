/**
 * What is mutated, and how Stryker goes about it. The pure files where a wrong operator is wrong money; shells
 * of objects are not among them: the simulator's planted bugs are their mutation test.
 */

import { existsSync } from "node:fs";
import type { PartialStrykerOptions } from "@stryker-mutator/api/core";

const LEDGER = "worker/carrier-server/";

export const FILES: readonly string[] = [
  "protocol/money/money.ts",
  "protocol/money/money-text.ts",
  "protocol/money/fees.ts",
  "protocol/trade/trade.ts",
  "protocol/trade/hold.ts",
  "protocol/count/set-hash.ts",
  "protocol/count/bisection.ts",
  "protocol/count/merkle.ts",
  "protocol/count/hledger.ts",
  ...[
    "branch/ledger.ts",
    "branch/confirm/spending.ts",
    "branch/confirm/decide-confirm.ts",
    "branch/confirm/recorded-outcome.ts",
    "branch/confirm/confirm-turn.ts",
    "branch/turn.ts",
    "branch/order/hold.ts",
    "branch/order/hold-ends.ts",
    "branch/order/decide-order.ts",
    "branch/order/recorded-order.ts",
    "branch/order/order-turn.ts",
    "branch/order/resolve-suspense.ts",
    "branch/account/operator-act.ts",
    "branch/account/account-acts.ts",
    "branch/account/operator-view.ts",
    "branch/account/open-account.ts",
    "branch/account/bind-terminal.ts",
    "branch/confirm/step-up.ts",
    "branch/account/top-up-instruction.ts",
    "branch/rows.ts",
    "branch/account/account-row.ts",
    "branch/receipt/receipt-cell.ts",
    "branch/order/order-rows.ts",
    "branch/outbox.ts",
    "books/fee-schedules.ts",
    "reconciliation/compare.ts",
    "reports/statement.ts",
    "reports/hledger.ts",
  ].map((path) => LEDGER + path),
  "worker/http/month.ts",
];

/** Built, fetched or run elsewhere: copying it to the sandbox would only take time. */
const NOT_COPIED = [".output", ".wrangler", ".ci", "docs", "test/scenarios"];

/**
 * @param fresh whether to forget what earlier runs found
 * @throws for a file that isn't there: a renamed one must not silently leave the list
 */
export function strykerOptions(files: readonly string[], fresh = false): PartialStrykerOptions {
  const lost = files.filter((path) => !existsSync(path));
  if (lost.length > 0) throw new Error(`no such file to mutate: ${lost.join(", ")}`);
  return {
    mutate: [...files],
    testRunner: "vitest",
    plugins: ["@stryker-mutator/vitest-runner"],
    vitest: { configFile: "mutation/vitest.config.ts", pool: "threads", related: true },
    // Each mutant is met only by the tests that run its line.
    coverageAnalysis: "perTest",
    concurrency: 2,
    // Generous, for a busy machine: a mutant that loops for ever costs this much once.
    timeoutMS: 15_000,
    timeoutFactor: 3,
    // Nothing of ours is ever changed in place; the copy is git-ignored and goes away.
    inPlace: false,
    symlinkNodeModules: true,
    // Stryker would rewrite it by an API that TypeScript 7 no longer has; nothing here reads one.
    tsconfigFile: "none",
    tempDirName: ".stryker-tmp",
    cleanTempDir: "always",
    ignorePatterns: NOT_COPIED.map((path) => `/${path}`),
    // A killed mutant whose line and whose test are as they were needs no second look, nor does one that survived
    // tests to which none was added. An interrupted run leaves what it found.
    incremental: true,
    incrementalFile: ".mutation/found.json",
    force: fresh,
    // mutate.ts judges and prints; this says that it still lives.
    reporters: ["progress-append-only"],
    logLevel: "warn" as never,
    // Slow are mutants of what is made as a file is loaded, constants above all. They count too.
    warnings: {
      ...{ unknownOptions: true, preprocessorErrors: true, unserializableOptions: true },
      slow: false,
    },
    allowConsoleColors: false,
  };
}
