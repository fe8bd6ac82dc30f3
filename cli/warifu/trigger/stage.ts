/** Where a triggered event is played: the shop by its WARIFU_KEY, and a test payer who opens his account when he is first needed. */

import type { EventType, TradeView, Warifu } from "../../../register-server/index.ts";
import { createWarifu } from "../../../register-server/index.ts";
import { parseKey } from "../../../register-server/key.ts";
import { aTestPayer, type TestPayer } from "../payer/test-payer.ts";

export interface Stage {
  readonly warifu: Warifu;
  readonly payer: () => Promise<TestPayer>;
  /** another one, with a full account, from now on */
  readonly nextPayer: () => Promise<TestPayer>;
  /** minor units */
  readonly amount: number;
  /** ISO 4217 */
  readonly currency: string;
  readonly say: (text: string) => void;
  /** what the bank's side of a payout needs: the carrier's address and its operator's key */
  readonly operator?: { readonly carrier: string; readonly key: string };
}

export interface StageOptions extends Pick<Stage, "say" | "operator"> {
  /** a WARIFU_KEY of test mode */
  readonly key: string;
  readonly amount?: number;
  readonly currency?: string;
}

/** @throws Error for a key that isn't one, or a live one */
export function openStage(options: StageOptions): Stage {
  const { key, amount = 1200, currency = "JPY", say, operator } = options;
  const parts = parseKey(key);
  if (!parts.ok) throw new Error(parts.error);
  const { mode, origin, root_key: rootKey } = parts.value;
  if (mode === "live") throw new Error("events are triggered in test mode, and this key is live");
  let payer: Promise<TestPayer> | undefined;
  const nextPayer = () => {
    payer = aTestPayer({ origin, rootKey });
    return payer;
  };
  return {
    warifu: createWarifu({ key }),
    payer: () => payer ?? nextPayer(),
    nextPayer,
    ...{ amount, currency, say },
    ...(operator === undefined ? {} : { operator }),
  };
}

export interface Sale {
  readonly amount?: number;
  readonly capture?: "now" | "later";
}

/** A trade of the shop's own, paid by the test payer, once the shop knows of it. @throws Error where it is refused */
export async function paidTrade(
  stage: Stage,
  { amount = stage.amount, capture = "now" }: Sale = {},
) {
  const trade = await openTrade(stage, { amount, capture });
  await payTrade(stage, trade.id);
  return trade;
}

export async function openTrade(
  { warifu, amount: usual, currency, say }: Stage,
  { amount = usual, capture = "now", lastsMs }: Sale & { readonly lastsMs?: number } = {},
): Promise<TradeView> {
  const deadline = lastsMs === undefined ? {} : { deadline: Date.now() + lastsMs };
  const trade = await warifu.createTrade({
    ...{ amount, currency, capture, reference: "warifu trigger", ...deadline },
    items: [{ name: "Something to try out", quantity: 1, amount }],
  });
  say(`created ${trade.id}: ${amount} ${currency}`);
  return trade;
}

export async function payTrade(stage: Stage, trade: string): Promise<void> {
  let record = await (await stage.payer()).pay(trade);
  // Demo accounts are soon empty. Who is refused by the amount's name is refused again.
  if (record.state === "refused" && record.code === "insufficient_funds")
    record = await (await stage.nextPayer()).pay(trade);
  if (record.state !== "settled") {
    const why = "code" in record ? `: ${record.code}` : "";
    throw new Error(`the test payer could not pay ${trade}: ${record.state}${why}`);
  }
  stage.say(`paid by a test payer: ${record.receipt.payload.outcome}`);
  const known = async () => (await stage.warifu.getTrade(trade)).status !== "open";
  await until(known, "the shop's side to know of the payment");
}

const EVENT_WITHIN_MS = 60_000;
const LOOK_EVERY_MS = 100;

/** @throws Error when it takes longer than a minute */
export async function until(done: () => Promise<boolean>, what: string): Promise<void> {
  const end = Date.now() + EVENT_WITHIN_MS;
  while (!(await done())) {
    if (Date.now() > end) throw new Error(`waited a minute for ${what}`);
    await new Promise((resolve) => {
      setTimeout(resolve, LOOK_EVERY_MS);
    });
  }
}

/** What an event is about, as its data says it. */
export type Script = (stage: Stage) => Promise<string>;
export type Scripts = Readonly<Record<EventType, Script>>;
