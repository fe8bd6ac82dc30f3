/**
 * What a window of the extension may ask about the account's terminals, as an act of the wallet. What doesn't
 * parse asks for nothing.
 */

import { SignedTerminalApproval } from "../protocol/account/terminal-changes.ts";
import { TERMINAL_NAME_CHARS_MAX } from "../protocol/limits.ts";
import { parse } from "../protocol/parse.ts";
import { PublicKey } from "../protocol/signing/signature.ts";
import { shownText } from "../protocol/signing/signed-objects.ts";
import type { Wallet } from "../terminal/wallet/wallet.ts";
import type { Message } from "./messages.ts";

export type Act = (wallet: Wallet) => Promise<void>;

const Name = shownText(TERMINAL_NAME_CHARS_MAX);

export function terminalAct(message: Message): Act | undefined {
  switch (message.action) {
    case "link":
      return ({ terminals }) => terminals.link();
    case "stop-linking":
      return ({ terminals }) => terminals.stopLinking();
    case "recover":
      return recovering(message.approval);
    case "look-at-link":
      return ({ terminals }) => terminals.look(message.code);
    case "approve-link":
      return ({ terminals }) => terminals.approve();
    case "forget-link":
      return ({ terminals }) => terminals.forgetLink();
    case "rename-terminal":
      return renaming(message.terminal, message.name.trim());
    case "revoke-terminal":
      return withKey(
        message.terminal,
        (key) =>
          ({ terminals }) =>
            terminals.revoke([key]),
      );
    case "set-recovery":
      return withKey(
        message.key,
        (key) =>
          ({ terminals }) =>
            terminals.setRecovery(key),
      );
    case "drop-terminal-change":
      return ({ terminals }) => terminals.dropChange();
    case "start-anew":
      return ({ terminals }) => terminals.startAnew();
    case "share-orders":
      return ({ elsewhere }) => elsewhere.share(message.shared === "yes");
    default:
      return undefined;
  }
}

function withKey(text: string, act: (key: PublicKey) => Act): Act | undefined {
  const key = parse(PublicKey, text);
  return key.ok ? act(key.value) : undefined;
}

function renaming(terminal: string, text: string): Act | undefined {
  const name = parse(Name, text);
  if (!name.ok) return undefined;
  return withKey(
    terminal,
    (key) =>
      ({ terminals }) =>
        terminals.rename(key, name.value),
  );
}

function recovering(text: string): Act | undefined {
  const approval = parse(SignedTerminalApproval, asJson(text));
  return approval.ok ? ({ terminals }) => terminals.recover(approval.value) : undefined;
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
