/** What the bench measures: a running service that makes, claims, confirms and credits trades by the same messages. */

import type { ConfirmTrade } from "../../protocol/messages.ts";
import type { BenchPayer } from "./payer.ts";

/** What a contender's books say at the end of a run. */
export interface Books {
  /** trades settled at the payers' side */
  readonly settled: number;
  /** trades that the shop was credited for */
  readonly credited: number;
  /** minor units, over every posting there is: 0 where each entry has its other side */
  readonly sumOfPostings: number;
  /** minor units that the shop has */
  readonly shopBalance: number;
}

/** An open page of the shop that waits for the trade's end. */
export interface OpenPage {
  readonly settled: Promise<void>;
  close(): void;
}

export interface Contender {
  readonly name: string;
  /** of its door, as requests are signed for it */
  readonly origin: string;
  readonly port: number;
  /** those that it has now, by their names in tables */
  processes(): Readonly<Record<string, readonly number[]>>;
  /** Before a phase: whatever its terminals need afresh. */
  refresh(payers: readonly BenchPayer[]): Promise<void>;
  /** The other way to confirm, beside HTTP. */
  readonly sockets?: ConfirmSockets;
  /** ms after the answers in which creates and credits may still be stored; absent: they are stored before */
  readonly storedLaterMs?: number;
  openPage(trade: string): Promise<OpenPage>;
  stop(): Promise<void>;
  /** After stop(), or without it where that does as well: what is stored. */
  books(): Promise<Books>;
}

export function pidsOf(at: Pick<Contender, "processes">): number[] {
  return Object.values(at.processes()).flat();
}

/** One socket per payer, opened before. */
export interface ConfirmSockets {
  prepare(body: ConfirmTrade, id: string): Buffer;
  /** @returns the answer's text */
  confirm(payer: number, prepared: Buffer): Promise<string>;
}
