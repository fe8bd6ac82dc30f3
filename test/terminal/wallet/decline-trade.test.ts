// Declining: over for the shopper at once, told to the till until it has heard, and never after Pay.

import { expect, it } from "vitest";
import { aTerminal } from "../support/terminal-world.ts";

it("tells the till, signed by this terminal for this trade", async () => {
  const world = await aTerminal();
  await world.sheet();
  await world.wallet.decline("press-1");
  expect(world.record().state).toBe("declined");
  const [sent] = world.servers.sent("/decline");
  expect(sent?.credential).toBe("token-1");
  expect(sent?.body).toBe("{}");
  expect(sent?.signature?.["signature-input"]).toContain('"@target-uri"');
});

it("goes on telling it until it has heard", async () => {
  const world = await aTerminal();
  const { trade } = await world.sheet();
  world.servers.mishap("/decline", "unreachable", "storage_unavailable");
  await world.wallet.decline("press-1");
  expect(world.record()).toMatchObject({ state: "declining", tries: 1 });
  await world.passTime(5_000);
  expect(world.record().state).toBe("declined");
  expect(world.servers.trades.get(trade)?.status).toBe("declined");
});

it("gives up at the deadline, when the trade expires anyway", async () => {
  const world = await aTerminal();
  const { terms } = await world.sheet();
  world.servers.mishap("/decline", ...Array<"unreachable">(500).fill("unreachable"));
  await world.wallet.decline("press-1");
  await world.passTime(terms.payload.deadline - world.now + 31_000);
  expect(world.record().state).toBe("declined");
});

it("doesn't take back a press on Pay", async () => {
  const world = await aTerminal();
  await world.sheet();
  world.servers.mishap("/confirmations", "lost");
  await world.wallet.pay("press-1", 4_980);
  await world.wallet.decline("press-1");
  expect(world.record().state).toBe("confirming");
  expect(world.servers.sent("/decline")).toEqual([]);
});
