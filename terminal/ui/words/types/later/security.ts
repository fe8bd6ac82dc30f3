/** The texts of what one proves oneself with. */

import type { Count } from "../../count.ts";

export interface SecurityWords {
  readonly title: string;
  readonly lead: string;
  readonly busy: string;
  readonly failed: Readonly<
    Record<"clock" | "full" | "noAnswer" | "passkey" | "nothingToProveWith" | "other", string>
  >;
  readonly passkeys: string;
  readonly passkeysText: string;
  readonly passkeyName: (number: Count) => string;
  readonly addPasskey: string;
  readonly since: (day: string) => string;
  readonly remove: string;
  readonly pin: string;
  readonly pinState: Readonly<Record<"none" | "set" | "locked", string>>;
  readonly newPin: string;
  readonly setPin: string;
  readonly changePin: string;
  readonly removePin: string;
  readonly easyPin: string;
  readonly oneClick: string;
  readonly oneClickText: string;
  readonly upTo: string;
  readonly total: string;
  readonly first: string;
  readonly save: string;
  readonly carrierUpTo: (amount: string) => string;
  readonly carrierTotal: (amount: string) => string;
  readonly carrierFirst: string;
}

export interface SecurityRoom {
  readonly security: SecurityWords;
}
