/** The texts of a line that stands for a payment, wherever it is listed. */

import type { PaymentKind } from "../../../../wallet/outcome.ts";
import type { DisputeMark } from "../../../screens/history/state.ts";

export interface PaymentsRoom {
  readonly payments: {
    readonly kinds: Readonly<Record<PaymentKind, string>>;
    readonly refunded: (amount: string) => string;
    readonly disputed: Readonly<Record<DisputeMark, string>>;
    readonly automatic: string;
    readonly all: string;
  };
}
