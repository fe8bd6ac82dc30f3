/** What a run comes to, printed: trades, faults by kind, and each invariant with how often it was looked at. */

import { hash } from "node:crypto";
import type { Verdict } from "./run-world.ts";
import { FAULT_KINDS } from "./runtime/faults.ts";
import { INVARIANTS } from "./witness.ts";

function sum(counts: readonly (Readonly<Record<string, number>> | undefined)[], name: string) {
  return counts.reduce((total, one) => total + (one?.[name] ?? 0), 0);
}

export function printCounts(verdicts: readonly Verdict[], seconds: number): void {
  const trades = verdicts.reduce((total, one) => total + one.trades, 0);
  const settled = verdicts.reduce((total, one) => total + (one.settled ?? 0), 0);
  const faults = verdicts.map((one) => one.faults as Record<string, number> | undefined);
  const all = FAULT_KINDS.reduce((total, kind) => total + sum(faults, kind), 0);
  console.log(`${trades} trades in ${verdicts.length} worlds, ${settled} settled`);
  const paidOut = verdicts.map((one) => one.paidOut as Record<string, number> | undefined);
  const [payouts, refused, loans, files] = (["payouts", "refused", "loans", "files"] as const).map(
    (name) => sum(paidOut, name),
  );
  if (paidOut.some((one) => one !== undefined))
    console.log(
      `${payouts} payouts, ${refused} refused, ${loans} loans to tills, ${files} files for the bank`,
    );
  console.log(`${all} faults:`);
  for (const kind of FAULT_KINDS) console.log(`  ${String(sum(faults, kind)).padStart(8)} ${kind}`);
  const checked = verdicts.map((one) => one.checked as Record<string, number> | undefined);
  console.log("invariants, and how often each was looked at:");
  for (const invariant of INVARIANTS) {
    const broken = verdicts
      .flatMap((one) => one.violations)
      .filter((v) => v.invariant === invariant);
    const word = broken.length > 0 ? `BROKEN ${broken.length} times` : "held";
    console.log(`  ${String(sum(checked, invariant)).padStart(8)} ${word.padEnd(6)} ${invariant}`);
  }
  const { user, system } = process.cpuUsage();
  const busy = ((user + system) / 1e6).toFixed(1);
  console.log(`${seconds.toFixed(1)} s by the wall clock, ${busy} s of processor time`);
}

/** And the hash of all traces: one seed has one, always. */
export function printTotals(verdicts: readonly Verdict[], seconds: number): void {
  printCounts(verdicts, seconds);
  const digest = hash("sha256", verdicts.map((one) => one.hash).join()).slice(0, 16);
  console.log(`trace ${digest}`);
}
