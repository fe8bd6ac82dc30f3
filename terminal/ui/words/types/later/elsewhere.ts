/** The texts between the browsers of one account: what was asked or answered in another one. */

export interface ElsewhereRoom {
  readonly elsewhere: {
    /** a browser by its name, as it stands in the texts below */
    readonly named: (name: string) => string;
    /** one whose name isn't known, in the same place */
    readonly other: string;
    /** on the sheet: who vouches for what */
    readonly asked: (browser: string) => string;
    readonly paid: (browser: string) => string;
    readonly held: (browser: string) => string;
    readonly declined: (browser: string) => string;
    /** after a payment: that it is one */
    readonly once: string;
    /** after a no: what can be done */
    readonly again: string;
    readonly share: string;
    readonly shareText: string;
  };
}
