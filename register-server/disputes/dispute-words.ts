/**
 * The words of a dispute, opened and sealed: the payer's with the register's own key, the register's under the key that
 * stands inside the payer's. A server between can withhold and repeat, but neither read nor change a word [DP9].
 */

import * as v from "valibot";
import { openDirect, sealDirect } from "../../protocol/dispute/direct-jwe.ts";
import type { DisputeEntry, DisputeView } from "../../protocol/dispute/dispute-messages.ts";
import {
  DisputeText,
  disputeTextBytes,
  PayerText,
  type SealedText,
  ShopText,
  textIn,
} from "../../protocol/dispute/dispute-text.ts";
import { toUtf8 } from "../../protocol/signing/encoding.ts";
import { openJwe } from "../disclosure/open-jwe.ts";
import { WarifuError } from "../http/warifu-error.ts";
import type { Identity } from "../identity.ts";

/** What one of the two said or did. */
export interface DisputeWord {
  readonly number: number;
  readonly from: DisputeEntry["from"];
  readonly act: DisputeEntry["act"];
  /** undefined where there is none, or no key of this WARIFU_KEY opens it */
  readonly text: string | undefined;
  /** ms since the epoch */
  readonly at: number;
}

export async function wordsOf(identity: Identity, view: DisputeView): Promise<DisputeWord[]> {
  const payers = await Promise.all(view.entries.map((entry) => payerText(identity, view, entry)));
  const replies = payers.flatMap((one) => one?.reply ?? []);
  return Promise.all(
    view.entries.map(async ({ text: sealed, ...entry }, index) => {
      const shops =
        entry.from === "shop" && sealed ? await shopText(view, sealed, replies) : undefined;
      return { ...entry, text: payers[index]?.text ?? shops };
    }),
  );
}

/** What the payer's latest words are answered under. */
export async function replyKeyOf(
  identity: Identity,
  view: DisputeView,
): Promise<string | undefined> {
  for (const entry of [...view.entries].reverse()) {
    const content = await payerText(identity, view, entry);
    if (content) return content.reply;
  }
  return undefined;
}

/** The same words in the same call are the same bytes; other words never share a nonce. @throws WarifuError */
export async function sealWord(
  identity: Identity,
  view: DisputeView,
  text: string,
  call: string,
): Promise<SealedText> {
  if (!v.is(DisputeText, text))
    throw new WarifuError("invalid_request", "1,000 characters at most", { param: "text" });
  const key = await replyKeyOf(identity, view);
  if (key === undefined)
    throw new WarifuError(
      "dispute_unanswerable",
      "there are no words of the payer that you can open",
    );
  const { register: iss, mode } = identity;
  const { trade } = view;
  const bytes = disputeTextBytes({ typ: "warifu/dispute-answer/1", iss, mode, trade, text });
  const seed = toUtf8(JSON.stringify([key, call, trade, text]));
  const nonce = new Uint8Array(await crypto.subtle.digest("SHA-256", seed)).slice(0, NONCE_BYTES);
  return sealDirect(key, nonce, bytes);
}

const NONCE_BYTES = 12;

async function payerText(
  { openingKeys, register, mode }: Identity,
  { trade }: DisputeView,
  { from, text: sealed }: DisputeEntry,
): Promise<PayerText | undefined> {
  if (from !== "payer" || sealed === undefined) return undefined;
  for (const key of await openingKeys) {
    const content = textIn(await openJwe(sealed, key), PayerText);
    const isOfTrade = content?.aud === register && content.mode === mode && content.trade === trade;
    if (content && isOfTrade) return content;
  }
  return undefined;
}

async function shopText(
  { trade, register, mode }: DisputeView,
  sealed: SealedText,
  keys: readonly string[],
): Promise<string | undefined> {
  for (const key of keys) {
    const content = textIn(await openDirect(key, sealed), ShopText);
    if (content?.trade === trade && content.iss === register && content.mode === mode)
      return content.text;
  }
  return undefined;
}
