/**
 * Thousands of pages that wait, each for a trade of its own, and as many terminals with a money socket; then all those
 * trades are claimed and confirmed while every page and socket is open, and each page must hear of its own.
 */

import { measureStep } from "../measure/measure-step.ts";
import { residentBytes } from "../measure/memory.ts";
import type { Ours } from "../ours/ours.ts";
import type { OpenPage } from "../trade/contender.ts";
import { type Cast, claimStep, confirmStep, createStep, type Offered } from "../trade/trades.ts";
import { type Memory, type OpenPages, totalBytes } from "./open-pages-figures.ts";

const LOAD = { connections: 32 };
/** A claim that isn't confirmed is released after a minute: so many are under way at once. */
const BATCH = 500;
const HEARD_WITHIN_MS = 60_000;

/** @param collect has both servers collect their garbage: what is needed is measured, not what lies about */
export async function payOpenPages(
  { ours, cast }: { readonly ours: Ours; readonly cast: Cast },
  pages: number,
  collect: () => Promise<void>,
  say: (line: string) => void,
): Promise<OpenPages> {
  const sample = async () => {
    await collect();
    return memoryOf(ours);
  };
  const offered = await offers(ours, cast, pages);
  const open = await openAll(ours, offered, say);
  const samples = [await sample()];
  const heard = Promise.all(open.map(({ settled }) => inTime(settled)));
  let [failed, confirmed, tookMs] = [0, 0, 0];
  for (let from = 0; from < offered.length; from += BATCH) {
    const claiming = await claimStep(ours, cast, offered.slice(from, from + BATCH), LOAD);
    failed += countOf((await claiming.run()).errors);
    claiming.close();
    const claimed = claiming.done();
    const confirming = await confirmStep(ours, cast, claimed, LOAD, "sockets");
    const measured = await measureStep(ours, confirming);
    failed += countOf(measured.errors);
    confirmed += measured.requests;
    tookMs += (measured.requests * 1_000) / measured.perSecond;
    samples.push(await sample());
    if (confirmed % 1_000 === 0) say(`${confirmed} of them are paid`);
  }
  const unheard = (await heard).filter((was) => !was).length;
  for (const page of open) page.close();
  const confirmsPerSecond = (confirmed * 1_000) / tookMs;
  const terminals = cast.payers.length;
  return { pages, terminals, confirmsPerSecond, memory: mostOf(samples), unheard, failed };
}

async function offers(ours: Ours, cast: Cast, count: number): Promise<Offered[]> {
  const creating = await createStep(ours, cast, { shop: 0, payer: 0 }, count, LOAD);
  const { errors } = await creating.run();
  creating.close();
  if (countOf(errors) > 0) throw new Error(JSON.stringify(errors));
  return creating.done();
}

async function openAll(
  ours: Ours,
  offered: readonly Offered[],
  say: (line: string) => void,
): Promise<OpenPage[]> {
  const pages: OpenPage[] = [];
  for (let from = 0; from < offered.length; from += LOAD.connections) {
    const some = offered.slice(from, from + LOAD.connections);
    pages.push(...(await Promise.all(some.map(({ offer }) => ours.openPage(offer.trade)))));
    if (pages.length % 1_000 < LOAD.connections) say(`${pages.length} pages are open`);
  }
  return pages;
}

function inTime(settled: Promise<void>): Promise<boolean> {
  return new Promise((resolve) => {
    const late = setTimeout(() => resolve(false), HEARD_WITHIN_MS);
    settled.then(
      () => {
        clearTimeout(late);
        resolve(true);
      },
      () => resolve(false),
    );
  });
}

function memoryOf(ours: Ours): Memory {
  const processes = Object.entries(ours.processes());
  return Object.fromEntries(processes.map(([name, pids]) => [name, residentBytes(pids)]));
}

/** The sample with the most of both together. */
function mostOf(samples: readonly Memory[]): Memory {
  const [most = {}] = samples.toSorted((a, b) => totalBytes(b) - totalBytes(a));
  return most;
}

function countOf(errors: Readonly<Record<string, number>>): number {
  return Object.values(errors).reduce((sum, count) => sum + count, 0);
}
