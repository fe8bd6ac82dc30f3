/**
 * A payer of test mode: the wallet that shoppers have, without a browser, with a demo account of its own. It presses,
 * reads the offer as every terminal does, and pays or declines.
 */

import * as v from "valibot";
import { parseTradeId, TradeId } from "../../../protocol/ids.ts";
import { OfferView } from "../../../protocol/messages.ts";
import { type PublicKey, realmOf } from "../../../protocol/signing/signature.ts";
import { isOver, type TradeRecord } from "../../../terminal/wallet/trade-record.ts";
import { openWallet, type Wallet } from "../../../terminal/wallet/wallet.ts";
import { memoryPorts } from "./memory-ports.ts";

export interface TestPayer {
  /** @returns how it ended, or `proving` where one click isn't enough @throws Error when that takes too long */
  pay(trade: string): Promise<TradeRecord>;
  decline(trade: string): Promise<TradeRecord>;
  /** Says that what he paid never arrived, without a word. @throws Error where the till doesn't take it */
  dispute(trade: string): Promise<void>;
}

export interface TestPayerOptions {
  /** the synchronous server's origin */
  readonly origin: string;
  /** the carrier's root key */
  readonly rootKey: PublicKey;
}

const ENDS_WITHIN_MS = 60_000;
const LOOK_EVERY_MS = 20;

/** @throws Error where no account is to be had, as at a server that isn't a test one */
export async function aTestPayer({ origin, rootKey }: TestPayerOptions): Promise<TestPayer> {
  const trust = { rootKey, realm: await realmOf(rootKey), mode: "test" } as const;
  const wallet = openWallet({ trust, name: "warifu CLI", ports: await memoryPorts(origin) });
  await wallet.openAccount();
  await workUntil(wallet, "a demo account", async () => {
    const { profile } = await wallet.stored();
    return profile.state === "enrolled";
  });
  let presses = 0;

  const pressed = async (trade: string) => {
    const id = v.parse(TradeId, trade);
    const press = `press-${++presses}`;
    const { register } = parseTradeId(id);
    await wallet.press({ id: press, register, replyTo: "" });
    await wallet.trade(press, id, await pageOf(origin, id));
    await workUntil(
      wallet,
      "the offer",
      async () => (await recordOf(wallet, press)).state !== "reading",
    );
    return press;
  };
  return {
    async pay(trade) {
      const press = await pressed(trade);
      await workUntil(wallet, "the payment", async () => {
        const record = await recordOf(wallet, press);
        if (record.state === "offered") await wallet.pay(press, record.offer.terms.payload.amount);
        return isOver(record) || record.state === "proving";
      });
      return recordOf(wallet, press);
    },
    dispute: (trade) => dispute(wallet, trade),
    async decline(trade) {
      const press = await pressed(trade);
      await wallet.decline(press);
      await workUntil(
        wallet,
        "the decline",
        async () => (await recordOf(wallet, press)).state !== "declining",
      );
      return recordOf(wallet, press);
    },
  };
}

async function dispute(wallet: Wallet, trade: string): Promise<void> {
  const { records } = await wallet.stored();
  const paid = Object.values(records).find((one) => one.state === "settled" && one.trade === trade);
  if (!paid) throw new Error(`the test payer hasn't paid ${trade}`);
  await wallet.disputes.open(paid.id, "not_received", "");
  await workUntil(wallet, "the dispute", async () => {
    const { known, refused } = (await wallet.stored()).disputes?.[paid.id] ?? {};
    if (refused) throw new Error(`the dispute was not taken: ${refused}`);
    return known !== undefined;
  });
}

/** A page of the register: where its shopper would have pressed. */
async function pageOf(origin: string, trade: TradeId): Promise<string> {
  const response = await fetch(`${origin}/v1/trades/${trade}/offer`);
  const view = v.safeParse(OfferView, await response.json().catch(() => undefined));
  const page = view.success ? view.output.offer.certificate.payload.origins[0]?.origin : undefined;
  if (page) return page;
  throw new Error(`the offer of ${trade} can't be read (HTTP ${response.status})`);
}

async function recordOf(wallet: Wallet, press: string): Promise<TradeRecord> {
  const record = (await wallet.stored()).records[press];
  if (record) return record;
  throw new Error("the wallet dropped its record");
}

async function workUntil(
  wallet: Wallet,
  what: string,
  done: () => Promise<boolean>,
): Promise<void> {
  const until = Date.now() + ENDS_WITHIN_MS;
  while (!(await done())) {
    if (Date.now() > until) throw new Error(`the test payer waited too long for ${what}`);
    await wallet.work();
    await new Promise((resolve) => {
      setTimeout(resolve, LOOK_EVERY_MS);
    });
  }
}
