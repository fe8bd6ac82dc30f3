/**
 * The keys of an account, pure: its terminals' and its recovery keys, who of them speaks for it at a time, and
 * what of them a terminal is shown. All stand in the account's row, so that a confirm reads nothing more.
 */

import type { TerminalView } from "../../../../protocol/account/terminal-changes.ts";
import { REVOKED_TERMINALS_KEPT } from "../../../../protocol/limits.ts";
import type { AccountView } from "../../../../protocol/messages.ts";
import { type Refusal, refusal } from "../../../../protocol/problem.ts";
import type { PublicKey } from "../../../../protocol/signing/signature.ts";

/** Times are ms since the epoch. */
export interface DeviceKey {
  readonly key: PublicKey;
  readonly state: "active" | "revoked";
  readonly since: number;
  readonly name?: string;
  /** the time in the naming that was last taken */
  readonly namedAt?: number;
  /** when it last paid */
  readonly usedAt?: number;
  readonly revokedAt?: number;
}

/** The newest comes first. Times are ms since the epoch. */
export interface RecoveryKey {
  readonly key: PublicKey;
  /** the time in the object that set it */
  readonly since: number;
  /** the terminal or the recovery key that set it */
  readonly by: PublicKey;
  /** that terminal's holder proved himself */
  readonly proven?: boolean;
  /** of one that a terminal replaced: it is good until then [TE12] */
  readonly until?: number;
}

export interface Keys {
  readonly devices: readonly DeviceKey[];
  readonly recovery: readonly RecoveryKey[];
}

export function deviceOf({ devices }: Pick<Keys, "devices">, key: PublicKey) {
  return devices.find((device) => device.key === key);
}

export function activeDevices({ devices }: Pick<Keys, "devices">): readonly DeviceKey[] {
  return devices.filter(({ state }) => state === "active");
}

/** Why this key may not act for the account, or undefined. @param stranger what a key that was never its own is told */
export function deviceRefusal(
  account: Pick<Keys, "devices"> | undefined,
  key: PublicKey,
  stranger: "wrong_account" | "unknown_terminal",
): Refusal | undefined {
  const device = account && deviceOf(account, key);
  if (device?.state === "active") return undefined;
  return refusal(device ? "terminal_revoked" : stranger);
}

/** @param now ms since the epoch */
export function recoveryKeysAt({ recovery }: Pick<Keys, "recovery">, now: number): RecoveryKey[] {
  return recovery.filter(({ until }) => until === undefined || now < until);
}

/** @param now ms since the epoch */
export function revoked(
  devices: readonly DeviceKey[],
  which: (device: DeviceKey) => boolean,
  now: number,
): DeviceKey[] {
  const after = devices.map(
    (device): DeviceKey =>
      device.state === "active" && which(device)
        ? { ...device, state: "revoked", revokedAt: now }
        : device,
  );
  const kept = after
    .filter(({ state }) => state === "revoked")
    .sort((a, b) => (b.revokedAt ?? 0) - (a.revokedAt ?? 0))
    .slice(0, REVOKED_TERMINALS_KEPT);
  return after.filter((device) => device.state === "active" || kept.includes(device));
}

/** The terminal just paid. @param now ms since the epoch */
export function usedAt(
  devices: readonly DeviceKey[],
  key: PublicKey,
  now: number,
): readonly DeviceKey[] {
  return devices.map((device) => (device.key === key ? { ...device, usedAt: now } : device));
}

/** [TE17] */
export function terminalsView({
  devices,
  recovery: [newest],
}: Keys): Pick<AccountView, "terminals" | "recovery"> {
  return {
    terminals: devices.map(terminalView),
    ...(newest ? { recovery: { since: newest.since } } : {}),
  };
}

function terminalView({ key, since, name, usedAt, revokedAt }: DeviceKey): TerminalView {
  return {
    ...{ key, since },
    ...(name === undefined ? {} : { name }),
    ...(usedAt === undefined ? {} : { used_at: usedAt }),
    ...(revokedAt === undefined ? {} : { revoked_at: revokedAt }),
  };
}
