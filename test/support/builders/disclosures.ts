// What a shopper gives, and the shop's own key for it: made as the wallet and the register command make them.

import { sealDisclosure } from "../../../extension/platform/seal-disclosure.ts";
import type { EncryptionKey } from "../../../protocol/disclosure/asks.ts";
import type {
  DisclosureContent,
  SealedDisclosure,
} from "../../../protocol/disclosure/disclosure.ts";
import type { OwnDetails } from "../../../protocol/disclosure/fields.ts";
import type { Offer } from "../../../protocol/trade/offer.ts";
import {
  encryptionKeyOf,
  makeOpeningKey,
  type OpeningKey,
} from "../../../register-server/disclosure/opening-keys.ts";

export const DETAILS = {
  delivery_address: {
    country: "JP",
    postal_code: "604-8064",
    city: "京都市中京区",
    lines: ["富小路通六角下る 12-3"],
  },
  delivery_name: "Hanako Disclosed",
  email: "hanako@disclosed.example",
  phone: "+81 75-555-0142",
} as const satisfies OwnDetails;

export interface OpeningPair {
  readonly opens: OpeningKey;
  readonly encryption: EncryptionKey;
}

export async function anOpeningKey(): Promise<OpeningPair> {
  const opens = await makeOpeningKey();
  return { opens, encryption: encryptionKeyOf(opens) };
}

/** Encrypted to the key, whosever it is. */
export function aDisclosure(
  key: EncryptionKey,
  { trade, terms }: Pick<Offer, "trade" | "terms">,
  overrides: Partial<DisclosureContent> = {},
): Promise<SealedDisclosure> {
  const { iss: aud, mode } = terms.payload;
  const { delivery_name } = DETAILS;
  const content = {
    typ: "warifu/disclosure/1",
    aud,
    mode,
    trade,
    fields: { delivery_name },
  } as const;
  return sealDisclosure(key, { ...content, ...overrides });
}
