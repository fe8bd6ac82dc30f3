/** The texts of home. */

export interface HomeRoom {
  readonly home: {
    readonly title: string;
    readonly balance: string;
    readonly asOf: (time: string) => string;
    readonly terminals: string;
    readonly frozen: string;
    readonly closing: string;
    readonly closed: string;
    readonly credit: (left: string) => string;
    readonly last: string;
    readonly empty: string;
    readonly emptyText: string;
    readonly offline: string;
    readonly offlineText: string;
    readonly today: string;
    readonly yesterday: string;
    readonly paid: string;
    readonly reserved: string;
    readonly notPaid: string;
    readonly expired: string;
    readonly wrong: string;
  };
  /** to other screens */
  readonly ways: Readonly<Record<"security" | "details" | "given" | "notices", string>>;
}
