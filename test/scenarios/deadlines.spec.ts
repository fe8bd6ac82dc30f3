// Time runs out at every step: before the press, after the claim, on the way to the branch.

import { pay, untilPaid } from "../../cli/purchase/shopper.ts";
import { CLAIM_MS, CONFIRM_GRACE_MS } from "../../protocol/limits.ts";
import { untilHeard } from "../support/scenario/shopper.ts";
import { expect, test } from "../support/scenario/story.ts";

const CONFIRM = /^\/v1\/confirmations$/;
const MONEY_SOCKET = /^\/v1\/money$/;
const MINUTE_MS = 60_000;
/** The terminal's own clock stays: the servers' may be this far from it before they refuse its requests [TM7]. */
const SKEW_MS = 50_000;

test("[TR6] a claim that is never confirmed is released, and another shopper can pay", async ({
  world,
  shopper,
  another,
}) => {
  const { counter, proxy } = world;
  await world.moveClock(-SKEW_MS);
  const trade = await counter.createTrade();
  const url = `${counter.origin()}/given?trade=${trade.id}`;
  const sheet = await shopper.press(await shopper.visit(url));
  proxy.arm(MONEY_SOCKET, { kind: "refuse" }, { method: "UPGRADE", times: 1 });
  const confirm = proxy.arm(CONFIRM, { kind: "hold" }, { times: 1 });
  await pay(sheet);
  await confirm.met;
  await world.moveClock(CLAIM_MS - SKEW_MS + 1_000);
  const other = await another();
  const theirs = await other.press(await other.visit(url));
  await pay(theirs);
  await untilPaid(theirs);
  confirm.release();
  await expect(sheet.getByRole("heading", { name: "Not paid" })).toBeVisible();
  expect([await shopper.balance(), await other.balance()]).toEqual(["¥50,000", "¥48,800"]);
});

test("[TR2] a trade that nobody pays expires on page, sheet and API", async ({
  world,
  shopper,
}) => {
  const { counter } = world;
  counter.next = {
    amount: 1200,
    currency: "JPY",
    items: [],
    deadline: Date.now() + SKEW_MS - 10_000,
  };
  const page = await shopper.visit(counter.origin());
  const sheet = await shopper.press(page);
  await expect(sheet.getByText(/The order closes in \d+ seconds/)).toBeVisible();
  await world.moveClock(SKEW_MS);
  await pay(sheet);
  await expect(sheet.getByRole("heading", { name: "Too late" })).toBeVisible();
  await untilHeard(page, "expired");
  const { id } = counter.trades.at(-1) ?? { id: "" };
  expect((await counter.warifu.getTrade(id)).status).toBe("expired");
  expect(await shopper.balance()).toBe("¥50,000");
});

test("[LE8] a confirm that arrives after the deadline is a recorded refusal", async ({
  world,
  shopper,
}) => {
  const { counter, proxy } = world;
  counter.next = { amount: 1200, currency: "JPY", items: [], deadline: Date.now() + 2 * MINUTE_MS };
  const page = await shopper.visit(counter.origin());
  const sheet = await shopper.press(page);
  proxy.arm(MONEY_SOCKET, { kind: "refuse" }, { method: "UPGRADE", times: 0 });
  const confirm = proxy.arm(CONFIRM, { kind: "hold" }, { times: 0 });
  await pay(sheet);
  await confirm.met;
  await world.moveClock(2 * MINUTE_MS + CONFIRM_GRACE_MS + 1_000);
  confirm.release();
  await expect(
    sheet.getByText("The payment reached your account after the shop's time limit.", {
      exact: true,
    }),
  ).toBeVisible();
  const { id } = counter.trades.at(-1) ?? { id: "" };
  const answers = proxy.passed.filter(({ path, body }) => CONFIRM.test(path) && body.includes(id));
  expect(JSON.parse(answers.at(-1)?.answer ?? "{}")).toMatchObject({
    code: "too_late",
    kind: "outcome",
    attempt: 1,
  });
  await expect.poll(async () => (await counter.warifu.getTrade(id)).status).toBe("expired");
  await world.moveClock(0);
  expect(await shopper.balance()).toBe("¥50,000");
});
