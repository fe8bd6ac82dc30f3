/** The texts of the messages' screen. */

export interface NoticesRoom {
  readonly notices: {
    readonly title: string;
    readonly lead: string;
    /** what there are messages about */
    readonly about: readonly string[];
    readonly shown: string;
    readonly quiet: string;
    readonly quietText: string;
    readonly refused: string;
    /** asked once, on the way into the wallet */
    readonly ask: string;
    readonly askText: string;
    readonly yes: string;
    readonly no: string;
  };
}
