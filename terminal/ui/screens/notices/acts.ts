/** What the shopper chooses about being told; what isn't named stays as it is. */

export interface NoticeActs {
  /** asks the browser first, where it is to show messages @returns whether it does so now */
  tell(shown: boolean): Promise<boolean>;
  quiet(quiet: boolean): void;
}
