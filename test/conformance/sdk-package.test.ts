// The SDK's package, judged by the tools that merchants judge packages by: publint, are-the-types-wrong, and compilers
// with each set of types a backend may have. What is in it, and how much it weighs.
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { publint } from "publint";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { root } from "../../cli/set-up.mjs";
import { type PackedSdk, packSdk } from "./packed-sdk.ts";

const TOOLS = join(root, "test/conformance/node_modules");
const read = (path: string) => readFileSync(join(root, path), "utf8");

let sdk: PackedSdk;
beforeAll(() => {
  sdk = packSdk();
  for (const name of ["@types/node", "undici-types", "@cloudflare/workers-types"]) sdk.link(name);
});
afterAll(() => sdk.remove());

describe("what is published", () => {
  it("is what a merchant needs, and no more", () => {
    expect(sdk.files).toEqual([
      ...["LICENSE", "README.md", "dist/index.cjs", "dist/index.cjs.map", "dist/index.d.cts"],
      ...["dist/index.d.ts", "dist/index.js", "dist/index.js.map", "dist/warifu.LICENSES.txt"],
      ...["dist/warifu.js", "package.json"],
    ]);
    expect(sdk.size).toBeLessThan(360_000);
    // Most of it is the types of every answer, once for import and once for require; a fifth is the command.
    expect(sdk.unpackedSize).toBeLessThan(2_150_000);
  });

  it("has our licence, and the schema library as its one dependency", () => {
    expect(read("register-server/LICENSE")).toBe(read("LICENSE"));
    const { dependencies, peerDependencies, engines } = JSON.parse(
      read("register-server/package.json"),
    );
    const own = JSON.parse(read("package.json")).dependencies;
    expect(dependencies).toEqual({ valibot: `^${own.valibot}` });
    expect(peerDependencies).toBeUndefined();
    expect(engines.node).toBe(">=18.17");
  });

  it("shows its public types, and none of the tree it was made from", () => {
    const types = readFileSync(
      join(sdk.project, "node_modules/@warifu/register-server/dist/index.d.ts"),
      "utf8",
    );
    expect(types.match(/from "[^"]*"/g)).toEqual(['from "valibot"']);
    expect(types).not.toMatch(/import\("/);
    expect(types).toContain("minor units: ¥4,980 is 4980");
  });
});

describe("its judges", () => {
  it("publint has nothing to say", async () => {
    const pkgDir = join(sdk.project, "node_modules/@warifu/register-server");
    const { messages } = await publint({ pkgDir, strict: true });
    expect(messages).toEqual([]);
  });

  it("are-the-types-wrong finds nothing wrong, for import and require, however they are resolved", () => {
    const attw = join(TOOLS, "@arethetypeswrong/cli/dist/index.js");
    const words = [attw, sdk.tarball, "--format", "json", "--no-definitely-typed"];
    const { analysis } = JSON.parse(execFileSync(process.execPath, words, { encoding: "utf8" }));
    expect(analysis.problems).toEqual([]);
    expect(Object.keys(analysis.entrypoints["."].resolutions)).toEqual([
      ...["node10", "node16-cjs", "node16-esm", "bundler"],
    ]);
  });
});

const USE = `
const warifu: Warifu = createWarifu({ key: "", webhookSecret: "whsec_" });
interface Order { readonly id: string; readonly amount: number; readonly currency: string }
const orders = new Map<string, Order>();
export const finalizer = createFinalizer<Order>({
  warifu,
  orderOf: (trade) => orders.get(trade),
  once: async (_trade, work) => work(),
  finalize: (order, receipt) => { const paid: number = receipt.payload.amount; void [order.id, paid]; },
});
export async function shop(request: Request): Promise<string> {
  const trade = await warifu.createTrade({ amount: 1, currency: "JPY" }, { idempotencyKey: warifu.newIdempotencyKey() });
  // @ts-expect-error an expectation is missing
  await warifu.receipts.verify(trade.receipt, { register: warifu.register, amount: 1 });
  for await (const event of warifu.events.after(0)) if (event.type === "trade.settled") return event.data.trade;
  for await (const entry of warifu.eachJournalEntry()) if (entry.net < 0) return entry.kind;
  try { await finalizer.webhook(request); } catch (error) {
    if (error instanceof WarifuError && error.code === "no_answer") return error.idempotencyKey ?? "";
  }
  return trade.id;
}
`;
const NAMES = "createFinalizer, createWarifu, type Warifu, WarifuError";
const IMPORT = `import { ${NAMES} } from "@warifu/register-server";`;
const STRICT = { strict: true, noEmit: true, exactOptionalPropertyTypes: true, target: "es2022" };
/** Each a backend's own set of types. */
const SETTINGS = {
  "Node, import": { module: "nodenext", lib: ["es2022"], types: ["node"] },
  "Node, require": { module: "nodenext", lib: ["es2022"], types: ["node"], file: "shop.cts" },
  "Node, the former resolution": {
    ...{ module: "commonjs", moduleResolution: "node10", lib: ["es2022"], types: ["node"] },
  },
  "a bundler, with the DOM's types": {
    ...{ module: "esnext", moduleResolution: "bundler", lib: ["es2022", "dom"], types: [] },
  },
  "a Worker": {
    ...{ module: "esnext", moduleResolution: "bundler", lib: ["es2022"] },
    types: ["@cloudflare/workers-types"],
  },
};
const COMPILERS = {
  "TypeScript 5.9": join(TOOLS, "typescript/bin/tsc"),
  "TypeScript 7": join(root, "node_modules/typescript/bin/tsc"),
};

describe.each(Object.entries(COMPILERS))("%s", (version, tsc) => {
  const isOld = version !== "TypeScript 7";
  // TypeScript 7 has no node10 any more.
  const settings = Object.entries(SETTINGS).filter(([name]) => isOld || !name.includes("former"));

  it.each(settings)("compiles a strict shop with it for %s", (name, setting) => {
    const { file = "shop.ts", ...options } = setting as typeof setting & { file?: string };
    writeFileSync(join(sdk.project, file), `${IMPORT}\n${USE}`);
    // The declarations themselves are checked too: by the old one once, since it takes its time for it.
    const skipLibCheck = isOld && name !== "Node, import";
    const compilerOptions = { ...STRICT, ...options, skipLibCheck };
    const config = JSON.stringify({ compilerOptions, files: [file] });
    writeFileSync(join(sdk.project, "tsconfig.json"), config);
    expect(said([tsc, "-p", sdk.project])).toBe("");
  });
});

/** What a program prints. */
function said(words: readonly string[]): string {
  try {
    return String(execFileSync(process.execPath, words, { stdio: "pipe" }));
  } catch (error) {
    return String((error as { stdout?: Buffer }).stdout ?? error);
  }
}
