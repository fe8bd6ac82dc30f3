/**
 * A record as the archive keeps it: its certificates, which a shop's payments share, apart and by their signatures, so
 * that thousands of payments take a few bytes each; and put together again as it was, to the byte that a signature
 * covers. Pure.
 */

import type { SignatureText } from "../../../protocol/signing/signature.ts";
import type { SignedReceipt } from "../../../protocol/signing/signed-objects.ts";
import type { Offer } from "../../../protocol/trade/offer.ts";
import type { TradeRecord } from "../trade-record.ts";

/** A certificate: of a register, or of a key of the carrier. */
export type Shared = Offer["certificate"] | Offer["chain"];
/** By its signature: no two certificates have the same. */
export type SharedPapers = ReadonlyMap<SignatureText, Shared>;

type Kept<T> = Omit<T, "certificate"> & { readonly certificate: SignatureText };
interface KeptOffer extends Omit<Offer, "certificate" | "chain"> {
  readonly certificate: SignatureText;
  readonly chain: SignatureText;
}

/** `rest`: all of the record that isn't one of these. */
export interface Paper {
  readonly id: string;
  readonly rest: unknown;
  readonly offer: KeptOffer;
  readonly receipt?: Kept<SignedReceipt>;
  readonly after?: { readonly at: number; readonly receipts: readonly Kept<SignedReceipt>[] };
}

export function packed(record: TradeRecord & { readonly offer: Offer }): {
  readonly paper: Paper;
  readonly shared: SharedPapers;
} {
  const shared = new Map<SignatureText, Shared>();
  const apart = (one: Shared): SignatureText => {
    shared.set(one.signature, one);
    return one.signature;
  };
  const keptReceipt = (one: SignedReceipt) => ({ ...one, certificate: apart(one.certificate) });
  const { offer, receipt, after, ...rest } = record as typeof record & Papers;
  const { certificate, chain } = offer;
  const keptOffer = { ...offer, certificate: apart(certificate), chain: apart(chain) };
  const paper = {
    ...{ id: record.id, rest, offer: keptOffer },
    ...(receipt ? { receipt: keptReceipt(receipt) } : {}),
    ...(after ? { after: { ...after, receipts: after.receipts.map(keptReceipt) } } : {}),
  };
  return { paper, shared };
}

interface Papers {
  readonly receipt?: SignedReceipt;
  readonly after?: { readonly at: number; readonly receipts: readonly SignedReceipt[] };
}

/** @returns undefined where a certificate is missing */
export function unpacked(
  { rest, offer, receipt, after }: Paper,
  shared: SharedPapers,
): TradeRecord | undefined {
  const named = [offer.certificate, offer.chain, receipt?.certificate];
  const receipts = after?.receipts ?? [];
  for (const one of receipts) named.push(one.certificate);
  if (named.some((one) => one !== undefined && !shared.has(one))) return undefined;
  const whole = <T extends { certificate: SignatureText }>(kept: T) => ({
    ...kept,
    certificate: shared.get(kept.certificate),
  });
  // Written by packed() alone: the types are those that went in.
  return {
    ...(rest as object),
    offer: { ...whole(offer), chain: shared.get(offer.chain) },
    ...(receipt ? { receipt: whole(receipt) } : {}),
    ...(after ? { after: { ...after, receipts: receipts.map(whole) } } : {}),
  } as unknown as TradeRecord;
}
