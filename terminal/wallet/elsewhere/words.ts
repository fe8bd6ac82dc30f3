/**
 * What this terminal says to the account's others: made of what is stored alone, so that it is the same whichever life
 * of the terminal looks. Whom there is to say it to, and whether its owner wants that. Pure.
 */

import type { SignedTradeWord, TradeWord } from "../../../protocol/account/trade-words.ts";
import type { TradeId } from "../../../protocol/ids.ts";
import { WORDS_PER_TERMINAL_MAX } from "../../../protocol/limits.ts";
import type { PublicKey } from "../../../protocol/signing/signature.ts";
import type { Stored } from "../ports.ts";
import type { TerminalProfile } from "../terminal-profile.ts";
import { type TradeRecord, tradeOf } from "../trade-record.ts";

export type Word = TradeWord["word"];

/** Kept in the store. */
export interface Said {
  /** its owner wants nothing said here, and nothing heard */
  readonly off?: true;
  /** by trade: the last word that was taken, and its time, ms since the epoch; only of trades that there is a record of */
  readonly words: Readonly<Record<string, { readonly word: Word; readonly time: number }>>;
}

const NOTHING_SAID: Said = { words: {} };

/** The account's other terminals that may pay; none where it isn't known yet which of them is this one. */
export function othersOf(profile: TerminalProfile): PublicKey[] {
  if (profile.state !== "enrolled" || profile.key === undefined) return [];
  return (profile.account.terminals ?? [])
    .filter(({ key, revoked_at }) => key !== profile.key && revoked_at === undefined)
    .map(({ key }) => key);
}

/** There is somebody to say something to, and its owner doesn't mind. */
export function shares({ profile, elsewhere }: Pick<Stored, "profile" | "elsewhere">): boolean {
  return !elsewhere?.off && othersOf(profile).length > 0;
}

export interface DueWord {
  readonly trade: TradeId;
  readonly word: Word;
  /** later than this its time must be, ms since the epoch */
  readonly after: number;
}

/** What is to be said, and wasn't taken yet. */
export function wordsDue(stored: Stored): DueWord[] {
  if (!shares(stored)) return [];
  const said = (stored.elsewhere ?? NOTHING_SAID).words;
  return Object.values(stored.records)
    .flatMap((record) => {
      const trade = tradeOf(record);
      const before = trade && said[trade];
      const word = wordOn(record, before !== undefined);
      if (!trade || !word || before?.word === word) return [];
      return [{ trade, word, after: before?.time ?? 0 }];
    })
    .slice(0, WORDS_PER_TERMINAL_MAX);
}

/** How it ended is said only of what the others have heard of. */
function wordOn(record: TradeRecord, wasSaid: boolean): Word | undefined {
  const isHeardOf = wasSaid || record.asker !== undefined;
  switch (record.state) {
    case "offered":
    case "proving":
      return record.asker ? undefined : "waiting";
    case "settled":
      return isHeardOf && !record.by ? "settled" : undefined;
    case "declining":
      return isHeardOf ? "declined" : undefined;
    case "declined":
      return isHeardOf && !record.by ? "declined" : undefined;
    default:
      return undefined;
  }
}

/** Once these were taken. */
export function withSaid(
  { elsewhere = NOTHING_SAID, records }: Stored,
  taken: readonly SignedTradeWord[],
): Said {
  const trades = new Set<string>(Object.values(records).flatMap((one) => tradeOf(one) ?? []));
  const before = Object.entries(elsewhere.words).filter(([trade]) => trades.has(trade));
  const now = taken.map(({ payload: { trade, word, time } }) => [trade, { word, time }] as const);
  return { ...elsewhere, words: Object.fromEntries([...before, ...now]) };
}

/** @param on whether orders are shown in the account's other terminals, and theirs here */
export function withChoice({ elsewhere = NOTHING_SAID }: Stored, on: boolean): Said {
  const { off: _, ...rest } = elsewhere;
  return on ? rest : { ...rest, off: true };
}
