// The terminal dies after each of its writes in turn, and starts again from its store: the trade still ends
// right, the same bytes are sent each time, and the branch decides once.

import { describe, expect, it } from "vitest";
import { aTerminal, Death, type TerminalWorld } from "../support/terminal-world.ts";

const YEN = 4_980;

/** Runs to the death, which nobody sees: the service worker is just gone. */
async function untilDeath(act: () => Promise<unknown>): Promise<void> {
  await act().catch((fault: unknown) => {
    if (!(fault instanceof Death)) throw fault;
  });
}

async function endsRight(world: TerminalWorld): Promise<void> {
  const bodies = [
    ...world.servers.sent("/confirmations").map(({ body }) => body),
    ...world.servers.bySocket,
  ];
  expect(world.record()).toMatchObject({ state: "settled", attempt: 1 });
  expect(new Set(bodies).size).toBe(1);
  expect(world.servers.outcomes.size).toBe(1);
  expect(world.servers.balance).toBe(50_000 - YEN);
}

describe.each(["closed", "open", "breaks"] as const)("with a %s money socket", (socket) => {
  it.each([1, 2, 3])("dying after write %i of a payment ends in one debit", async (writes) => {
    const world = await aTerminal();
    await world.sheet();
    world.servers.socket = socket;
    world.restart(writes);
    await untilDeath(() => world.wallet.pay("press-1", YEN));
    world.restart();
    await world.passTime(60_000);
    await endsRight(world);
  });
});

it.each(["lost", "unreachable", "internal_error"] as const)(
  "dying after every single write, with a confirmation that is %s each time, ends in one debit",
  async (mishap) => {
    const world = await aTerminal();
    await world.sheet();
    world.restart(1);
    await untilDeath(() => world.wallet.pay("press-1", YEN));
    for (let life = 0; life < 6; life++) {
      world.servers.mishap("/confirmations", mishap);
      world.restart(1);
      world.now += 40_000 / 8;
      await untilDeath(() => world.passTime(1));
    }
    world.servers.mishaps.length = 0;
    world.restart();
    await world.passTime(60_000);
    await endsRight(world);
  },
);

it("dying between press and claim for more than a minute leads back to the sheet, unpaid", async () => {
  const world = await aTerminal();
  await world.sheet();
  world.restart(1);
  await untilDeath(() => world.wallet.pay("press-1", YEN));
  expect(world.record().state).toBe("claiming");
  world.now += 2 * 60_000;
  world.restart();
  await world.wallet.work();
  expect(world.record().state).toBe("offered");
  expect(world.servers.sent("/claim")).toEqual([]);
});

it("dying at each step of press, trade and offer ends with the sheet", async () => {
  for (const writes of [1, 2, 3]) {
    const world = await aTerminal();
    world.restart(writes);
    await untilDeath(() => world.sheet());
    world.restart();
    if (world.record().state === "preparing") continue; // the page's answer came to nobody: see below
    await world.passTime(5_000);
    expect(world.record().state).toBe("offered");
  }
});

it("a page's answer that came to nobody leaves nothing to confirm after a minute", async () => {
  const world = await aTerminal();
  const { register } = world.realm;
  await world.wallet.press({ id: "press-1", register, replyTo: "7:3" });
  world.restart();
  await world.passTime(61_000);
  expect(world.record()).toMatchObject({ state: "unusable", code: "no_trade" });
});

it("dying while it declines tells the till in its next life", async () => {
  const world = await aTerminal();
  const { trade } = await world.sheet();
  world.restart(1);
  await untilDeath(() => world.wallet.decline("press-1"));
  world.restart();
  await world.wallet.work();
  expect(world.record().state).toBe("declined");
  expect(world.servers.trades.get(trade)?.status).toBe("declined");
});

it("dying while it enrols opens one account with one key", async () => {
  for (const writes of [1, 2]) {
    const world = await aTerminal({ enrolled: false });
    world.restart(writes);
    await untilDeath(() => world.wallet.openAccount());
    world.restart();
    await world.passTime(5_000);
    expect(world.stored().profile.state).toBe("enrolled");
    const keys = world.servers
      .sent("/v1/terminals")
      .map(({ body }) => JSON.parse(body ?? "").enrolment.payload.iss);
    expect(new Set(keys).size).toBe(1);
  }
});
