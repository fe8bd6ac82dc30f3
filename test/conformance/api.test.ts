// Our API as others' tools see it, which know nothing of us but the document that we serve: Redocly's linter, and two
// generators of clients, each used for a whole trade.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { node24, root, run } from "../../cli/set-up.mjs";
import { makeClient, type Trader } from "./api/client.ts";
import { type ConformanceWorld, startConformanceWorld } from "./api/world.ts";

const MODULES = join(root, "test", "conformance", "node_modules");
let world: ConformanceWorld;

beforeAll(async () => {
  world = await startConformanceWorld();
});
afterAll(() => world?.close());

describe("the document that we serve", () => {
  it("has nothing in it that Redocly's strictest rules find", async () => {
    const folder = mkdtempSync(join(tmpdir(), "warifu-redocly-"));
    writeFileSync(join(folder, "openapi.json"), JSON.stringify(world.document));
    writeFileSync(join(folder, "redocly.yaml"), "extends:\n  - recommended-strict\n");
    const redocly = join(MODULES, "@redocly", "cli", "bin", "cli.js");
    const words = [redocly, "lint", "openapi.json", "--max-problems=20"];
    const env = { REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" };
    const { ok, output } = await run("redocly", node24(), words, { cwd: folder, quiet: true, env });
    rmSync(folder, { recursive: true });
    expect(ok ? "" : output).toBe("");
  });
});

describe.each(["openapi-fetch", "hey-api"] as const)("a client that %s generates", (generator) => {
  it("compiles strict, and makes, reads and refunds a trade that a shopper pays", {
    timeout: 180_000,
  }, async () => {
    const folder = join(MODULES, ".warifu-clients", generator);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    const { makeTrader } = await makeClient(generator, folder, world.document);
    const trader: Trader = makeTrader(world.proxy.origin);
    const trade = await trader.create(1_200, "JPY");
    expect(trade).toMatchObject({ status: "open", amount: 1_200 });
    await world.pay(trade.id);
    const paid = await trader.read(trade.id);
    expect(paid.status).toBe("settled");
    const refund = await trader.refund(trade.id, 200, "JPY");
    expect(refund).toMatchObject({ object: "refund", status: "done", amount: 200 });
    expect((await trader.read(trade.id)).refunded).toBe(200);
  });
});
