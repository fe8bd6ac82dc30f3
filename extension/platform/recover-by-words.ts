/** The recovery words typed in a window: what they sign for this terminal, and nothing of them, leaves it [TE13]. */

import type { SignedTerminalApproval } from "../../protocol/account/terminal-changes.ts";
import { realmOf } from "../../protocol/signing/signature.ts";
import { MODE, ROOT_KEY } from "../pins.ts";
import { keyStore } from "./device-key.ts";
import { approveByWords } from "./recovery-key.ts";
import { TERMINAL_NAME } from "./terminal-name.ts";

/** @returns undefined where the words are none @param others every other terminal is revoked */
export async function approvalByWords(
  words: string,
  others: boolean,
): Promise<SignedTerminalApproval | undefined> {
  const { publicKey: terminal } = await keyStore().make();
  const trust = { rootKey: ROOT_KEY, realm: await realmOf(ROOT_KEY), mode: MODE };
  const asked = { words, terminal, name: TERMINAL_NAME, others, trust, time: Date.now() };
  return approveByWords(asked);
}
