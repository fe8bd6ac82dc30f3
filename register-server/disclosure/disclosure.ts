/**
 * openDisclosure: what the payer of a trade chose to give, opened with the register's own key. Believed only if the
 * carrier's receipt of this very trade names it [DI9]: so it is his who paid, and no server has put another in its place.
 */

import * as v from "valibot";
import {
  DisclosureContent,
  disclosureHash,
  SealedDisclosure,
} from "../../protocol/disclosure/disclosure.ts";
import type { GivenFields } from "../../protocol/disclosure/fields.ts";
import type { TradeView } from "../../protocol/messages.ts";
import { verifyReceipt } from "../../protocol/trade/receipt.ts";
import { WarifuError } from "../http/warifu-error.ts";
import type { Identity } from "../identity.ts";
import { openJwe } from "./open-jwe.ts";

/** @returns undefined where nothing was given, or nothing has come yet @throws WarifuError `disclosure_…` */
export async function openDisclosure(
  identity: Identity,
  view: TradeView,
): Promise<GivenFields | undefined> {
  if (view.disclosure === undefined) return undefined;
  const sealed = v.safeParse(SealedDisclosure, view.disclosure);
  if (!sealed.success)
    throw new WarifuError("disclosure_malformed", "what the trade has isn't a disclosure");
  await assertPayers(identity, view, sealed.output);
  const content = await opened(identity, sealed.output);
  const { register, mode } = identity;
  if (content.aud !== register || content.mode !== mode || content.trade !== view.id)
    throw mismatch("it was given for another trade");
  return content.fields;
}

/** The payer confirmed this one with this trade, and the carrier says so. */
async function assertPayers(
  { register, mode, rootKey, realm }: Identity,
  { id: trade, amount, currency, receipt }: TradeView,
  sealed: SealedDisclosure,
): Promise<void> {
  const outcome = receipt?.payload.outcome;
  if (!receipt || (outcome !== "settled" && outcome !== "authorized"))
    throw mismatch("the trade has no receipt of a payment");
  const expected = { register, mode, trade, amount, currency, outcome };
  const verified = await verifyReceipt(receipt, expected, { rootKey, realm: await realm });
  if (!verified.ok) throw mismatch(`the trade's receipt doesn't hold: ${verified.error}`);
  if (verified.value.disclosure !== (await disclosureHash(sealed)))
    throw mismatch("the payer confirmed another one, or none");
}

async function opened(
  { openingKeys }: Identity,
  sealed: SealedDisclosure,
): Promise<DisclosureContent> {
  for (const key of await openingKeys) {
    const bytes = await openJwe(sealed, key);
    const content = bytes && v.safeParse(DisclosureContent, jsonOf(bytes));
    if (content?.success) return content.output;
    if (content) throw new WarifuError("disclosure_malformed", "what is inside is none");
  }
  const message = "no key in this WARIFU_KEY opens it: it was encrypted to another one";
  throw new WarifuError("disclosure_unreadable", message);
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(bytes));
  } catch {
    return undefined;
  }
}

function mismatch(message: string): WarifuError {
  return new WarifuError("disclosure_mismatch", message);
}
