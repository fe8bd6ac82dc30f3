/**
 * Decides a change of an account's terminals, pure: what was signed was verified before, by whom is decided here,
 * in the turn of the payer's account. SPEC's "Order of checks of a change of terminals", 4 to 10, is this file
 * from top to bottom. A refusal changes nothing. Rules [TE2] to [TE20].
 */

import type {
  RecoveryKeySetting,
  TerminalApproval,
  TerminalChange,
  TerminalNaming,
  TerminalRevocation,
} from "../../../../protocol/account/terminal-changes.ts";
import type { AccountId } from "../../../../protocol/ids.ts";
import {
  LINK_MS,
  RECOVERY_KEPT_MS,
  REQUEST_SKEW_MS,
  TERMINALS_MAX,
} from "../../../../protocol/limits.ts";
import type { AccountView } from "../../../../protocol/messages.ts";
import { type ProblemCode, type Refusal, refusal } from "../../../../protocol/problem.ts";
import { err, ok, type Result } from "../../../../protocol/result.ts";
import type { PublicKey } from "../../../../protocol/signing/signature.ts";
import { accountView } from "../account/open-account.ts";
import { type Account, hasActiveKey } from "../ledger.ts";
import { meansAfterRecovery } from "../step-up/means.ts";
import type { Turn } from "../turn.ts";
import {
  activeDevices,
  deviceOf,
  deviceRefusal,
  type RecoveryKey,
  recoveryKeysAt,
  revoked,
} from "./device-keys.ts";

export interface ChangeCommand {
  readonly account: AccountId;
  /** its signature holds */
  readonly change: TerminalChange;
  /** of an approval: the account that the new key would have opened by itself */
  readonly own?: AccountId;
}

/** @param now ms since the epoch */
export function changeTerminalsInTurn(
  turn: Turn,
  { account: id, change, own }: ChangeCommand,
  now: number,
): Result<AccountView, Refusal> {
  const account = turn.account(id);
  if (!account) return err(refusal("unknown_terminal"));
  const approvedKey = change.typ === "warifu/terminal-approval/1" ? change.terminal : undefined;
  const has = approvedKey && accountOfKey(turn, approvedKey, own);
  const after = changedAccount(account, change, { now, has });
  if (!after.ok) return after;
  // A key has one account for ever [LE88], so that its next enrolment finds this one.
  if (approvedKey && !hasActiveKey(account, approvedKey)) turn.bindKey(approvedKey, after.value);
  else if (after.value !== account) turn.changeAccount(after.value);
  return ok(accountView(after.value));
}

interface Facts {
  /** ms since the epoch */
  readonly now: number;
  /** the account that the approved key has, or had */
  readonly has: AccountId | undefined;
}

function accountOfKey(
  turn: Turn,
  key: PublicKey,
  own: AccountId | undefined,
): AccountId | undefined {
  const opened = own && turn.account(own);
  return turn.boundTo(key) ?? (opened && deviceOf(opened, key) ? own : undefined);
}

function changedAccount(
  account: Account,
  change: TerminalChange,
  facts: Facts,
): Result<Account, Refusal> {
  const { now } = facts;
  const byRecovery = recoveryKeysAt(account, now).some(({ key }) => key === change.iss);
  const stranger = byRecovery ? undefined : deviceRefusal(account, change.iss, "unknown_terminal");
  if (stranger) return err(stranger);
  if (isDone(account, change)) return ok(account);
  if (change.time < now - LINK_MS || change.time > now + REQUEST_SKEW_MS)
    return no("stale_request");
  if (account.status === "closed") return no("status_conflict");
  switch (change.typ) {
    case "warifu/terminal-approval/1":
      return approved(account, change, { ...facts, byRecovery });
    case "warifu/terminal-revocation/1":
      return withoutTerminals(account, change, { now, byRecovery });
    case "warifu/terminal-naming/1":
      return named(account, change);
    case "warifu/recovery-key/1":
      return withRecovery(account, change, { now, byRecovery });
  }
}

/** A repeat, or a naming that a later one has overtaken: nothing is left to do. */
function isDone(account: Account, change: TerminalChange): boolean {
  switch (change.typ) {
    case "warifu/terminal-approval/1":
      return hasActiveKey(account, change.terminal);
    case "warifu/terminal-revocation/1":
      return change.terminals.every((key) => deviceOf(account, key)?.state === "revoked");
    case "warifu/terminal-naming/1":
      return change.time <= (deviceOf(account, change.terminal)?.namedAt ?? -1);
    case "warifu/recovery-key/1":
      return account.recovery[0]?.key === change.recovery;
  }
}

function approved(
  account: Account,
  { terminal: key, name, others, iss }: TerminalApproval,
  { now, has, byRecovery }: Facts & { byRecovery: boolean },
): Result<Account, Refusal> {
  if (has === account.id || deviceOf(account, key)) return no("terminal_revoked");
  if (has) return no("terminal_bound");
  if (others && !byRecovery) return no("wrong_issuer");
  const before = others ? revoked(account.devices, () => true, now) : account.devices;
  if (activeDevices({ devices: before }).length >= TERMINALS_MAX) return no("too_many_terminals");
  const devices = [...before, { key, name, state: "active", since: now } as const];
  // Whoever has another recovery key could undo what this recovery is for.
  const recovery = others ? onlyRecovery(account, iss) : account.recovery;
  const means = byRecovery
    ? meansAfterRecovery(account.means, others !== undefined)
    : account.means;
  return ok({ ...account, devices, recovery, means });
}

function onlyRecovery({ recovery }: Account, key: string) {
  return recovery.filter((one) => one.key === key).map(({ until: _, ...one }) => one);
}

function withoutTerminals(
  account: Account,
  { terminals, iss }: TerminalRevocation,
  { now, byRecovery }: { now: number; byRecovery: boolean },
): Result<Account, Refusal> {
  if (terminals.some((key) => !deviceOf(account, key))) return no("unknown_terminal");
  const devices = revoked(account.devices, ({ key }) => terminals.includes(key), now);
  const others = byRecovery ? [] : terminals.filter((key) => key !== iss);
  const recovery = recoveryWithout(account.recovery, others, now);
  const wayBack = recoveryKeysAt({ recovery }, now).length > 0;
  if (!wayBack && activeDevices({ devices }).length === 0) return no("last_terminal");
  return ok({ ...account, devices, recovery });
}

/** [TE12] What a thief has just set goes with the terminal he took; what has stood for a while is the owner's. */
function recoveryWithout(
  recovery: readonly RecoveryKey[],
  gone: readonly string[],
  now: number,
): readonly RecoveryKey[] {
  const left = recovery.filter(
    ({ by, since }) => !(gone.includes(by) && now - since < RECOVERY_KEPT_MS),
  );
  const [newest, ...older] = left;
  if (!newest || newest === recovery[0]) return left;
  const { until: _, ...restored } = newest;
  return [restored, ...older];
}

function named(
  account: Account,
  { terminal, name, time }: TerminalNaming,
): Result<Account, Refusal> {
  if (!hasActiveKey(account, terminal)) return no("unknown_terminal");
  const devices = account.devices.map((device) =>
    device.key === terminal ? { ...device, name, namedAt: time } : device,
  );
  return ok({ ...account, devices });
}

function withRecovery(
  account: Account,
  { recovery: key, time, iss }: RecoveryKeySetting,
  { now, byRecovery }: { now: number; byRecovery: boolean },
): Result<Account, Refusal> {
  const [newest] = account.recovery;
  if (newest && time <= newest.since) return no("recovery_key_outdated");
  // A stolen terminal alone can't take the way back from its owner.
  const kept = byRecovery ? [] : recoveryKeysAt(account, now);
  const until = now + RECOVERY_KEPT_MS;
  const before = kept.map((one) => ({ until, ...one }));
  return ok({ ...account, recovery: [{ key, since: time, by: iss }, ...before] });
}

function no(code: ProblemCode): Result<never, Refusal> {
  return err(refusal(code));
}
