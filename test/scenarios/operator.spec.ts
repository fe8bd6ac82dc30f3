// The operator's command against the real carrier, and what the shopper sees of it.

import { pay, untilPaid } from "../../cli/purchase/shopper.ts";
import { accountOf, operator } from "../support/scenario/operator.ts";
import { expect, test } from "../support/scenario/story.ts";

test("[LE4] a frozen account pays nothing, and pays again once it is active", async ({
  world,
  shopper,
}) => {
  const account = await accountOf(world, shopper);
  operator(world, "status", account, "frozen");
  const page = await shopper.visit(world.counter.origin());
  const sheet = await shopper.press(page);
  await pay(sheet);
  await expect(sheet.getByText("Your account is frozen.", { exact: true })).toBeVisible();
  operator(world, "status", account, "active");
  await sheet.getByRole("button", { name: "Try again" }).click();
  await pay(sheet);
  await untilPaid(sheet);
  expect(await shopper.balance()).toBe("¥48,800");
  expect(operator(world, "audit")).toContain("frozen");
});

test("[LE62] after a purchase both sides have counted the same, and the operator is shown a difference of 0", async ({
  world,
  shopper,
}) => {
  const page = await shopper.visit(world.counter.origin());
  const sheet = await shopper.press(page);
  await pay(sheet);
  await untilPaid(sheet);
  await expect
    .poll(() => JSON.parse(operator(world, "reconciliation")), { timeout: 60_000 })
    .toMatchObject({ difference: 0, in_flight: 0, mismatches: [], till_hours: expect.any(Number) });
  expect(JSON.parse(operator(world, "reconciliation")).till_hours).toBeGreaterThan(0);
});

test("a top-up arrives, and a limit for one payment holds", async ({ world, shopper }) => {
  const account = await accountOf(world, shopper);
  operator(world, "top-up", account, "5000", "JPY");
  operator(world, "limits", account, "JPY", "--payment", "1000");
  expect(await shopper.balance()).toBe("¥55,000");
  const page = await shopper.visit(world.counter.origin());
  const sheet = await shopper.press(page);
  await pay(sheet);
  await expect(sheet.getByRole("heading", { name: "Not paid" })).toBeVisible();
  expect(await shopper.balance()).toBe("¥55,000");
});
