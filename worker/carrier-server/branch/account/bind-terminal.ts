/**
 * Binding an account's first terminal by its opening code, inside a turn: once, within the code's own time, and
 * only to a device key that has no account yet. A repeat of the enrolment finds what it did. Rule [LE74].
 */

import type { AccountId } from "../../../../protocol/ids.ts";
import { OPENING_CODE_MS } from "../../../../protocol/limits.ts";
import type { AccountView } from "../../../../protocol/messages.ts";
import { type Refusal, refusal } from "../../../../protocol/problem.ts";
import { err, ok, type Result } from "../../../../protocol/result.ts";
import type { Hash, PublicKey } from "../../../../protocol/signing/signature.ts";
import { type Account, hasActiveKey } from "../ledger.ts";
import type { Turn } from "../turn.ts";
import { accountView, viewFor } from "./open-account.ts";

export interface Binding {
  readonly account: AccountId;
  readonly device: PublicKey;
  /** what the terminal calls itself */
  readonly name: string;
  /** the account that the key would have opened by itself */
  readonly own: AccountId;
  /** hash of what the code says */
  readonly code: Hash;
}

/** @param now ms since the epoch */
export function bindTerminalInTurn(
  turn: Turn,
  { account: id, device, name, own, code }: Binding,
  now: number,
): Result<AccountView, Refusal> {
  const account = turn.account(id);
  const opening = account?.opening;
  if (!account || !opening || opening.code !== code) return err(refusal("opening_code_invalid"));
  if (opening.used?.by === device) return viewFor(account, device);
  const late = now - opening.issuedAt > OPENING_CODE_MS;
  const takesNone = account.status === "closing" || account.status === "closed";
  if (opening.used || late || takesNone) return err(refusal("opening_code_invalid"));
  const another = turn.account(own);
  if (turn.boundTo(device) || (another && hasActiveKey(another, device)))
    return err(refusal("opening_code_invalid", { detail: "this terminal has an account" }));
  const bound: Account = {
    ...account,
    devices: [...account.devices, { key: device, name, state: "active", since: now }],
    opening: { ...opening, used: { by: device, at: now } },
  };
  turn.bindKey(device, bound);
  return ok(accountView(bound));
}
