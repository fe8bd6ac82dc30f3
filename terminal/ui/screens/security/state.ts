/** Security: passkeys, PIN, and for which payments one click is enough; what is under way of a change. */

import type { OneClickView } from "../../../../protocol/account/account-change.ts";
import { type Enrolled, NO_SECURITY } from "../../../wallet/terminal-profile.ts";

export interface SecurityState {
  readonly status: "security";
  readonly account: string;
  readonly passkeys: readonly {
    readonly id: string;
    readonly name: string;
    readonly addedAt: number;
  }[];
  readonly pin: "none" | "set" | "locked";
  /** the carrier takes PINs */
  readonly pinPossible: boolean;
  /** one per currency of the account */
  readonly rules: readonly OneClickView[];
  readonly busy: boolean;
  readonly failed?: "clock" | "full" | "noAnswer" | "passkey" | "nothingToProveWith" | "other";
}

export function securityState({ account, task }: Enrolled): SecurityState {
  const { passkeys, pin, one_click } = account.security ?? NO_SECURITY;
  const rules = account.balances.map(
    ({ currency }) => one_click.find((one) => one.currency === currency) ?? { currency },
  );
  return {
    status: "security",
    account: account.label,
    passkeys: passkeys.map(({ id, name, added_at }) => ({ id, name, addedAt: added_at })),
    pin: pin.state,
    pinPossible: account.pin_key !== undefined,
    rules,
    busy: task?.state === "sending",
    ...(task?.state === "failed" ? { failed: failedOf(task.code) } : {}),
  };
}

export function failedOf(code: string): NonNullable<SecurityState["failed"]> {
  switch (code) {
    case "stale_request":
      return "clock";
    case "too_many_passkeys":
      return "full";
    case "passkey_refused":
      return "passkey";
    case "step_up_required":
      return "nothingToProveWith";
    case "no_answer":
    case "carrier_unavailable":
    case "storage_unavailable":
      return "noAnswer";
    default:
      return "other";
  }
}
