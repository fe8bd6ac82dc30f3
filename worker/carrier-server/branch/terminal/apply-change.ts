/**
 * What a change of terminals does to the account, pure: that its issuer may ask for it, and is in time, was found
 * before. A refusal changes nothing. SPEC's "Order of checks of a change of terminals", 8 to 10.
 */

import type {
  RecoveryKeySetting,
  TerminalApproval,
  TerminalChange,
  TerminalNaming,
  TerminalRevocation,
} from "../../../../protocol/account/terminal-changes.ts";
import type { AccountId } from "../../../../protocol/ids.ts";
import { RECOVERY_KEPT_MS, TERMINALS_MAX } from "../../../../protocol/limits.ts";
import { type ProblemCode, type Refusal, refusal } from "../../../../protocol/problem.ts";
import { err, ok, type Result } from "../../../../protocol/result.ts";
import { type Account, hasActiveKey } from "../ledger.ts";
import { meansAfterRecovery } from "../step-up/means.ts";
import {
  activeDevices,
  deviceOf,
  type RecoveryKey,
  recoveryKeysAt,
  revoked,
} from "./device-keys.ts";

export interface ApplyFacts {
  /** ms since the epoch */
  readonly now: number;
  /** the account that the approved key has, or had */
  readonly has: AccountId | undefined;
  /** a recovery key of the account signed it */
  readonly byRecovery: boolean;
  /** its issuer proved himself beyond the key */
  readonly proven: boolean;
}

export function appliedChange(
  account: Account,
  change: TerminalChange,
  facts: ApplyFacts,
): Result<Account, Refusal> {
  switch (change.typ) {
    case "warifu/terminal-approval/1":
      return approved(account, change, facts);
    case "warifu/terminal-revocation/1":
      return withoutTerminals(account, change, facts);
    case "warifu/terminal-naming/1":
      return named(account, change);
    case "warifu/recovery-key/1":
      return withRecovery(account, change, facts);
  }
}

function approved(
  account: Account,
  { terminal: key, name, others, iss }: TerminalApproval,
  { now, has, byRecovery }: ApplyFacts,
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
  { now, byRecovery }: ApplyFacts,
): Result<Account, Refusal> {
  if (terminals.some((key) => !deviceOf(account, key))) return no("unknown_terminal");
  const devices = revoked(account.devices, ({ key }) => terminals.includes(key), now);
  const others = byRecovery ? [] : terminals.filter((key) => key !== iss);
  const recovery = recoveryWithout(account.recovery, others, now);
  const wayBack = recoveryKeysAt({ recovery }, now).length > 0;
  if (!wayBack && activeDevices({ devices }).length === 0) return no("last_terminal");
  return ok({ ...account, devices, recovery });
}

/** [TE12] What a thief has just set goes with the terminal he took; what was proven, or has stood for a while, is the owner's. */
function recoveryWithout(
  recovery: readonly RecoveryKey[],
  gone: readonly string[],
  now: number,
): readonly RecoveryKey[] {
  const left = recovery.filter(
    ({ by, since, proven }) => proven || !gone.includes(by) || now - since >= RECOVERY_KEPT_MS,
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
  { now, byRecovery, proven }: ApplyFacts,
): Result<Account, Refusal> {
  const [newest] = account.recovery;
  if (newest && time <= newest.since) return no("recovery_key_outdated");
  // A stolen terminal alone can't take the way back from its owner.
  const kept = byRecovery || proven ? [] : recoveryKeysAt(account, now);
  const until = now + RECOVERY_KEPT_MS;
  const before = kept.map((one) => ({ until, ...one }));
  const set = { key, since: time, by: iss, ...(proven ? { proven } : {}) };
  return ok({ ...account, recovery: [set, ...before] });
}

function no(code: ProblemCode): Result<never, Refusal> {
  return err(refusal(code));
}
