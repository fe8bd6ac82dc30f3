/** English: the lock, and what stands there while it is closed. */

import { pluralsOf } from "../../count.ts";
import type { LockRoom } from "../../types/later/lock.ts";

const plural = pluralsOf("en");

export const lock: LockRoom = {
  lock: {
    title: "Lock",
    lead: "While the wallet is locked it shows nothing of your account and pays nothing, not even within a budget.",
    honest:
      "It keeps out whoever sits at your open computer. Who can read the disk can read your orders: for that, encrypt the disk.",
    withCode: "With a code",
    code: "Code for this browser, six characters or more",
    again: "The same code again",
    setCode: "Set this code",
    faults: {
      short: "Six characters at least.",
      differs: "The two are not the same.",
    },
    withPasskey: "With your passkey",
    withPasskeyText: "The passkey that you confirm payments with opens the wallet too.",
    usePasskey: "Lock with the passkey alone",
    now: "Lock now",
    after: "Lock after this long without use",
    minutes: (minutes) =>
      minutes.value === 60
        ? "1 hour"
        : plural(minutes, { one: `${minutes} minute`, other: `${minutes} minutes` }),
    never: "Not by itself",
    start: "It is locked whenever the browser starts.",
    opens: "What opens it",
    codeSet: "A code that only this browser knows.",
    passkeyOnly: "Your passkey.",
    both: "Your passkey opens it too.",
    changeCode: "Change the code",
    addCode: "Add a code",
    removeCode: "Remove the code",
    offTitle: "No lock",
    off: "Turn the lock off",
  },
  locked: {
    title: "Locked",
    lead: "Unlock to see your account.",
    waiting: "A shop asks for something. Unlock to see what.",
    underWay: "A payment that you confirmed goes on by itself.",
    code: "Code",
    unlock: "Unlock",
    tried: { checking: "One moment.", wrong: "That code is wrong." },
    wait: (time) => `Too many wrong codes. The next try is possible at ${time}.`,
    passkey: "Unlock with your passkey",
    forgotten: "I can’t unlock it",
    anewTitle: "Begin anew in this browser?",
    anew: "This wallet forgets its orders, receipts and settings, and its key. Your account and its money stay where they are.",
    anewWords: "Your recovery words, or another linked browser, lead back to the account.",
    anewNoWords:
      "You have no recovery words. Without another linked browser, only the company that keeps your account can let you in again.",
    anewUnderWay: "A payment is on its way. Wait until it has ended.",
    stay: "Go back",
    startOver: "Erase and begin anew",
  },
};
