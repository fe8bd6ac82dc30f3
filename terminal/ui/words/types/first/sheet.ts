/** The texts of the confirm sheet, from the press to the decision. */

import type { DisclosureField } from "../../../../../protocol/disclosure/asks.ts";
import type { Count } from "../../count.ts";

export interface SheetRoom {
  readonly preparing: {
    readonly title: string;
    readonly page: string;
    readonly reading: string;
    readonly unreachableTitle: string;
    readonly unreachable: string;
  };
  readonly sheet: {
    readonly title: (shop: string) => string;
    readonly provenSince: (day: string) => string;
    readonly provenTitle: string;
    readonly firstTime: string;
    readonly paidBefore: (times: Count, day: string) => string;
    readonly amount: string;
    readonly items: string;
    readonly more: (count: Count) => string;
    readonly fewer: string;
    readonly quantity: (count: Count) => string;
    readonly order: string;
    readonly from: string;
    readonly leftAfter: string;
    readonly held: string;
    readonly heldUntil: string;
    readonly notEnough: (balance: string) => string;
    readonly frozen: string;
    readonly closing: string;
    readonly closed: string;
    readonly notHeld: (currency: string) => string;
    readonly closesIn: (seconds: Count) => string;
    readonly pay: (amount: string) => string;
    readonly decline: string;
    readonly refuse: string;
  };
  readonly fields: Readonly<Record<DisclosureField, string>>;
  /** on the sheet */
  readonly asks: {
    readonly title: string;
    readonly lead: string;
    readonly missing: string;
    readonly fill: string;
    readonly change: string;
  };
}
