/** What a million settled trades cost, as a table and as judged bars, pure. */

import { spreadOf } from "../measure/statistics.ts";
import { type Judged, judged } from "../report/figures.ts";
import { number, tableOf } from "../report/table.ts";
import { billOf, totalOf } from "./bill.ts";
import type { CountedLoad } from "./counts.ts";
import { BAR_DOLLARS, ESTIMATE, type Item, PRICES, READ_ON } from "./prices.ts";

export function costTable(loads: readonly CountedLoad[]): string {
  const bills = loads.map(({ usage }) => billOf(usage));
  const rows = (Object.keys(PRICES) as Item[]).map((item) => {
    const { says, dollars, per } = PRICES[item];
    const price = `$${dollars} / ${per === 1 ? "1" : "million"}`;
    const cells = bills.flatMap((lines) => {
      const line = lines.find((one) => one.item === item);
      return line ? [shownUse(line.used), money(line.dollars)] : ["–", "–"];
    });
    const estimated = ESTIMATE[item];
    return [says, price, ...cells, estimated === undefined ? "–" : money(estimated)];
  });
  const totals = bills.flatMap((lines) => ["", money(totalOf(lines))]);
  const estimate = totalOf(
    Object.values(ESTIMATE).map((dollars) => ({ item: "requests", used: 0, dollars })),
  );
  const head = loads.flatMap(({ says }) => ["per trade", says]);
  return [
    tableOf(
      ["a million settled trades", "list price", ...head, "the design's estimate"],
      [...rows, ["in all, US dollars", "", ...totals, money(estimate)]],
    ),
    `List prices beyond what the plan includes, read on ${READ_ON}. Each trade is created, read by the terminal, waited for`,
    "by a page, claimed, confirmed on a money socket of its own, credited and told to the page; what alarms and the",
    "carrier's reconciliation do after it is in it. CPU is all of both processes, objects' too, which isn't billed.",
    "Stored is what a trade leaves, for one month. The estimate is of create, claim and confirm alone.",
  ].join("\n");
}

/** What wrote and what was asked, by class of objects. */
export function countTable(loads: readonly CountedLoad[]): string {
  const rows = loads.flatMap(({ says, trades, byClass }) =>
    Object.entries(byClass)
      .filter(([, { calls, alarms, rowsWritten }]) => calls + alarms + rowsWritten > 0)
      .map(([name, { calls, messages, alarms, alarmsSet, rowsWritten, rowsRead }]) => [
        `${says}: ${name}`,
        ...[calls, messages, alarms, rowsWritten, alarmsSet].map((n) => number(n / trades, 2)),
        number(rowsRead / trades, 1),
      ]),
  );
  const head = ["calls", "messages", "alarms", "rows written", "alarms set", "rows read"];
  return tableOf(["by object, per trade", ...head], rows);
}

export function judgeCost(loads: readonly CountedLoad[]): Judged[] {
  return loads.map(({ says, usage }) => {
    const bar = {
      says: `a million settled trades, ${says}`,
      is: "at most",
      bar: BAR_DOLLARS,
    } as const;
    return judged(bar, "$", spreadOf([totalOf(billOf(usage))]));
  });
}

function money(dollars: number): string {
  return number(dollars, 2);
}

function shownUse(used: number): string {
  return used >= 0.01 ? number(used, 2) : used.toPrecision(2);
}
