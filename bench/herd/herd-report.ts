/** The herd as tables and judged bars, pure. */

import { ratioOfRounds, spreadOf } from "../measure/statistics.ts";
import { type Judged, judged } from "../report/figures.ts";
import { number, shown, tableOf } from "../report/table.ts";
import { ENTRIES, HOT_SHOPPER, type HotRound, hotShop, spreadLoad } from "./hot-loads.ts";
import { type OpenPages, totalBytes } from "./open-pages-figures.ts";

const MIB = 2 ** 20;
/** With so many pages; fewer may take their share. */
const MEMORY_MAX_MIB = 1_024;
const PAGES = 5_000;
const HOT_SHOP_LEAST = 0.9;
const HOT_SHOPPER_LEAST = 300;

export function hotTable(rounds: readonly HotRound[]): string {
  const loads = [...ENTRIES.flatMap((entry) => [spreadLoad(entry), hotShop(entry)]), HOT_SHOPPER];
  const rows = loads.map((load) => {
    const all = rounds.flatMap(({ confirms }) => confirms[load] ?? []);
    const of = (figure: "perSecond" | "p50Ms" | "p99Ms", digits: number) =>
      shown(spreadOf(all.map((one) => one[figure])), digits);
    return [load, of("perSecond", 0), of("p50Ms", 2), of("p99Ms", 1)];
  });
  return tableOf(["32 at once", "confirms/s", "p50 ms", "p99 ms"], rows);
}

export function openTable({ pages, terminals, confirmsPerSecond, memory, ...rest }: OpenPages) {
  const each = Object.entries(memory).map(([name, bytes]) => [
    `${name}: MiB at most`,
    number(bytes / MIB),
  ]);
  return tableOf(
    [`${number(pages)} open pages, ${number(terminals)} terminals with a money socket`, ""],
    [
      ...each,
      ["both together: MiB at most", number(totalBytes(memory) / MIB)],
      ["confirms/s while all are open, 32 at once", number(confirmsPerSecond)],
      ["pages that heard of the outcome of their own trade", number(pages - rest.unheard)],
      ["requests that failed", number(rest.failed)],
    ],
  );
}

export function judgeHerd(rounds: readonly HotRound[], open: OpenPages): Judged[] {
  const rates = (load: string) => rounds.map(({ confirms }) => confirms[load]?.perSecond);
  const hot = ENTRIES.flatMap((entry) => {
    const ratio = ratioOfRounds(rates(hotShop(entry)), rates(spreadLoad(entry)));
    const bar = { says: `hot shop / spread load, ${entry}`, is: "at least" } as const;
    return ratio ? [judged({ ...bar, bar: HOT_SHOP_LEAST }, "×", ratio)] : [];
  });
  const shopper = rates(HOT_SHOPPER).filter((rate) => rate !== undefined);
  const least = { says: `${HOT_SHOPPER}: confirms/s`, is: "at least" } as const;
  const mebibytes = spreadOf([totalBytes(open.memory) / MIB]);
  const most = {
    says: `memory of both servers, ${number(open.pages)} pages`,
    is: "at most",
  } as const;
  return [
    ...hot,
    ...(shopper.length === 0
      ? []
      : [judged({ ...least, bar: HOT_SHOPPER_LEAST }, "", spreadOf(shopper))]),
    judged({ ...most, bar: memoryMax(open.pages) }, "MiB", mebibytes),
  ];
}

function memoryMax(pages: number): number {
  return Math.round(MEMORY_MAX_MIB * Math.min(1, pages / PAGES));
}
