// Settings, what it leads to, and the lock: an example of each state.

import type { Currency } from "../../../protocol/money/money.ts";
import type { LimitsState } from "../../../terminal/ui/screens/limits/state.ts";
import type { LockedState } from "../../../terminal/ui/screens/locked/state.ts";
import type { Screen } from "../../../terminal/ui/screens/screen.ts";
import type { SettingsState } from "../../../terminal/ui/screens/settings/state.ts";
import { NOW } from "../../support/builders/realm.ts";

const JPY = "JPY" as Currency;
const USD = "USD" as Currency;

const SETTINGS: SettingsState = {
  ...{ status: "settings", account: "Demo account ··42" },
  ...{ theme: "system", language: "auto", locks: false },
};

const LIMITS: LimitsState = {
  ...{ status: "limits", account: "Demo account ··42", asOf: NOW },
  currencies: [
    {
      ...{ currency: JPY, balance: -7_000 },
      credit: { currency: JPY, limit: 10_000, left: 3_000 },
      rule: {
        currency: JPY,
        own: { one_click: 3_000, first_payment: "step_up" },
        carrier: { one_click: 5_000, one_click_total: 20_000 },
      },
    },
    { currency: USD, balance: 20_000 },
  ],
  reached: {
    ...{ code: "over_day_limit", at: NOW - 86_400_000 },
    left: { amount: 1_200, currency: JPY },
  },
};

const LOCKED: LockedState = {
  ...{ status: "locked", code: true, passkey: false, waiting: false },
  ...{ underWay: false, recoverable: true },
};

export const SETTINGS_EXAMPLES: Readonly<Record<string, Screen>> = {
  settings: SETTINGS,
  "settings, all chosen": { ...SETTINGS, theme: "dark", language: "ja", locks: true },
  limits: LIMITS,
  "limits, none known": {
    ...{ status: "limits", account: "Demo account ··42", asOf: NOW },
    currencies: [{ currency: JPY, balance: 50_000 }],
  },
  export: { status: "export" },
  about: {
    ...{ status: "about", version: "0.1.0", origin: "http://localhost:8787", testMode: true },
    permissions: ["alarms", "notifications", "storage"],
  },
  "about, live": {
    ...{ status: "about", version: "1.0.0", origin: "https://pay.example", testMode: false },
    permissions: ["alarms", "storage", "of newer code"],
  },
  "lock, off": { status: "lock", on: false, code: false, passkey: true, afterMs: 0 },
  "lock, off, without a passkey": {
    ...{ status: "lock", on: false, code: false, passkey: false, afterMs: 0 },
  },
  "lock, by code": { status: "lock", on: true, code: true, passkey: false, afterMs: 900_000 },
  "lock, by code and passkey": {
    ...{ status: "lock", on: true, code: true, passkey: true, afterMs: 3_600_000 },
  },
  "lock, by passkey": { status: "lock", on: true, code: false, passkey: true, afterMs: 0 },
  locked: LOCKED,
  "locked, by passkey": { ...LOCKED, code: false, passkey: true },
  "locked, by both": { ...LOCKED, passkey: true },
  "locked, a shop waits": { ...LOCKED, waiting: true },
  "locked, a payment under way": { ...LOCKED, underWay: true },
  "locked, a code being looked at": { ...LOCKED, tried: "checking" },
  "locked, a wrong code": { ...LOCKED, tried: "wrong" },
  "locked, waiting": { ...LOCKED, tried: "wrong", nextAt: NOW + 60_000 },
};
