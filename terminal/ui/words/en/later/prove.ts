/** English: proving oneself. */

import { pluralsOf } from "../../count.ts";
import type { ProveRoom } from "../../types/later/prove.ts";

const plural = pluralsOf("en");

export const prove: ProveRoom = {
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
      allow_budget: (name) => `Let ${name} take payments without asking`,
      approve: (name) => `Link “${name}”`,
      revoke: (name) => `Revoke “${name}”`,
      recovery: () => "New recovery words",
    },
    unnamed: "Browser without a name",
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
      plural(left, {
        one: "That PIN is wrong. One try is left.",
        other: `That PIN is wrong. ${left} tries are left.`,
      }),
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
};
