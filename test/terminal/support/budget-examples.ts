// An example of what shops may take by themselves, of a shop's page and of the form, in every phase of them; and of the
// sheet and the end of a payment at a shop with a budget.

import type { RegisterId } from "../../../protocol/ids.ts";
import type { Currency } from "../../../protocol/money/money.ts";
import type { BudgetFormState } from "../../../terminal/ui/screens/budget/state.ts";
import type { BudgetShown } from "../../../terminal/ui/screens/budgets/state.ts";
import type { Screen } from "../../../terminal/ui/screens/screen.ts";
import type { SheetBudget } from "../../../terminal/ui/screens/sheet/budget.ts";
import type { ShopPageState } from "../../../terminal/ui/screens/shop-page/state.ts";
import { NOW } from "../../support/builders/realm.ts";
import { SHEET } from "./examples.ts";
import { aPayment } from "./payments.ts";

const DAY = 86_400_000;
const JPY = "JPY" as Currency;
const register = "reg_test_0000000000001" as RegisterId;

const KAMI = { register, name: "Kami paper goods", initial: "K", origin: "kami.example" };
const HOSHINO = {
  ...{ register: "reg_test_0000000000002" as RegisterId, name: "Hoshino Coffee Roasters" },
  ...{ initial: "H", origin: "hoshino-coffee.example" },
};

export const BUDGET: BudgetShown = {
  ...{ phase: "active", period: "month", currency: JPY, amount: 10_000, cap: 5_000 },
  ...{ used: 4_980, left: 5_020, renewsAt: NOW + 9 * DAY, until: NOW + 365 * DAY },
};

export const SHOP_PAGE: ShopPageState = {
  ...{ status: "shop", ...KAMI, provenAt: NOW - 40 * DAY, firstPaidAt: NOW - 30 * DAY, times: 3 },
  ...{ budget: BUDGET, busy: false, now: NOW },
  payments: [
    aPayment({ id: "a", items: ["Washi notebook"], automatic: true, at: NOW }),
    aPayment({ id: "b", amount: 7_400, taken: 7_400, at: NOW - 30 * DAY }),
  ],
};

export const FORM: BudgetFormState = {
  ...{ status: "budget", ...KAMI, currencies: [JPY, "USD" as Currency] },
  last: { amount: 4_980, currency: JPY },
};

const sheetWith = (budget: Partial<SheetBudget>): Screen => ({
  ...SHEET,
  budget: {
    ...{ period: "month", currency: JPY, cap: 3_000, left: 10_000, leftAfter: 5_020 },
    ...budget,
  },
});

const { budget: _, ...WITHOUT } = SHOP_PAGE;

export const BUDGET_EXAMPLES: Readonly<Record<string, Screen>> = {
  "budgets, none, nobody paid yet": { status: "budgets", budgets: [], others: [] },
  "budgets, none yet": { status: "budgets", budgets: [], others: [KAMI, HOSHINO] },
  "budgets, one nearly used, one paused": {
    status: "budgets",
    budgets: [
      { ...KAMI, budget: { ...BUDGET, used: 9_100, left: 900 } },
      { ...HOSHINO, budget: { ...BUDGET, phase: "paused", period: "week" } },
    ],
    others: [{ ...HOSHINO, name: "Mizu Onsen Ryokan", initial: "M", origin: "mizu.example" }],
  },
  "a shop with a budget": SHOP_PAGE,
  "a shop whose budget is paused": { ...SHOP_PAGE, budget: { ...BUDGET, phase: "paused" } },
  "a shop whose budget has ended": { ...SHOP_PAGE, budget: { ...BUDGET, phase: "ended" } },
  "a shop without a budget": WITHOUT,
  "a shop whose budget is being asked for": { ...WITHOUT, busy: true },
  "a shop whose budget nobody answered for": { ...WITHOUT, failed: "noAnswer" },
  "a shop whose payments aren't read yet": { ...SHOP_PAGE, payments: undefined },
  "a budget to be made": FORM,
  "a budget to be changed": {
    ...FORM,
    terms: { currency: JPY, period: "month", amount: 10_000, cap: 5_000 },
  },
  "sheet at a shop with a budget, over its cap": sheetWith({ why: "over_cap" }),
  "sheet at a shop whose budget is used up": sheetWith({
    ...{ why: "used_up", left: 40, leftAfter: 0, cap: 5_000 },
  }),
  "sheet at a shop whose budget is paused": sheetWith({ why: "paused", cap: 5_000 }),
  "paid at a shop that may be let take a little by itself": {
    ...{ status: "settled", record: "press-1", name: KAMI.name, amount: 4_980, currency: JPY },
    ...{ at: NOW, account: "Demo account ··42", left: 45_020, mayAllow: register },
  },
  "prove, for a budget": {
    ...{ status: "prove", record: "account", reason: "change", passkey: true, pin: "ready" },
    subject: {
      ...{ kind: "change", change: "allow_budget", name: KAMI.name },
      budget: { period: "month", amount: 10_000, cap: 5_000, currency: JPY },
    },
  },
};
