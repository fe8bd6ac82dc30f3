// A shop is paid out over two real servers, by the commands that a shop and an operator type, with both servers killed
// in the middle: the money leaves once, less the fees, to the account that the shop's key signed.

import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { test as base } from "@playwright/test";
import { node24, root } from "../../cli/set-up.mjs";
import type { RegisterId, TradeId } from "../../protocol/ids.ts";
import type { PayoutView } from "../../register-server/index.ts";
import { checkJournal } from "../support/accounting/check-journal.ts";
import { aScriptedTerminal } from "../support/scenario/scripted-terminal.ts";
import { expect } from "../support/scenario/story.ts";
import { startWorld, type World } from "../support/scenario/world.ts";

const IBAN = "FR1420041010050500013M02606";
const SALES = [1000, 500, 1500];
/** 10 % of each, kept. */
const NET = 2700;

const test = base.extend<object, { world: World }>({
  world: [
    async ({}, use) => {
      const world = await startWorld();
      await use(world);
      await world.close();
    },
    { scope: "worker", timeout: 180_000 },
  ],
});

/** Not waited for synchronously: the proxy that the commands go through runs in this process. */
async function run(
  script: string,
  words: readonly string[],
  env: Record<string, string>,
): Promise<string> {
  const args = [join(root, "cli", script), ...words];
  const options = { env: { ...process.env, ...env } };
  return (await promisify(execFile)(node24(), args, options)).stdout;
}

test("[LE54] [LE45] [LE51] [LE57] a shop gets its money once, whatever is killed meanwhile", async ({
  world,
}) => {
  test.setTimeout(180_000);
  const { counter, proxy, keys, servers } = world;
  const { warifu } = counter;
  const operator = (...words: string[]) =>
    run("operator.ts", [...words, "--carrier", servers.carrierOrigin], {
      WARIFU_OPERATOR_KEY: keys.carrier.OPERATOR_KEY ?? "",
    });
  const shop = (...words: string[]) => run("register.ts", words, { WARIFU_KEY: counter.key });

  expect(JSON.parse(await operator("fees", warifu.register, "JPY", "--rate", "10%"))).toMatchObject(
    {
      told: true,
    },
  );
  await shop("payout-account", "--iban", IBAN, "--holder", "Counter & Söhne");
  const terminal = await aScriptedTerminal({
    origin: proxy.origin,
    rootKey: keys.root.publicKey,
  });
  for (const amount of SALES) {
    const { id } = await warifu.createTrade({ amount, currency: "JPY", items: [] });
    await terminal.buy(id as TradeId, warifu.register as RegisterId, counter.origin());
    await expect.poll(async () => (await warifu.getTrade(id)).net).toBe(amount * 0.9);
  }

  await servers.kill("carrier");
  const idempotencyKey = warifu.newIdempotencyKey();
  // Asked while nobody can order it; the answer may be lost, too.
  await warifu.requestPayout("JPY", { idempotencyKey }).catch(() => undefined);
  await servers.kill("synchronous");
  await Promise.all([servers.start("carrier"), servers.start("synchronous")]);
  const ask = () => warifu.requestPayout("JPY", { idempotencyKey });
  await expect.poll(async () => (await ask()).status, { timeout: 90_000 }).toBe("ordered");
  const payout: PayoutView = await ask();
  expect(payout).toMatchObject({ number: 1, amount: NET });
  const { entries } = await warifu.listPayoutEntries(payout.id);
  expect(entries.map(({ amount }) => amount).sort()).toEqual([...SALES].sort());

  const { id } = JSON.parse(await operator("payouts", "file", "JPY"));
  const xml = await operator("payouts", "get", id);
  expect(xml).toContain(`<EndToEndId>${payout.id}</EndToEndId>`);
  expect(xml).toContain(`<IBAN>${IBAN}</IBAN>`);
  expect(xml).toContain("<Nm>Counter + Sohne</Nm>");
  expect(await operator("payouts", "get", id, "--csv")).toContain(
    `${payout.id},${warifu.register}`,
  );
  await operator("payouts", "sent", id);
  expect(JSON.parse(await shop("payouts", payout.id))).toMatchObject({ status: "paid" });

  const { balances } = checkJournal(await operator("export", "--all"));
  expect(balances.get("carrier:paid-out:paid_out_test JPY")).toBe(BigInt(NET));
  expect(balances.get("carrier:fees:fees_test JPY")).toBe(300n);
  await expect(warifu.requestPayout("JPY")).rejects.toThrow("payout_empty");
});
