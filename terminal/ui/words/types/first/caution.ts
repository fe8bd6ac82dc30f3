/** The texts of before a shop that may be taken for another one. */

export interface CautionRoom {
  /** before a shop that may be taken for another one */
  readonly caution: {
    readonly title: Readonly<Record<"name" | "origin" | "mixed", string>>;
    readonly asking: string;
    readonly known: (day: string) => string;
    readonly mixed: string;
    readonly heed: string;
    readonly heedMixed: string;
  };
}
