/** What its owner may give to shops, as he typed it in. */

import type { OwnDetails } from "../../../../protocol/disclosure/fields.ts";
import type { Stored } from "../../../wallet/ports.ts";

export interface DetailsState {
  readonly status: "details";
  readonly details: OwnDetails;
}

export function detailsState({ details = {} }: Stored): DetailsState {
  return { status: "details", details };
}
