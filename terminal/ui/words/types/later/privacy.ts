/** The texts of what shops are given beside the money. */

import type { DisclosureField } from "../../../../../protocol/disclosure/asks.ts";

export interface PrivacyRoom {
  readonly details: {
    readonly title: string;
    readonly lead: string;
    readonly name: string;
    readonly country: string;
    readonly noCountry: string;
    readonly postalCode: string;
    readonly region: string;
    readonly city: string;
    readonly lines: string;
    readonly save: string;
    readonly saved: string;
    readonly erase: string;
    readonly faults: Readonly<Record<DisclosureField, string>>;
  };
  readonly given: {
    readonly title: string;
    readonly lead: string;
    readonly empty: string;
    readonly erase: string;
    readonly eraseAll: string;
    readonly eraseSure: string;
  };
}
