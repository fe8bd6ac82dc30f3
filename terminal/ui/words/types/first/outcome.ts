/** The texts of how a trade ends. */

export interface OutcomeRoom {
  readonly checking: {
    readonly title: string;
    readonly text: string;
    readonly since: (time: string) => string;
    readonly slow: string;
    readonly late: string;
    readonly close: string;
  };
  readonly settled: {
    readonly title: string;
    readonly heldTitle: string;
    readonly paid: (amount: string, shop: string) => string;
    readonly at: string;
    readonly from: string;
    readonly left: string;
    readonly proof: string;
    /** to the shop, beside the money */
    readonly given: string;
    readonly giving: Readonly<Record<"sending" | "lost", string>>;
  };
  readonly refused: {
    readonly title: string;
    readonly declinedTitle: string;
    readonly left: (amount: string) => string;
    readonly nothingLeft: string;
    /** what one proves oneself with */
    readonly setUp: string;
    readonly oneClick: (amount: string) => string;
  };
  readonly expired: { readonly title: string; readonly what: string; readonly next: string };
  readonly unusable: { readonly title: string };
}
