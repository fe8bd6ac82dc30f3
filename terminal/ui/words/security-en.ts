/** English: proving oneself, and Security. */

import type { StepUpWords } from "./security-words.ts";

export const securityEn: StepUpWords = {
  prove: {
    title: "Confirm that it’s you",
    why: {
      amount: "This is more than one click is enough for.",
      cumulative: "Together with what you paid by one click before, this is more than your limit.",
      first_payment: "It is your first payment to this shop.",
      change: "You are changing how your account is protected.",
    },
    changes: {
      add_passkey: () => "Add a passkey",
      remove_passkey: () => "Remove a passkey",
      set_pin: () => "Change the PIN",
      remove_pin: () => "Remove the PIN",
      set_one_click: () => "Ask less often",
      approve: (name) => `Link “${name}”`,
      revoke: (name) => `Revoke “${name}”`,
      recovery: () => "New recovery words",
    },
    whyTerminals: {
      approve: "It will be able to pay from your account.",
      revoke:
        "It will be able to pay nothing any more. Without PIN and passkey, your recovery words do the same.",
      recovery: "They lead back to your account. Any older ones end at once.",
    },
    oneClick: (amount) => `Up to ${amount} goes without this.`,
    passkey: "Use your passkey",
    pin: "PIN, six digits",
    usePin: "Use the PIN",
    wrongPin: (left) =>
      left === 1
        ? "That PIN is wrong. One try is left."
        : `That PIN is wrong. ${left} tries are left.`,
    unproven: {
      passkey: "The passkey was not accepted. Try again, or use another way.",
      other: "That was not accepted. Try again.",
    },
    waiting: (time) => `Too many wrong PINs. The next try is possible at ${time}.`,
    locked: "The PIN is locked after ten wrong tries. Ask the company that keeps your account.",
    lockedPasskey: "The PIN is locked after ten wrong tries. Your passkey unlocks it.",
    decline: "Don’t pay",
    leave: "Change nothing",
  },
  security: {
    title: "Security",
    open: "Security",
    setUp: "Set one up",
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
