/**
 * What the shopper chose on the sheet becomes what is sent: encrypted to the key of the certificate that he was shown,
 * which held under the pinned root, for this trade and no other [DI5].
 */

import { disclosureHash } from "../../../protocol/disclosure/disclosure.ts";
import type { GivenFields } from "../../../protocol/disclosure/fields.ts";
import type { Offer } from "../../../protocol/trade/offer.ts";
import type { Ports } from "../ports.ts";
import type { Giving } from "./given.ts";

/** Whether it is what this shop asked for: nothing else is ever given [DI4]. */
export function isAskedFor(fields: GivenFields, { terms, certificate }: Offer): boolean {
  const { asks = [] } = terms.payload;
  const names = Object.keys(fields);
  const asked = names.every((name) => asks.some((one) => one === name));
  return asked && certificate.payload.encryption_key !== undefined;
}

/** @returns undefined where the certified key is none: then nothing can be given, and the payment is as it would be */
export async function sealGiving(
  { sealDisclosure }: Pick<Ports, "sealDisclosure">,
  { trade, terms, certificate }: Offer,
  fields: GivenFields,
): Promise<Giving | undefined> {
  const { iss: aud, mode } = terms.payload;
  const { encryption_key } = certificate.payload;
  if (encryption_key === undefined) return undefined;
  const content = { typ: "warifu/disclosure/1", aud, mode, trade, fields } as const;
  const sealed = await sealDisclosure(encryption_key, content).catch(() => undefined);
  return sealed && { fields, sealed, hash: await disclosureHash(sealed) };
}
