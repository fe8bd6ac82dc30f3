/**
 * Whole trades: create, claim, a page that waits, confirm, credit, and the push to the page. Each step at the same
 * concurrency for all trades; the time is that of the steps alone, from the first confirm until the last page knows.
 */

import type { Entry, RoundOptions, Size } from "./rounds.ts";
import type { OpenPage } from "./trade/contender.ts";
import { claimStep, confirmStep, createStep } from "./trade/trades.ts";

/** @returns trades per second */
export async function playWholeTrades(
  { contender, confirms }: Entry,
  { connections, trades }: Size,
  { cast, turns }: Pick<RoundOptions, "cast" | "turns">,
): Promise<number> {
  const load = { connections };
  const creating = await createStep(contender, cast, turns, trades, load);
  let tookMs = (await creating.run()).tookMs;
  creating.close();
  const claiming = await claimStep(contender, cast, creating.done(), load);
  tookMs += (await claiming.run()).tookMs;
  claiming.close();
  const claimed = claiming.done();
  const confirming = await confirmStep(contender, cast, claimed, load, confirms);
  const began = performance.now();
  const pages: OpenPage[] = [];
  for (let from = 0; from < claimed.length; from += connections) {
    const some = claimed.slice(from, from + connections);
    pages.push(...(await Promise.all(some.map(({ offer }) => contender.openPage(offer.trade)))));
  }
  await confirming.run();
  await Promise.all(pages.map(({ settled }) => settled));
  tookMs += performance.now() - began;
  confirming.close();
  for (const page of pages) page.close();
  return (claimed.length * 1_000) / tookMs;
}
