/**
 * What a window of the extension may ask about the lock, and which messages are heard at all while it is closed: only
 * what opens it, what shows nothing and decides nothing. Frames are heard as ever: what they bring waits.
 */

import { PasskeyAssertion } from "../protocol/account/step-up.ts";
import type { LockKeeper } from "../terminal/wallet/lock/keeper.ts";
import type { Action, Message } from "./messages.ts";
import { parsedText } from "./parsed-text.ts";

/** @returns undefined for a message that is about something else */
export function lockAct(message: Message): ((lock: LockKeeper) => Promise<void>) | undefined {
  switch (message.action) {
    case "lock-now":
      return (lock) => lock.lockNow();
    case "set-lock-code":
      return (lock) => lock.setCode(message.code);
    case "lock-without-code":
      return (lock) => lock.withoutCode();
    case "lock-after":
      return (lock) => lock.lockAfter(message.ms);
    case "lock-off":
      return (lock) => lock.turnOff();
    case "used":
      return (lock) => lock.used();
    case "unlock-by-code":
      return (lock) => lock.unlockByCode(message.code);
    case "ask-unlock":
      return (lock) => lock.askPasskey();
    case "unlock-by-passkey": {
      const assertion = parsedText(PasskeyAssertion, message.assertion);
      return async (lock) => {
        if (assertion) await lock.unlockByPasskey(assertion);
      };
    }
    default:
      return undefined;
  }
}

/** Asks nothing of the wallet that its owner would have to be there for. */
const HEARD_LOCKED: ReadonlySet<Action> = new Set<Action>(["refresh", "near", "start-over"]);

export function isHeardLocked(message: Message): boolean {
  return HEARD_LOCKED.has(message.action);
}
