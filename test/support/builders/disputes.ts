// What payer and shop say in a dispute, as wallet and SDK make it.

import type { KeyPair } from "../../../cli/keys.ts";
import { sealToShop } from "../../../extension/platform/seal-disclosure.ts";
import type { EncryptionKey } from "../../../protocol/disclosure/asks.ts";
import { sealDirect } from "../../../protocol/dispute/direct-jwe.ts";
import type { DisputeAct, SignedDisputeAct } from "../../../protocol/dispute/dispute-messages.ts";
import {
  disputeTextBytes,
  type PayerText,
  type SealedText,
} from "../../../protocol/dispute/dispute-text.ts";
import { modeOf, parseTradeId, type TradeId } from "../../../protocol/ids.ts";
import { toBase64Url } from "../../../protocol/signing/encoding.ts";
import { importSigningSeed, sign } from "../../../protocol/signing/signature.ts";
import type { Trust } from "../../../protocol/trade/offer.ts";
import { type Offer, offerHash } from "../../../protocol/trade/offer.ts";

const random = (bytes: number) => toBase64Url(crypto.getRandomValues(new Uint8Array(bytes)));

export const aReplyKey = () => random(32);

/** Whatever is asked for, signed by whom one likes. */
export async function aDisputeAct(
  device: KeyPair,
  { realm, mode }: Pick<Trust, "realm" | "mode">,
  offer: Offer,
  said: object,
): Promise<SignedDisputeAct> {
  const act = {
    ...{ typ: "warifu/dispute/1", iss: device.publicKey, aud: realm, mode },
    ...{ trade: offer.trade, offer: await offerHash(offer), id: random(16) },
    ...said,
  } as DisputeAct;
  return sign(act, await importSigningSeed(device.seed));
}

/** The payer's, encrypted to the shop's key. */
export async function aPayerText(
  key: EncryptionKey,
  trade: TradeId,
  text: string,
  overrides: Partial<PayerText> = {},
): Promise<SealedText> {
  const about = { aud: parseTradeId(trade).register, mode: modeOf(trade), trade };
  const content: PayerText = {
    ...{ typ: "warifu/dispute-text/1", ...about, text, reply: aReplyKey() },
    ...overrides,
  };
  return (await sealToShop(key, disputeTextBytes(content))) as SealedText;
}

/** The shop's, under the key that came with the payer's. */
export function aShopText(reply: string, trade: TradeId, text: string): Promise<SealedText> {
  const about = { iss: parseTradeId(trade).register, mode: modeOf(trade), trade };
  const bytes = disputeTextBytes({ typ: "warifu/dispute-answer/1", ...about, text });
  return sealDirect(reply, crypto.getRandomValues(new Uint8Array(12)), bytes);
}
