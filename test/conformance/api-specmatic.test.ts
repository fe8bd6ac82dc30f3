// Specmatic as a judge of our API: requests made up from the document that we serve, through the signing proxy.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ensureJava } from "./api/specmatic/java.ts";
import { judgeBalance, judgeBySpecmatic, toBeJudged } from "./api/specmatic/judge.ts";
import { type ConformanceWorld, startConformanceWorld } from "./api/world.ts";

let world: ConformanceWorld;
beforeAll(async () => {
  await ensureJava();
  world = await startConformanceWorld();
}, 120_000);
afterAll(() => world?.close());

describe("Specmatic", () => {
  it("finds no answer that the document doesn't describe, and no 5xx, whatever it makes up", {
    timeout: 300_000,
  }, async () => {
    const { passed, failures, asked } = await judgeBySpecmatic(world);
    expect(failures.slice(0, 20)).toEqual([]);
    expect([...world.statuses].filter(([status]) => status >= "500")).toEqual([]);
    expect([...asked].sort()).toEqual(toBeJudged(world.document).sort());
    expect(passed).toBeGreaterThan(340);
  });

  it("would find a member that the document doesn't have", async () => {
    const { failures } = await judgeBalance(world, ({ components: { schemas = {} } }) => {
      const { properties } = schemas.BalanceView as { properties: Record<string, object> };
      delete properties.object;
    });
    expect(failures).toEqual([expect.stringContaining("GET /v1/balance")]);
  });
});
