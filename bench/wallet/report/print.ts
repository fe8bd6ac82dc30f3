/** The wallet's figures as a terminal shows them. Pure. */

import { number, tableOf } from "../../report/table.ts";
import type { WalletResult } from "./result.ts";
import { automationNote, barRows, besidePeers, byteRows, type Rows, timingRows } from "./rows.ts";

const MIB = 2 ** 20;

export function printed(result: WalletResult): string {
  const table = ({ head, rows }: Rows) => tableOf(head, rows);
  const { memory, rounds, disturbed, footprint } = result;
  return [
    table(timingRows(result)),
    automationNote(result),
    table(byteRows(result)),
    `permissions: ${footprint.permissions.join(", ")}; host permissions: ${footprint.hostPermissions.join(", ")}`,
    `private memory: ${number(memory.worker / MIB, 1)} MiB with the worker alone, ${number(memory.withHome / MIB, 1)} MiB with home open`,
    table(besidePeers(result)),
    table(barRows(result)),
    `${disturbed} of ${rounds} rounds had other programs on the machine.`,
  ].join("\n\n");
}
