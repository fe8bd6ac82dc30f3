/** The wallet's part of docs/performance.md, from what `npm run bench:wallet` saved. Pure: the same JSON, the same text. */

import { number } from "../../report/table.ts";
import { PEERS } from "./peers.ts";
import type { WalletResult } from "./result.ts";
import { automationNote, barRows, besidePeers, byteRows, type Rows, timingRows } from "./rows.ts";

const MIB = 2 ** 20;

/** @returns markdown that begins with a heading of the second level */
export function walletSection(result: WalletResult): string {
  const { browser, cores, rounds, at, memory } = result;
  const sources = PEERS.map(({ name, source }) => `[${name}](${source})`).join(", ");
  return `## The wallet

\`npm run bench:wallet\`, ${at.slice(0, 10)}: ${browser}, headless, ${cores} cores, ${rounds} rounds; the store's package,
both servers on plain workerd, the demo shop. Opening times count from where the browser begins the window's document.

${markdown(barRows(result))}

Beside others (${sources}), their windows measured as a tab:

${markdown(besidePeers(result))}

${markdown(timingRows(result))}

${automationNote(result)}

${markdown(byteRows(result))}

Private memory of the wallet's processes: ${number(memory.worker / MIB, 1)} MiB with its worker alone, ${number(memory.withHome / MIB, 1)} MiB with home open.
`;
}

function markdown({ head, rows }: Rows): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const rule = head.map((_, column) => (column === 0 ? "---" : "---:"));
  return [line(head), line(rule), ...rows.map(line)].join("\n");
}
