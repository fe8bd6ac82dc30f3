/** The texts of getting to know the wallet. */

import type { Count } from "../../count.ts";

export interface TourRoom {
  readonly tour: {
    readonly step: (position: Count, count: Count) => string;
    readonly shop: string;
    readonly you: string;
    readonly begin: string;
    readonly skip: string;
    readonly language: string;
    readonly account: string;
    readonly accountText: string;
    readonly protect: string;
    readonly protectText: string;
    readonly protected: Readonly<Record<"passkey" | "pin", string>>;
    readonly protectedText: string;
    readonly withoutProtection: string;
    readonly later: string;
    readonly next: string;
    readonly try: string;
    readonly tryText: string;
    readonly openShop: string;
    readonly look: string;
    readonly lookText: string;
    readonly samplePay: string;
    readonly pinIcon: string;
  };
}
