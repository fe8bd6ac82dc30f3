/**
 * The recovery key, for as long as a window shows or reads its words. The private half is in that window's memory
 * alone: it is never stored, and no message has it. Only the public half, and what it signed, leave the window.
 */

import {
  readRecoveryWords,
  recoveryWords,
  type SignedTerminalApproval,
} from "../../protocol/account/terminal-changes.ts";
import { toBase64Url } from "../../protocol/signing/encoding.ts";
import {
  importSigningSeed,
  type PublicKey,
  publicKeyOfSeed,
  sign,
} from "../../protocol/signing/signature.ts";
import type { Trust } from "../../protocol/trade/offer.ts";

export interface RecoveryKey {
  readonly key: PublicKey;
  /** for the shopper's eyes, once */
  readonly words: string;
  /** which of their groups he is to type again, from 1 */
  readonly ask: readonly number[];
}

const ASKED_GROUPS = 3;

export async function makeRecoveryKey(): Promise<RecoveryKey> {
  const seed = toBase64Url(crypto.getRandomValues(new Uint8Array(32)));
  const words = await recoveryWords(seed);
  return { key: await publicKeyOfSeed(seed), words, ask: someOf(words.split("-").length) };
}

/** Any of them, in their order. */
function someOf(count: number): number[] {
  const drawn = crypto.getRandomValues(new Uint32Array(count));
  return [...drawn]
    .map((draw, at) => ({ draw, at: at + 1 }))
    .sort((a, b) => a.draw - b.draw)
    .slice(0, ASKED_GROUPS)
    .map(({ at }) => at)
    .sort((a, b) => a - b);
}

export interface Recovering {
  readonly words: string;
  /** this terminal's key and name */
  readonly terminal: PublicKey;
  readonly name: string;
  /** every other terminal is revoked */
  readonly others: boolean;
  readonly trust: Trust;
  /** ms since the epoch */
  readonly time: number;
}

/** @returns undefined where the words are none */
export async function approveByWords({
  words,
  terminal,
  name,
  others,
  trust,
  time,
}: Recovering): Promise<SignedTerminalApproval | undefined> {
  const seed = await readRecoveryWords(words);
  if (seed === undefined) return undefined;
  const head = {
    typ: "warifu/terminal-approval/1",
    iss: await publicKeyOfSeed(seed),
    aud: trust.realm,
    mode: trust.mode,
  } as const;
  const revoking = others ? ({ others: "revoke" } as const) : {};
  const payload = { ...head, terminal, name, ...revoking, time };
  return sign(payload, await importSigningSeed(seed));
}
