/** The account as it was last known, without anything that could act for it: no key, no credential, no sealed reference. */

import { NO_SECURITY, type TerminalProfile } from "../terminal-profile.ts";
import { isoTime } from "./exported-orders.ts";

export function exportedAccount(profile: TerminalProfile) {
  if (profile.state !== "enrolled" && profile.state !== "revoked") return { state: profile.state };
  const { account, accountAt } = profile;
  const { passkeys, pin, one_click } = account.security ?? NO_SECURITY;
  return {
    state: profile.state,
    label: account.label,
    status: account.status,
    as_of: isoTime(accountAt),
    balances: account.balances.map(({ currency, amount }) => ({ currency, amount })),
    credit: (account.credit ?? []).map(({ currency, limit, left }) => ({ currency, limit, left })),
    browsers: (account.terminals ?? []).map(({ name, since, revoked_at }) => ({
      ...{ name, since: isoTime(since) },
      ...(revoked_at === undefined ? {} : { revoked_at: isoTime(revoked_at) }),
    })),
    recovery_words_since: account.recovery ? isoTime(account.recovery.since) : null,
    passkeys: passkeys.map(({ name, added_at }) => ({ name, added_at: isoTime(added_at) })),
    pin: pin.state,
    one_click: one_click.map(({ currency, own, carrier }) => ({ currency, own, carrier })),
  };
}
