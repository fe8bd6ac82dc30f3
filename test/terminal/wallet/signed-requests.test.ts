// How the wallet signs what it sends: each sending afresh, the body untouched, and by the servers' clock where its own
// is wrong.

import { expect, it } from "vitest";
import { aTerminal } from "../support/terminal-world.ts";

it("[RQ5] each sending of a confirmation has a signature of its own over the same bytes", async () => {
  const world = await aTerminal();
  await world.sheet();
  world.servers.mishap("/confirmations", "lost", "unreachable", "internal_error");
  await world.wallet.pay("press-1", 4_980);
  await world.passTime(3 * 60_000);
  expect(world.record().state).toBe("settled");
  const sent = world.servers.sent("/confirmations");
  expect(sent).toHaveLength(4);
  expect(new Set(sent.map(({ body }) => body)).size).toBe(1);
  expect(new Set(sent.map(({ signature }) => signature?.signature)).size).toBe(4);
});

it("[RQ1] signs everything but what only reads", async () => {
  const world = await aTerminal();
  await world.sheet();
  await world.wallet.pay("press-1", 4_980);
  await world.wallet.refreshAccount();
  const signed = world.servers.seen.filter(({ signature }) => signature);
  expect(signed.map(({ path }) => path.replace(/trd_\w+/, "trd"))).toEqual([
    "/v1/terminals",
    "/v1/trades/trd/claim",
    "/v1/confirmations",
    "/v1/account",
  ]);
  const unsigned = world.servers.seen.filter(({ signature }) => !signature);
  expect(new Set(unsigned.map(({ method }) => method))).toEqual(new Set(["GET"]));
});

it("[RQ6] a terminal whose clock went wrong after the claim learns how the trade ended", async () => {
  const world = await aTerminal();
  await world.sheet();
  world.servers.mishap("/confirmations", "lost");
  await world.wallet.pay("press-1", 4_980);
  expect(world.record().state).toBe("confirming");
  world.servers.ahead = 24 * 60 * 60_000;
  await world.passTime(30_000);
  expect(world.record().state).toBe("settled");
  expect(world.servers.balance).toBe(50_000 - 4_980);
  // The lost one, the one that was too old, and the same by the servers' clock.
  expect(world.servers.sent("/confirmations")).toHaveLength(3);
});

it("[RQ6] signs again once only: a server that is never content gets no further sending", async () => {
  const world = await aTerminal();
  const never = { code: "stale_request", time: 1 } as const;
  world.servers.refusals.push(never, never);
  await world.wallet.refreshAccount();
  expect(world.servers.sent("/v1/account")).toHaveLength(2);
});
