/**
 * What goes wrong by itself, whatever the parties do: objects are killed, the time jumps, till maps grow.
 * Messages and commits go wrong where they happen, in the runtime.
 */

import { CLAIM_MS, CONFIRM_GRACE_MS } from "../protocol/limits.ts";
import type { Shop } from "./parties/shop.ts";
import type { World } from "./world.ts";

const JUMPS_MS = [4_000, CONFIRM_GRACE_MS + 500, CLAIM_MS + 500, 130_000, 600_000, 7_300_000];

export function startChaos(world: World, shops: readonly Shop[]): void {
  const { agenda, random, faults, trace } = world;
  const turn = () => {
    if (faults.isHealed) return;
    const objects = [...world.objects.values()];
    if (faults.strikes("kill")) random.pick(objects).kill("is killed");
    if (faults.strikes("jump clock")) {
      const ms = random.pick(JUMPS_MS);
      trace.event(`the clock jumps ${ms / 1000} s`);
      agenda.jump(ms);
    }
    if (faults.strikes("change till map")) void random.pick(shops).growMap();
    agenda.after(random.between(50, 400), turn);
  };
  agenda.after(random.between(0, 1_000), turn);
}
