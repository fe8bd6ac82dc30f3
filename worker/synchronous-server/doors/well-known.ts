/**
 * What anyone may ask: the carrier's keys with their certificates (relayed, never vouched for:
 * verifiers check them under the root they pin), health and readiness.
 */

import type { Health } from "../../../protocol/messages.ts";
import { ok } from "../../../protocol/result.ts";
import { answer, refuse } from "../../http/answer.ts";
import type { Door } from "../../http/door.ts";
import { jwksOf } from "../../http/jwks.ts";
import { addReadiness } from "../../http/readiness.ts";
import { callCarrier } from "../carrier-call.ts";
import { deploymentOf } from "../deployment.ts";
import type { SynchronousEnv } from "../env.ts";

export function addWellKnown(door: Door<SynchronousEnv>): void {
  door.get("/.well-known/jwks.json", async (c) => {
    const certificates = await callCarrier(async () => ok(await c.env.CARRIER.keyCertificates()));
    if (!certificates.ok) return refuse(c.req.raw, certificates.error);
    const headers = { "Cache-Control": "public, max-age=300" };
    return answer(c.req.raw, ok(jwksOf(certificates.value)), { headers });
  });
  door.get("/health", async (c) => {
    const { trust } = await deploymentOf(c.env);
    const health: Health = { status: "ok", role: "synchronous-server", mode: trust.mode };
    return answer(c.req.raw, ok(health));
  });
  addReadiness<SynchronousEnv>(door, {
    role: "synchronous-server",
    modeOf: async (env) => (await deploymentOf(env)).trust.mode,
    checks: (env) => ({
      storage: async () => env.WATCH?.getByName("synchronous-server").alive(),
      "other server": () => env.CARRIER.keyCertificates(),
    }),
  });
}
