/**
 * The texts of the system's messages: few, and apart from the windows' words, since the service worker has them all and
 * loads nothing. A language that lacks one doesn't compile.
 */

import type { NoticeKind } from "../wallet/notices/notice.ts";

export interface NoticeWords {
  readonly title: Readonly<Record<NoticeKind, string>>;
  /** `sum`: an amount of money, where there is one */
  readonly text: Readonly<Record<NoticeKind, (name: string, sum: string) => string>>;
  /** the same without names and amounts */
  readonly quiet: Readonly<Record<NoticeKind, string>>;
}
