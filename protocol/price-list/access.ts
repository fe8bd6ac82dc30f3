/**
 * The access receipt: what a payer shows to be let in. It is the carrier's receipt and the offer that it names, which
 * holds the item as the register signed it; so a page without a backend can verify it, offline, under the pinned root.
 * Who has it is let in, like anybody with a ticket: it says nothing of who paid [PL10].
 */

import * as v from "valibot";
import type { Mode, TradeId } from "../ids.ts";
import { err, ok, type Result } from "../result.ts";
import { fromBase64Url, toBase64Url, toUtf8 } from "../signing/encoding.ts";
import { type PublicKey, realmOf } from "../signing/signature.ts";
import { SignedReceipt } from "../signing/signed-objects.ts";
import { Offer, offerHash, verifyOffer } from "../trade/offer.ts";
import { verifyReceipt } from "../trade/receipt.ts";
import { isListed } from "./listed-terms.ts";

export const AccessReceipt = v.strictObject({ receipt: SignedReceipt, offer: Offer });
export type AccessReceipt = v.InferOutput<typeof AccessReceipt>;

/** What the page knows of itself: never take any of it from the access receipt. */
export interface ExpectedAccess {
  /** the carrier's root public key */
  readonly rootKey: string;
  readonly mode: Mode;
  readonly register: string;
  /** the item's id */
  readonly item: string;
  /** ms since the epoch */
  readonly now: number;
  /** minor units that are known to have been given back; 0 where nothing is known */
  readonly refunded?: number;
}

export interface Access {
  readonly trade: TradeId;
  readonly item: string;
  readonly quantity: number;
  /** when it was paid, ms since the epoch */
  readonly paidAt: number;
  /** when it ends, ms since the epoch; absent: never */
  readonly until?: number;
}

export const ACCESS_REFUSALS = [
  "access_malformed",
  "access_forged",
  "access_wrong_register",
  "access_wrong_item",
  "access_refunded",
  "access_over",
] as const;
export type AccessRefusal = (typeof ACCESS_REFUSALS)[number];

/** Checks in the order of ACCESS_REFUSALS; the first that fails is the answer. Never throws on a bad access receipt. */
export async function verifyAccess(
  given: unknown,
  expected: ExpectedAccess,
): Promise<Result<Access, AccessRefusal>> {
  const parsed = v.safeParse(AccessReceipt, given);
  if (!parsed.success) return err("access_malformed");
  const { receipt, offer } = parsed.output;
  if (!(await isProven(parsed.output, expected))) return err("access_forged");
  const { terms } = offer;
  if (terms.payload.iss !== expected.register) return err("access_wrong_register");
  if (!isListed(terms)) return err("access_wrong_item");
  const { item } = terms.listing;
  if (item.id !== expected.item || item.kind !== "access") return err("access_wrong_item");
  if ((expected.refunded ?? 0) > 0) return err("access_refunded");
  const quantity = terms.payload.items[0]?.quantity ?? 0;
  const { time: paidAt, trade } = receipt.payload;
  const until = item.access_ms === undefined ? undefined : paidAt + item.access_ms * quantity;
  if (until !== undefined && expected.now >= until) return err("access_over");
  const lasting = until === undefined ? {} : { until };
  return ok({ trade, item: item.id, quantity, paidAt, ...lasting });
}

/** Under the root the carrier says that this very offer was paid, and the register that it is its own. */
async function isProven(
  { receipt, offer }: AccessReceipt,
  { rootKey: key, mode }: ExpectedAccess,
): Promise<boolean> {
  const rootKey = key as PublicKey;
  const trust = { rootKey, realm: await realmOf(rootKey), mode };
  if (await verifyOffer(offer, trust)) return false;
  const { iss: register, amount, currency } = offer.terms.payload;
  const paid = {
    register,
    trade: offer.trade,
    amount,
    currency,
    mode,
    outcome: "settled",
  } as const;
  if (!(await verifyReceipt(receipt, paid, trust)).ok) return false;
  return receipt.payload.offer === (await offerHash(offer));
}

// #region in an address

const NAME = "warifu-access";

/** [PL11] For the end of an address: a browser sends no fragment to any server. */
export function accessFragment(access: AccessReceipt): string {
  return `#${NAME}=${toBase64Url(toUtf8(JSON.stringify(access)))}`;
}

/** @param hash `location.hash` @returns what stands there, unverified; undefined for nothing that could be one */
export function accessIn(hash: string): unknown {
  const text = new URLSearchParams(hash.slice(1)).get(NAME);
  const bytes = text === null ? undefined : fromBase64Url(text);
  if (!bytes) return undefined;
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}
