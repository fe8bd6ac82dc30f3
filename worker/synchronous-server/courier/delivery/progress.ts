/** How far an endpoint's deliveries are, as it is stored. Types, and where it begins. */

export interface Progress {
  /** the sequence up to which every event was sent, waits, or isn't for this endpoint */
  readonly cursor: number;
  /** in a row */
  readonly failures: number;
  /** ms since the epoch */
  readonly failing_since: number | null;
  readonly resting_until: number | null;
  /** how many tries there ever were: the log's next place */
  readonly attempts: number;
}

/** Of an endpoint that is well, as far as is known. */
export const FROM_HERE: Pick<Progress, "failures" | "failing_since" | "resting_until"> = {
  ...{ failures: 0, failing_since: null, resting_until: null },
};

/** An event that is sent again, or for the first time after the one before it of its trade. */
export interface Waiting {
  readonly sequence: number;
  /** id of the trade or payout */
  readonly subject: string;
  /** tries that failed */
  readonly tries: number;
  /** ms since the epoch; 0 for at once */
  readonly due: number;
}
