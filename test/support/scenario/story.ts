/** The scenarios' `test`: one world for all, a fresh shopper for each story, and no fault left behind. */

import { test as base } from "@playwright/test";
import { REQUEST } from "./counter.ts";
import { type StartedHands, startHands } from "./hand/hands.ts";
import { aShopper, type Shopper } from "./shopper.ts";
import { startWorld, type World } from "./world.ts";

export const test = base.extend<
  { shopper: Shopper; another: () => Promise<Shopper>; hands: StartedHands; calm: undefined },
  { world: World; allHands: StartedHands }
>({
  world: [
    async ({}, use) => {
      const world = await startWorld();
      await use(world);
      await world.close();
    },
    { scope: "worker", timeout: 180_000 },
  ],
  allHands: [
    async ({ world }, use) => {
      const hands = startHands(world);
      await use(hands);
      await hands.close();
    },
    { scope: "worker", timeout: 60_000 },
  ],
  hands: async ({ allHands }, use) => {
    await use(allHands);
    await allHands.endStory();
  },
  calm: [
    async ({ world }, use, info) => {
      await use(undefined);
      world.proxy.calm();
      world.counter.next = REQUEST;
      await world.moveClock(0);
      await world.sweep();
      if (info.status !== info.expectedStatus) {
        await info.attach("synchronous server", {
          body: world.servers.log("synchronous").slice(-20_000),
        });
        await info.attach("carrier server", { body: world.servers.log("carrier").slice(-20_000) });
      }
    },
    { auto: true },
  ],
  shopper: async ({ world }, use) => {
    const shopper = await aShopper(world);
    await use(shopper);
    await shopper.close();
  },
  another: async ({ world }, use) => {
    const others: Shopper[] = [];
    await use(async () => {
      const shopper = await aShopper(world);
      others.push(shopper);
      return shopper;
    });
    for (const shopper of others) await shopper.close();
  },
});

export { expect } from "@playwright/test";
