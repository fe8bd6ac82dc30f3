/** English: what one proves oneself with. */

import type { SecurityRoom } from "../../types/later/security.ts";

export const security: SecurityRoom = {
  security: {
    title: "Security",
    lead: "How you prove that it is you, and when you are asked to.",
    busy: "Telling your account.",
    failed: {
      clock: "That took too long. Please do it again.",
      full: "Your account has as many passkeys as it can have. Remove one first.",
      noAnswer: "No answer came. What is listed here is what is true.",
      passkey: "The passkey was not accepted. Nothing has changed.",
      nothingToProveWith: "To loosen a rule, add a passkey or a PIN first.",
      other: "That did not work. Nothing has changed.",
    },
    passkeys: "Passkeys",
    passkeysText:
      "A passkey is your fingerprint, your face or your device’s lock. It can’t be copied or guessed.",
    passkeyName: (number) => `Passkey ${number}`,
    addPasskey: "Add a passkey",
    since: (day) => `since ${day}`,
    remove: "Remove",
    pin: "PIN",
    pinState: {
      none: "Six digits that only your account can check.",
      set: "A PIN is set.",
      locked: "The PIN is locked after ten wrong tries. A passkey unlocks it.",
    },
    newPin: "New PIN, six digits",
    setPin: "Set a PIN",
    changePin: "Change the PIN",
    removePin: "Remove the PIN",
    easyPin: "That one is guessed first. Choose another.",
    oneClick: "When one click is enough",
    oneClickText:
      "Leave a field empty for no limit of your own. A stricter rule counts at once, a looser one asks for proof.",
    upTo: "Ask above this amount",
    total: "Ask when one-click payments reach",
    first: "Ask at the first payment to a shop",
    save: "Save",
    carrierUpTo: (amount) => `Your account asks above ${amount} in any case.`,
    carrierTotal: (amount) => `Your account asks when one-click payments reach ${amount}.`,
    carrierFirst: "Your account asks at the first payment to a shop.",
  },
};
