/** Where the live world's doors are. */

export interface Origins {
  readonly synchronous: string;
  readonly carrier: string;
  readonly operatorKey: string;
}
