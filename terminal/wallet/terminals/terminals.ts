/**
 * The wallet's part that is about the account's terminals: each wish is stored, then done by `work`, so that a
 * terminal that dies goes on. Which of it is due is in resume.ts.
 */

import type { SignedTerminalApproval } from "../../../protocol/account/terminal-changes.ts";
import type { PublicKey } from "../../../protocol/signing/signature.ts";
import type { Context } from "../context.ts";
import type { TerminalProfile } from "../terminal-profile.ts";
import {
  approve,
  forgetLink,
  look,
  wishName,
  wishRecoveryKey,
  wishRevoke,
  wishToLook,
} from "./keep-terminals.ts";
import { askToLink, recover, stopLinking, wishToLink, wishToRecover } from "./link.ts";
import { startAnew } from "./revoked.ts";
import { dropChange, sendChange } from "./send-change.ts";

export interface Terminals {
  /** A new terminal: shows its code, until one of the account approves it. */
  link(): Promise<void>;
  stopLinking(): Promise<void>;
  /** @param approval of this terminal's key, by the recovery key */
  recover(approval: SignedTerminalApproval): Promise<void>;
  /** A terminal of the account: who shows this code? */
  look(code: string): Promise<void>;
  approve(): Promise<void>;
  forgetLink(): Promise<void>;
  rename(terminal: PublicKey, name: string): Promise<void>;
  revoke(terminals: PublicKey[]): Promise<void>;
  setRecovery(key: PublicKey): Promise<void>;
  /** He doesn't prove himself for the change that waits for it. */
  dropChange(): Promise<void>;
  /** A revoked one: with a new key, and without an account. */
  startAnew(): Promise<void>;
}

/** @param work does what has become due */
export function terminalsOf(context: Context, work: () => Promise<void>): Terminals {
  const then = async (wish: Promise<unknown>): Promise<void> => {
    await wish;
    await work();
  };
  return {
    link: () => then(wishToLink(context)),
    stopLinking: () => stopLinking(context),
    recover: (approval) => then(wishToRecover(context, approval)),
    look: (code) => then(wishToLook(context, code)),
    approve: () => then(approve(context)),
    forgetLink: () => forgetLink(context),
    rename: (terminal, name) => then(wishName(context, terminal, name)),
    revoke: (terminals) => then(wishRevoke(context, terminals)),
    setRecovery: (key) => then(wishRecoveryKey(context, key)),
    dropChange: () => dropChange(context),
    startAnew: () => startAnew(context),
  };
}

/** The one step that the terminal itself needs. @param name what it calls itself */
export async function advanceTerminal(
  context: Context,
  profile: TerminalProfile,
  name: string,
): Promise<void> {
  if (profile.state === "linking") await askToLink(context, name);
  else if (profile.state === "recovering") await recover(context);
  else if (profile.state === "enrolled") {
    if (profile.terminals?.link?.state === "looking") await look(context);
    if (profile.terminals?.change) await sendChange(context);
  }
}
