/**
 * Specmatic (specmatic.io) as a judge: requests made up from our document, good ones and spoilt ones, and every answer
 * held against the document. A field or status that isn't described fails, and so does any 5xx.
 */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../../../../cli/set-up.mjs";
import type { ConformanceWorld, OpenApi } from "../world.ts";
import { accountExamples, accountsEnded } from "./account-examples.ts";
import { isAsked, NOT_JUDGED, preparedDocument } from "./prepared-document.ts";
import { type Examples, recordExamples } from "./recorded.ts";
import { tradeExamples, tradesEnded } from "./trade-examples.ts";

const JAR = join(import.meta.dirname, "..", "..", "node_modules", "specmatic", "specmatic.jar");
/** Good requests per operation, of all the ways there are to put one together. */
const COMBINATIONS = "2";

export interface Verdict {
  readonly passed: number;
  readonly failures: readonly string[];
  /** ids of operations that were asked */
  readonly asked: readonly string[];
}

/** Operations that a register, or anyone, may ask, and that are judged. */
export function toBeJudged({ paths }: OpenApi): string[] {
  return Object.values(paths)
    .flatMap((methods) => Object.values(methods))
    .filter((operation) => isAsked(operation) && NOT_JUDGED[operation.operationId] === undefined)
    .map(({ operationId }) => operationId);
}

export async function judgeBySpecmatic(world: ConformanceWorld): Promise<Verdict> {
  const folder = process.env.WARIFU_SPECMATIC ?? mkdtempSync(join(tmpdir(), "warifu-specmatic-"));
  try {
    const varied = { ...(await tradeExamples(world)), ...(await accountExamples(world)) };
    const generated = await judged(world, folder, "generated", varied);
    // What can be done but once comes last: a payout takes all that refunds would come from.
    const ended = { ...(await tradesEnded(world)), ...(await accountsEnded(world)) };
    const once = await judged(world, folder, "once", ended);
    return {
      passed: generated.passed + once.passed,
      failures: [...generated.failures, ...once.failures],
      asked: [...generated.asked, ...once.asked],
    };
  } finally {
    if (!process.env.WARIFU_SPECMATIC) rmSync(folder, { recursive: true, force: true });
  }
}

/** One read, judged by a document that was spoilt: what isn't found here would be found nowhere. */
export async function judgeBalance(
  world: ConformanceWorld,
  spoil: (document: OpenApi) => void,
): Promise<Verdict> {
  const folder = mkdtempSync(join(tmpdir(), "warifu-specmatic-"));
  try {
    const spoilt = structuredClone(world.document);
    spoil(spoilt);
    const isBalance = (id: string) => id === "getBalance";
    const { document, judged: ids } = preparedDocument(spoilt, world.page, isBalance);
    return await specmatic(world, folder, { part: "once", document, ids });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

type Part = "generated" | "once";

async function judged(
  world: ConformanceWorld,
  folder: string,
  part: Part,
  examples: Examples,
): Promise<Verdict> {
  const own = join(folder, part);
  await recordExamples(world, join(own, "examples"), examples);
  const { document, judged: ids } = preparedDocument(
    world.document,
    world.page,
    (id, needsExample) =>
      NOT_JUDGED[id] === undefined && (id in examples || (part === "generated" && !needsExample)),
  );
  return specmatic(world, own, { part, document, ids });
}

interface Task {
  readonly part: Part;
  readonly document: object;
  readonly ids: readonly string[];
}

async function specmatic(
  { proxy }: ConformanceWorld,
  folder: string,
  { part, document, ids }: Task,
): Promise<Verdict> {
  mkdirSync(join(folder, "examples"), { recursive: true });
  writeFileSync(join(folder, "openapi.json"), JSON.stringify(document));
  const words = ["-Xmx512m", "-jar", JAR, "test", "openapi.json", "--examples=examples"];
  const { output } = await run(
    `specmatic ${part}`,
    "java",
    [...words, `--testBaseURL=${proxy.origin}`],
    {
      cwd: folder,
      quiet: true,
      limitMs: 5 * 60_000,
      env: {
        SPECMATIC_GENERATIVE_TESTS: `${part === "generated"}`,
        MAX_TEST_REQUEST_COMBINATIONS: COMBINATIONS,
        SPECMATIC_DISABLE_TELEMETRY: "true",
      },
    },
  );
  writeFileSync(join(folder, "log.txt"), output);
  const [, tests, passed] = /Tests run: (\d+), Successes: (\d+), Failures: \d+/.exec(output) ?? [];
  const failed = [...output.matchAll(/^\s*(?:\+ve|-ve)?\s*Scenario: (.*) has FAILED/gm)];
  const failures = failed.map(([, what = ""]) => `specmatic ${part}: ${what}`);
  if (tests === undefined) failures.push(`specmatic ${part} said nothing of its tests`);
  else if (Number(tests) - Number(passed) !== failures.length)
    failures.push(`specmatic ${part}: ${passed} of ${tests} passed`);
  return { passed: Number(passed ?? 0), failures, asked: ids };
}
