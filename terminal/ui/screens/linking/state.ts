/** A new terminal that waits to be approved: its code, and the number once somebody has looked at it. */

import type { TerminalProfile } from "../../../wallet/terminal-profile.ts";

export interface LinkingState {
  readonly status: "linking";
  readonly code: string;
  /** to be compared with what the other terminal shows */
  readonly number?: string;
  /** an answer didn't come */
  readonly unreachable: boolean;
}

export function linkingState({
  code,
  approver,
  tries,
}: Extract<TerminalProfile, { state: "linking" }>): LinkingState {
  const number = approver ? { number: approver.number } : {};
  return { status: "linking", code, ...number, unreachable: tries > 0 };
}
