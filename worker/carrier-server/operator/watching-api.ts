/**
 * The operator's door to how both servers do: numbers, alerts, objectives. Who holds WATCH_KEY, which opens nothing else,
 * may read it too: a screen on a wall needs no operator's key. The page that shows it is watching-page.ts.
 */

import type { WatchedServer, Watching } from "../../../protocol/operator/watching.ts";
import { refusal } from "../../../protocol/problem.ts";
import { ok } from "../../../protocol/result.ts";
import { answer, refuse } from "../../http/answer.ts";
import type { Door } from "../../http/door.ts";
import { clockNow } from "../../objects/clock.ts";
import { tellWatchNow } from "../../watching/tell-watch.ts";
import type { CarrierEnv } from "../env.ts";
import { operatorKeyOf } from "../operator-key.ts";

export function addWatchingApi(door: Door<CarrierEnv>): void {
  door.get("/v1/watching", async (c) => {
    const { OPERATOR_KEY, OPERATOR_KEY_2 = "", WATCH_KEY = "" } = c.env;
    const key = await operatorKeyOf(c.req.raw, [OPERATOR_KEY, OPERATOR_KEY_2, WATCH_KEY]);
    if (key === undefined) return refuse(c.req.raw, refusal("operator_unauthorized"));
    return answer(c.req.raw, ok(await watching(c.env)));
  });
}

/** Whoever of the two doesn't answer is missing: that is what the other one's alerts are about. */
async function watching(env: CarrierEnv): Promise<Watching> {
  const servers = await Promise.allSettled([own(env), env.CREDITOR.watching()]);
  return {
    servers: servers.flatMap((one) => (one.status === "fulfilled" ? [one.value] : [])),
  };
}

async function own(env: CarrierEnv): Promise<WatchedServer> {
  await tellWatchNow(env, "carrier-server", clockNow());
  if (!env.WATCH) throw new Error("no Watch is bound");
  return env.WATCH.getByName("carrier-server").view("carrier-server");
}
