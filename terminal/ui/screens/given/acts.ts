/** What the shopper does with what he may give to shops, and with the list of what he gave. */

import type { OwnDetails } from "../../../../protocol/disclosure/fields.ts";

export interface PrivacyActs {
  /** all of them from now on */
  keepDetails(details: OwnDetails): void;
  /** @param id of the entry */
  forgetGiven(id: string): void;
  forgetAllGiven(): void;
}
