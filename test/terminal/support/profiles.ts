// A terminal that is enrolled, as screens see it.

import type { Enrolled } from "../../../terminal/wallet/terminal-profile.ts";
import { NOW } from "../../support/builders/realm.ts";

export const ENROLLED: Enrolled = {
  state: "enrolled",
  user: "usr_test_x" as never,
  account: {
    label: "Demo account ··42",
    status: "active",
    balances: [{ currency: "JPY" as never, amount: 50_000 }],
  },
  accountAt: NOW,
  credential: { token: "t", expires_at: NOW },
};
