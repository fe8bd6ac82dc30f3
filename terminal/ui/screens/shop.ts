/** The shop of an order, as the sheets show who is paid. */

import type { Offer } from "../../../protocol/trade/offer.ts";
import { shownOrigin } from "./sheet/standing.ts";

export interface Shop {
  readonly name: string;
  readonly initial: string;
  /** the page's origin as the browser asserts it, without the scheme where it is https */
  readonly origin: string;
  /** since when it is proven to be the shop's, ms since the epoch */
  readonly provenAt: number;
}

export function shopOf(record: { readonly offer: Offer; readonly origin: string }): Shop {
  const { name, origins } = record.offer.certificate.payload;
  return {
    name,
    initial: [...name][0]?.toLocaleUpperCase() ?? "",
    origin: shownOrigin(record.origin),
    provenAt: origins.find((one) => one.origin === record.origin)?.proven_at ?? 0,
  };
}
