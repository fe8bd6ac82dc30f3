/**
 * `npm run bench:growth`: our servers with nothing stored beside the same servers with millions of settled trades, in
 * interleaved rounds: speed, by ratios inside each round, and the size of the files.
 */

import { cpSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ratioOfRounds, spreadOf } from "./measure/statistics.ts";
import { OURS_HTTP } from "./names.ts";
import { bytesOf, fillTrades, sqliteFiles } from "./ours/fill.ts";
import { Ours } from "./ours/ours.ts";
import { startWorkerdServers, type WorkerdServers } from "./ours/start-servers.ts";
import { shown, tableOf } from "./report/table.ts";
import { playTrades } from "./rounds.ts";
import { setStage } from "./stage.ts";

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "5" },
    trades: { type: "string", default: "1500" },
    stored: { type: "string", default: "1000000,3000000" },
    shops: { type: "string", default: "100" },
    payers: { type: "string", default: "500" },
  },
});
const began = Date.now();
const say = (line: string) =>
  console.info(`[${((Date.now() - began) / 1_000).toFixed(0)} s] ${line}`);

const [shops, payers] = [Number(values.shops), Number(values.payers)];
const stage = await setStage({ shops, payers, peers: false, say });
const { cast } = stage;
say("settling trades at every till, to be copied");
const entry = { name: OURS_HTTP, contender: stage.ours, confirms: "http" } as const;
const turns = { shop: 0, payer: 0 };
// Which till a trade goes to is chance: so many that hardly any has none.
await playTrades(entry, { connections: 32, trades: shops * 4 * 4 }, { cast, turns });
await stage.stop();

interface Grown {
  readonly name: string;
  readonly ours: Ours;
  readonly servers: WorkerdServers;
  readonly branchBytes: number;
  readonly rates: number[];
  readonly p50s: number[];
}

const empty = await start("empty", 0);
const grown = [empty];
for (const stored of values.stored.split(",").map(Number))
  grown.push(await start(`${stored.toLocaleString("en")} trades`, stored));

for (let round = 0; round <= Number(values.rounds); round++) {
  for (const { name, ours, rates, p50s } of grown) {
    const own = { ...entry, contender: ours };
    const [trades, options] = [Number(values.trades), { cast, turns }];
    const many = await playTrades(own, { connections: 32, trades }, options);
    const serial = await playTrades(
      own,
      { connections: 1, trades: Math.ceil(trades / 8) },
      options,
    );
    // The first round warms up.
    if (round === 0) continue;
    rates.push(many.confirm.perSecond);
    p50s.push(serial.confirm.p50Ms);
    say(`round ${round}, ${name}: ${Math.round(many.confirm.perSecond)} confirms/s`);
  }
}

const rows = grown.map(({ name, rates, p50s, branchBytes }) => [
  name,
  shown(spreadOf(rates)),
  `${shown(ratioOfRounds(rates, empty.rates), 2)} ×`,
  shown(spreadOf(p50s), 2),
  `${shown(ratioOfRounds(p50s, empty.p50s), 2)} ×`,
  `${Math.round(branchBytes / 2 ** 20)} MiB`,
]);
const head = ["stored before", "confirms/s, 32 at once", "to empty", "serial p50 ms", "to empty"];
console.info(`\n${tableOf([...head, "branch's file"], rows)}`);
console.info("(bar: 3 M trades at least 0.9 × empty)");
let balanced = true;
for (const { name, ours } of grown) {
  await ours.stop();
  const books = await ours.books();
  balanced &&= books.settled === books.credited && books.sumOfPostings === 0;
  console.info(
    `${name}: ${books.settled} settled, ${books.credited} credited, Σ ${books.sumOfPostings}`,
  );
}
await stage.close();
process.exit(balanced ? 0 : 1);

/** The stage's servers as they are now, in a folder of their own, with so many trades more. */
async function start(name: string, stored: number): Promise<Grown> {
  const folder = join(stage.folder, `grown-${stored}`);
  for (const role of ["carrier", "synchronous"])
    cpSync(join(stage.folder, role), join(folder, role), { recursive: true });
  const folders = { carrier: join(folder, "carrier"), synchronous: join(folder, "synchronous") };
  if (stored > 0) fillTrades(folders, stored, say);
  const branch = sqliteFiles(join(folders.carrier, "objects/carrier-Branch"));
  const servers = await startWorkerdServers({ folder, built: stage.built, keys: stage.keys });
  const branchBytes = bytesOf(branch);
  return { name, ours: new Ours(name, servers), servers, branchBytes, rates: [], p50s: [] };
}
