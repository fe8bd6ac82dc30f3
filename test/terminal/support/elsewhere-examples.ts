// An example of what is asked or was answered in another browser of the account.

import type { Currency } from "../../../protocol/money/money.ts";
import type { AnsweredState } from "../../../terminal/ui/screens/answered/state.ts";
import type { Screen } from "../../../terminal/ui/screens/screen.ts";
import { NOW } from "../../support/builders/realm.ts";
import { SHEET, TERMINALS } from "./examples.ts";

const ANSWERED: AnsweredState = {
  ...{ status: "answered", record: "press-1", answer: "paid", browser: "Kitchen laptop" },
  ...{ name: "Kami paper goods", amount: 4980, currency: "JPY" as Currency, at: NOW },
  account: "Demo account ··42",
};
const { at: _, ...DECLINED } = ANSWERED;

export const ELSEWHERE_EXAMPLES: Readonly<Record<string, Screen>> = {
  "sheet, asked in another browser": { ...SHEET, askedIn: "Kitchen laptop" },
  "sheet, asked in a browser without a name": { ...SHEET, askedIn: "", standing: { times: 0 } },
  "answered elsewhere, paid": ANSWERED,
  "answered elsewhere, paid in another one": { ...ANSWERED, browser: "" },
  "answered elsewhere, held": { ...ANSWERED, answer: "held" },
  "answered elsewhere, declined": { ...DECLINED, answer: "declined" },
  "terminals, orders are shared": { ...TERMINALS, shared: true },
  "terminals, orders are not shared": { ...TERMINALS, shared: false },
};
