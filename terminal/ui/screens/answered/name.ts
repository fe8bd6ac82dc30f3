/** What another terminal of the account is called. */

import type { PublicKey } from "../../../../protocol/signing/signature.ts";
import type { Enrolled } from "../../../wallet/terminal-profile.ts";

/** @returns the name that the account's holder gave it, or an empty text */
export function nameOf({ account }: Enrolled, terminal: PublicKey | "another" | undefined): string {
  return account.terminals?.find(({ key }) => key === terminal)?.name ?? "";
}
