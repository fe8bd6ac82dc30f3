// The limits of the code and of the Workers' configuration are the same, and each Worker has those it asks for.

import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { RATE_LIMITS } from "../../worker/http/rate-limits.ts";

const ENTRY =
  /\[\[ratelimits\]\]\nname = "(\w+)"\nnamespace_id = "(\d+)"\nsimple = \{ limit = (\d+), period = (\d+) \}/g;

function limitsIn(path: string) {
  return [...readFileSync(path, "utf8").matchAll(ENTRY)].map(([, name, id, quota, seconds]) => ({
    ...{ name, id, quota: Number(quota), seconds: Number(seconds) },
  }));
}

it("[RQ15] the deployed limits are those of the code, each in a namespace of its own", () => {
  const deployed = [
    ...limitsIn("wrangler.toml"),
    ...limitsIn("worker/carrier-server/wrangler.toml"),
  ];
  const named = Object.fromEntries(
    deployed.map(({ name, quota, seconds }) => [name, { quota, seconds }]),
  );
  expect(named).toEqual(RATE_LIMITS);
  expect(new Set(deployed.map(({ id }) => id)).size).toBe(deployed.length);
  expect(limitsIn("worker/carrier-server/wrangler.toml").map(({ name }) => name)).toEqual([
    "OPERATORS",
  ]);
});
