// The operator's command against the real carrier, and what the shopper sees of it.

import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { pay, untilPaid } from "../../cli/purchase/shopper.ts";
import { node24, root } from "../../cli/set-up.mjs";
import type { Shopper } from "../support/scenario/shopper.ts";
import { expect, test } from "../support/scenario/story.ts";
import type { World } from "../support/scenario/world.ts";

function operator({ servers, keys }: World, ...words: string[]): string {
  const args = [join(root, "cli/operator.ts"), ...words, "--carrier", servers.carrierOrigin];
  const env = { ...process.env, WARIFU_OPERATOR_KEY: keys.carrier.OPERATOR_KEY };
  return execFileSync(node24(), args, { encoding: "utf8", env });
}

/** The carrier's label ends with the last four characters of the account's id. */
async function accountOf(world: World, shopper: Shopper): Promise<string> {
  const stored = JSON.stringify(await shopper.stored());
  const end = /·· ([0-9a-v]{4})/.exec(stored)?.[1] ?? "";
  const journal = operator(world, "export", "--branch", "0");
  const account = new RegExp(`acc_test_[0-9a-v]*${end}\\b`).exec(journal)?.[0];
  if (!account) throw new Error("the shopper's account is not in the branch's journal");
  return account;
}

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
