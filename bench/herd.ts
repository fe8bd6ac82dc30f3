/**
 * `npm run bench:herd`: many at once. Thousands of open pages and terminals, paid while all are open, and the memory
 * that both servers need for them; then a hot shop and a hot shopper beside spread load, in interleaved rounds.
 */

import { join } from "node:path";
import { parseArgs } from "node:util";
import { root } from "../cli/set-up.mjs";
import { hotTable, judgeHerd, openTable } from "./herd/herd-report.ts";
import { playHotRound } from "./herd/hot.ts";
import type { HotRound } from "./herd/hot-loads.ts";
import { openFilesLimit, pairsThatFit } from "./herd/open-files.ts";
import { payOpenPages } from "./herd/open-pages.ts";
import type { OpenPages } from "./herd/open-pages-figures.ts";
import { OURS_HTTP } from "./names.ts";
import { FRONT_PATH } from "./ours/front-module.ts";
import { accountsOff } from "./ours/our-books.ts";
import { describeMachine } from "./report/machine-text.ts";
import { printed, type Saved, save } from "./report/saved.ts";
import { playTrades } from "./rounds.ts";
import { setStage } from "./stage.ts";

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "5" },
    trades: { type: "string", default: "1500" },
    shops: { type: "string", default: "100" },
    payers: { type: "string", default: "5000" },
    pages: { type: "string", default: "5000" },
    /** few of everything: a look whether it works */
    quick: { type: "boolean", default: false },
    out: { type: "string", default: join(root, ".output", "bench") },
  },
});
const began = Date.now();
const say = (line: string) =>
  console.info(`[${((Date.now() - began) / 1_000).toFixed(0)} s] ${line}`);
const [rounds = 0, trades = 0, shops = 0, payersWished = 0, pagesWished = 0] = values.quick
  ? [1, 100, 5, 100, 100]
  : [values.rounds, values.trades, values.shops, values.payers, values.pages].map(Number);
const HOT_PAYERS = Math.min(payersWished, 500);
const limit = openFilesLimit();
const [payers, pages] = [pairsThatFit(payersWished, limit), pairsThatFit(pagesWished, limit)];
const fewer =
  pages < pagesWished || payers < payersWished
    ? [`A process may have ${limit} files open here: no more pages and terminals than these fit.`]
    : [];
for (const line of fewer) say(line);
const open = await openHerd();
const stage = await setStage({ shops, payers: HOT_PAYERS, peers: false, say });
const { ours, cast, servers } = stage;
say("warming up");
const entry = { name: OURS_HTTP, contender: ours, confirms: "http" } as const;
const turns = { shop: 0, payer: 0 };
await playTrades(entry, { connections: 32, trades }, { cast, turns });
const played: HotRound[] = [];
for (let round = 0; round < rounds; round++)
  played.push(await playHotRound(ours, cast, { round, trades, say }));

await stage.stop();
const books = await ours.books();
const off = accountsOff(servers.folders.carrier);
const taken = played.reduce((sum, round) => sum + round.taken, 0);
const { settled, credited, sumOfPostings } = books;
const saved: Saved = {
  kind: "herd",
  machine: describeMachine(undefined, began),
  took: `${played.length} rounds of ${trades} trades`,
  sections: [
    { title: "Open pages and terminals", text: openTable(open) },
    { title: "A hot shop and a hot shopper", text: hotTable(played) },
    {
      title: "Whether it can be believed",
      text: [
        `Books: ${settled} settled, ${credited} credited, Σ postings ${sumOfPostings}.`,
        `Accounts whose balance isn't the sum of their postings: ${off}.`,
        `Parts kept although others took the machine: ${taken}.`,
        ...fewer,
      ].join("\n"),
    },
  ],
  judged: judgeHerd(played, open),
  pictures: [],
  figures: { open, played, books },
};
save(values.quick ? stage.folder : values.out, saved);
console.info(`\n${printed(saved)}`);
await stage.close();
const balanced = settled === credited && sumOfPostings === 0 && off === 0;
process.exit(balanced && open.unheard === 0 && open.failed === 0 ? 0 : 1);

/** With servers of its own, which collect their garbage when they are told to. */
async function openHerd(): Promise<OpenPages> {
  const herd = await setStage({ shops, payers, peers: false, front: "collecting", say });
  const { origin, carrierOrigin } = herd.servers;
  const collect = async () => {
    await Promise.all([origin, carrierOrigin].map((door) => fetch(`${door}${FRONT_PATH}`)));
  };
  const paid = await payOpenPages(herd, pages, collect, say);
  await herd.stop();
  const { settled, credited, sumOfPostings } = await herd.ours.books();
  const off = accountsOff(herd.servers.folders.carrier);
  await herd.close();
  if (settled !== credited || sumOfPostings !== 0 || off !== 0)
    throw new Error(`books of the open pages: ${settled}, ${credited}, ${sumOfPostings}, ${off}`);
  return paid;
}
