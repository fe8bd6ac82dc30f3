/** A client made from our document by one of two generators, compiled strict by the TypeScript of its time, and loaded. */

import { copyFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { node24, root, run } from "../../../cli/set-up.mjs";
import type { OpenApi } from "./world.ts";

const MODULES = join(root, "test", "conformance", "node_modules");
const PROGRAMS = join(root, "test", "conformance", "clients");

export type Generator = "openapi-fetch" | "hey-api";

export interface Seen {
  readonly id: string;
  readonly status: string;
  readonly amount: number;
  readonly refunded?: number;
}

/** What each program does with its generated client. */
export interface Trader {
  create(amount: number, currency: string): Promise<Seen>;
  read(id: string): Promise<Seen>;
  refund(id: string, amount: number, currency: string): Promise<object>;
}

const SCRIPTS: Readonly<Record<Generator, readonly string[]>> = {
  "openapi-fetch": ["openapi-typescript/bin/cli.js", "openapi.json", "-o", "schema.ts"],
  "hey-api": ["@hey-api/openapi-ts/bin/run.js", "-i", "openapi.json", "-o", "generated"],
};

const COMPILER = {
  compilerOptions: {
    ...{ strict: true, exactOptionalPropertyTypes: false, noUncheckedIndexedAccess: true },
    ...{ target: "es2022", module: "esnext", moduleResolution: "bundler", skipLibCheck: false },
    ...{ lib: ["es2022", "dom", "dom.iterable"], types: [], outDir: "built" },
  },
  include: ["./*.ts", "./generated/**/*.ts"],
};

export async function makeClient(
  generator: Generator,
  folder: string,
  document: OpenApi,
): Promise<{ makeTrader: (origin: string) => Trader }> {
  writeFileSync(join(folder, "openapi.json"), JSON.stringify(document));
  writeFileSync(join(folder, "package.json"), '{"type":"module"}');
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(COMPILER));
  copyFileSync(join(PROGRAMS, `${generator}.ts.txt`), join(folder, "trader.ts"));
  const [script = "", ...words] = SCRIPTS[generator];
  await ran(`generate by ${generator}`, folder, [join(MODULES, script), ...words]);
  await ran("compile strict", folder, [join(MODULES, "typescript", "bin", "tsc"), "-p", "."]);
  await build({
    ...{ entryPoints: [join(folder, "built", "trader.js")], outfile: join(folder, "trader.mjs") },
    ...{ bundle: true, format: "esm", platform: "node", logLevel: "silent" },
  });
  return import(pathToFileURL(join(folder, "trader.mjs")).href);
}

async function ran(name: string, cwd: string, words: readonly string[]): Promise<void> {
  const { ok, output } = await run(name, node24(), words, { cwd, quiet: true });
  if (!ok) throw new Error(`${name}: ${output.slice(0, 4_000)}`);
}
