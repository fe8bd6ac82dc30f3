/**
 * The rounds of the bench: in each, every contender does the same trades at each concurrency, one contender after the
 * other, in an order that turns. A contender's part during which others took the machine is done again.
 */

import { isTaken } from "./measure/machine.ts";
import { type Measured, measureStep } from "./measure/measure-step.ts";
import type { Contender } from "./trade/contender.ts";
import {
  type Cast,
  claimStep,
  confirmStep,
  createStep,
  type Load,
  type Turns,
} from "./trade/trades.ts";
import { playWholeTrades } from "./whole-trades.ts";

/** A row of the table: a contender, confirming in one of its ways. */
export interface Entry {
  readonly name: string;
  readonly contender: Contender;
  readonly confirms: "http" | "sockets";
}

export interface Size {
  readonly connections: number;
  readonly trades: number;
}

export type StepName = "create" | "claim" | "confirm";

export interface Part {
  readonly entry: string;
  readonly connections: number;
  readonly steps: Readonly<Record<StepName, Measured>>;
  /** whole trades per second: all steps, with a page open for each, until the last page has heard of its trade */
  readonly wholePerSecond?: number;
  /** confirms at a fixed rate */
  readonly open?: Measured;
  /** others took the machine, each time it was tried */
  readonly marked: boolean;
}

export type Round = readonly Part[];

export interface RoundOptions {
  readonly cast: Cast;
  readonly turns: Turns;
  readonly sizes: readonly Size[];
  /** played by each entry before its parts of a round, and not measured */
  readonly warming: Size;
  /** a part is tried so often before it is taken as it is, marked */
  readonly tries: number;
  /** at this concurrency whole trades are measured too, and confirms at this fixed rate */
  readonly whole?: { readonly connections: number; readonly trades: number };
  readonly openPerSecond?: number;
  readonly say: (line: string) => void;
}

export async function playRound(
  entries: readonly Entry[],
  number: number,
  options: RoundOptions,
): Promise<Round> {
  const order = entries.map((_, index) => entries[(index + number) % entries.length] as Entry);
  const parts: Part[] = [];
  for (const entry of order) {
    // Nobody's turn begins cold: what rested while the others played was put away, objects as well as caches.
    await playTrades(entry, options.warming, options);
    for (const size of options.sizes) parts.push(await playPart(entry, size, options));
  }
  return parts;
}

async function playPart(entry: Entry, size: Size, options: RoundOptions): Promise<Part> {
  const { name } = entry;
  const { connections } = size;
  for (let attempt = 1; ; attempt++) {
    const steps = await playTrades(entry, size, options);
    const more = await playMore(entry, size, options);
    const all = [...Object.values(steps), ...(more.open ? [more.open] : [])];
    const taken = all.some(({ foreignCores }) => isTaken(foreignCores));
    const { perSecond, p50Ms } = steps.confirm;
    const shown = `${Math.round(perSecond)} confirms/s, p50 ${p50Ms.toFixed(2)} ms`;
    const others = taken ? "; others took the machine" : "";
    options.say(`${name}, ${connections} at once: ${shown}${others}`);
    if (!taken || attempt >= options.tries)
      return { entry: name, connections, steps, ...more, marked: taken };
  }
}

async function playMore(
  entry: Entry,
  { connections }: Size,
  options: RoundOptions,
): Promise<Pick<Part, "wholePerSecond" | "open">> {
  const { whole, openPerSecond } = options;
  if (connections !== whole?.connections) return {};
  const wholePerSecond = await playWholeTrades(entry, whole, options);
  if (openPerSecond === undefined) return { wholePerSecond };
  const load = { connections, perSecond: openPerSecond };
  return { wholePerSecond, open: (await playTrades(entry, whole, options, load)).confirm };
}

/** Create, claim and confirm so many trades, each step measured by itself. */
export async function playTrades(
  { contender, confirms }: Entry,
  { connections, trades }: Size,
  { cast, turns }: Pick<RoundOptions, "cast" | "turns">,
  confirmLoad: Load = { connections },
): Promise<Record<StepName, Measured>> {
  const load: Load = { connections };
  const creating = await createStep(contender, cast, turns, trades, load);
  const create = await measureStep(contender, creating, contender.storedLaterMs);
  const claiming = await claimStep(contender, cast, creating.done(), load);
  const claim = await measureStep(contender, claiming);
  const confirming = await confirmStep(contender, cast, claiming.done(), confirmLoad, confirms);
  const confirm = await measureStep(contender, confirming, contender.storedLaterMs);
  return { create, claim, confirm };
}
