/**
 * `npm run bench:herd`: many at once. A hot shop (every trade at one register, its tills at their default number) and a
 * hot shopper (every trade of one account) beside spread load, in interleaved rounds; then thousands of open pages and
 * money sockets, and the memory that both servers need for them.
 */

import { parseArgs } from "node:util";
import { residentBytes } from "./measure/memory.ts";
import { spreadOf } from "./measure/statistics.ts";
import { OURS_HTTP, OURS_SOCKETS } from "./names.ts";
import { number, shown, tableOf } from "./report/table.ts";
import { playTrades, type RoundOptions } from "./rounds.ts";
import { setStage } from "./stage.ts";
import type { OpenPage } from "./trade/contender.ts";
import { pidsOf } from "./trade/contender.ts";
import type { Cast } from "./trade/trades.ts";
import { claimStep, createStep } from "./trade/trades.ts";

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "5" },
    trades: { type: "string", default: "1500" },
    shops: { type: "string", default: "100" },
    payers: { type: "string", default: "5000" },
    pages: { type: "string", default: "5000" },
  },
});
const began = Date.now();
const say = (line: string) =>
  console.info(`[${((Date.now() - began) / 1_000).toFixed(0)} s] ${line}`);

const CONNECTIONS = 32;
/** A payer may have no more claims open at one till [protocol/limits.ts], nor say more on one socket in a minute. */
const HOT_SHOPPER_TRADES = 40;

const [shops, payers] = [Number(values.shops), Number(values.payers)];
const stage = await setStage({ shops, payers, peers: false, say });
const { ours, cast } = stage;
const size = { connections: CONNECTIONS, trades: Number(values.trades) };
const hot: Cast = { ...cast, shops: cast.shops.slice(0, 1) };
const loads = { "spread load": cast, "hot shop": hot } as const;
const rates = new Map<string, number[]>();

for (let round = 0; round < Number(values.rounds); round++) {
  for (const confirms of ["http", "sockets"] as const) {
    const name = confirms === "http" ? OURS_HTTP : OURS_SOCKETS;
    for (const [load, parties] of Object.entries(loads)) {
      const options: Pick<RoundOptions, "cast" | "turns"> = {
        cast: parties,
        turns: { shop: 0, payer: round * 7 },
      };
      const entry = { name, contender: ours, confirms };
      const { confirm } = await playTrades(entry, size, options);
      const key = `${name}, ${load}`;
      rates.set(key, [...(rates.get(key) ?? []), confirm.perSecond]);
      say(`${key}: ${number(confirm.perSecond)} confirms/s`);
    }
  }
  const rate = await hotShopper(round);
  rates.set("hot shopper, HTTP", [...(rates.get("hot shopper, HTTP") ?? []), rate]);
  say(`hot shopper: ${number(rate)} confirms/s`);
}

const opened = await openMany(Number(values.pages));
const rows = [...rates].map(([name, all]) => [name, shown(spreadOf(all))]);
console.info(`\n${tableOf(["herd, 32 at once", "confirms/s"], rows)}`);
for (const name of [OURS_HTTP, OURS_SOCKETS]) {
  const [of, than] = [
    rates.get(`${name}, hot shop`) ?? [],
    rates.get(`${name}, spread load`) ?? [],
  ];
  const ratio = spreadOf(of.map((rate, index) => rate / (than[index] ?? Number.NaN)));
  console.info(`${name}: hot shop / spread load ${shown(ratio, 2)} × (bar: at least 0.9)`);
}
console.info(
  `${opened.pages} open pages and ${payers} money sockets: ${opened.mebibytes} MiB of both servers`,
);
console.info("(bar: at most 1,024 MiB)");
await stage.stop();
const books = await ours.books();
const balanced = books.settled === books.credited && books.sumOfPostings === 0;
console.info(
  `books: ${books.settled} settled, ${books.credited} credited, Σ postings ${books.sumOfPostings}`,
);
await stage.close();
process.exit(balanced ? 0 : 1);

/** Every trade of one account, over HTTP: each claim at another shop, since claims of one payer are few at a till. */
async function hotShopper(round: number): Promise<number> {
  const parties: Cast = { shops: cast.shops, payers: cast.payers.slice(0, 1) };
  const entry = { name: OURS_HTTP, contender: ours, confirms: "http" } as const;
  const options = { cast: parties, turns: { shop: round, payer: 0 } };
  const trades = Math.min(size.trades, HOT_SHOPPER_TRADES * shops);
  const { confirm } = await playTrades(entry, { connections: CONNECTIONS, trades }, options);
  if (Object.keys(confirm.errors).length > 0) throw new Error(JSON.stringify(confirm.errors));
  return confirm.perSecond;
}

/** A page each, of trades that are claimed. */
async function openMany(count: number) {
  const load = { connections: CONNECTIONS };
  const pages: OpenPage[] = [];
  while (pages.length < count) {
    const some = Math.min(500, count - pages.length);
    const creating = await createStep(ours, cast, { shop: 0, payer: 0 }, some, load);
    await creating.run();
    const claiming = await claimStep(ours, cast, creating.done(), load);
    await claiming.run();
    for (const step of [creating, claiming]) step.close();
    for (const { offer } of claiming.done()) pages.push(await ours.openPage(offer.trade));
    say(`${pages.length} pages are open`);
  }
  const bytes = residentBytes(pidsOf(ours));
  for (const page of pages) page.close();
  return { pages: pages.length, mebibytes: Math.round(bytes / 2 ** 20) };
}
