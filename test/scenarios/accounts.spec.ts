// Accounts of every kind, as a shopper meets them: one that the operator opened for him, with credit and a statement,
// and one that asks for more than a click.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pay, untilPaid } from "../../cli/purchase/shopper.ts";
import { accountOf, operator } from "../support/scenario/operator.ts";
import { aNewcomer } from "../support/scenario/shopper.ts";
import { expect, test } from "../support/scenario/story.ts";

test("[LE70] [LE74] [LE81] an opening code leads to the account it is for; it pays on credit, and what is due is printed", async ({
  world,
}) => {
  const opened = JSON.parse(operator(world, "open", "--credit", "JPY=5000"));
  const shopper = await aNewcomer(world);
  const wallet = await shopper.wallet();
  await wallet.getByRole("button", { name: "I was given an opening code" }).click();
  await wallet.getByLabel("Opening code").fill("oc1.not.a.code");
  await wallet.getByRole("button", { name: "Use this code" }).click();
  await expect(wallet.getByText("isn't valid any more")).toBeVisible();
  await wallet.getByLabel("Opening code").fill(opened.opening_code);
  await wallet.getByRole("button", { name: "Use this code" }).click();
  await expect(wallet.getByRole("heading", { name: "Your account" })).toBeVisible();
  await expect(wallet.getByText("¥5,000 left to spend")).toBeVisible();
  await wallet.close();
  const sheet = await shopper.press(await shopper.visit(world.counter.origin()));
  await expect(sheet.getByText("¥3,800")).toBeVisible();
  await pay(sheet);
  await untilPaid(sheet);
  const { id } = opened.account;
  const month = new Date().toISOString().slice(0, 7);
  const out = join(world.folder, "statement.html");
  operator(world, "statement", id, month, "--html", "--out", out);
  expect(readFileSync(out, "utf8")).not.toContain(id);
  const paper = await shopper.context.browser()?.newPage();
  if (!paper) throw new Error("a persistent context has a browser");
  await paper.setContent(readFileSync(out, "utf8"));
  await expect(paper.getByText("Amount due").locator("..")).toContainText("¥1,200");
  await paper.close();
  await shopper.close();
});

test("[LE79] a payment that one click isn't enough for stays unpaid, and says for how much it would be", async ({
  world,
  shopper,
}) => {
  const account = await accountOf(world, shopper);
  operator(world, "step-up", account, "JPY", "--one-click", "1000");
  const sheet = await shopper.press(await shopper.visit(world.counter.origin()));
  await pay(sheet);
  await expect(sheet.getByRole("heading", { name: "Not paid" })).toBeVisible();
  await expect(sheet.getByText(/^Your account asks you to prove that it is you/)).toBeVisible();
  await expect(sheet.getByText("Up to ¥1,000 needs no such confirmation.")).toBeVisible();
  await expect(sheet.getByRole("button", { name: "Set one up" })).toBeVisible();
  expect(await shopper.balance()).toBe("¥50,000");
});
