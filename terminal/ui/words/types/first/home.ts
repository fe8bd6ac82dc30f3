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
    readonly offlineSince: (time: string) => string;
    /** beside the time that the balance is of */
    readonly old: string;
    readonly today: string;
    readonly yesterday: string;
  };
  /** to other screens */
  readonly ways: Readonly<
    Record<"settings" | "security" | "details" | "given" | "notices" | "budgets", string>
  >;
}
