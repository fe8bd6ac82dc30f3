/**
 * Every text of the terminal, as a type: a language that lacks one doesn't compile. Texts with a value in them are
 * functions, so that each language puts it, and its plurals, where they belong. One file per room here and in each
 * language; a new room is joined here and in the language's own join.
 */

import type { BudgetRoom } from "./first/budget.ts";
import type { CautionRoom } from "./first/caution.ts";
import type { HomeRoom } from "./first/home.ts";
import type { OrderRoom } from "./first/order.ts";
import type { OutcomeRoom } from "./first/outcome.ts";
import type { PaymentsRoom } from "./first/payments.ts";
import type { SheetRoom } from "./first/sheet.ts";
import type { WindowRoom } from "./first/window.ts";
import type { BudgetsRoom } from "./later/budgets.ts";
import type { DisputeRoom } from "./later/dispute.ts";
import type { ElsewhereRoom } from "./later/elsewhere.ts";
import type { HistoryRoom } from "./later/history.ts";
import type { LockRoom } from "./later/lock.ts";
import type { NoticesRoom } from "./later/notices.ts";
import type { OnboardingRoom } from "./later/onboarding.ts";
import type { PrivacyRoom } from "./later/privacy.ts";
import type { ProveRoom } from "./later/prove.ts";
import type { ReasonsRoom } from "./later/reasons.ts";
import type { SecurityRoom } from "./later/security.ts";
import type { SettingsRoom } from "./later/settings.ts";
import type { TerminalsRoom } from "./later/terminals.ts";
import type { TourRoom } from "./later/tour.ts";

/** Come with the window: a payment from the press to its end, and home. */
export interface FirstWords
  extends WindowRoom,
    SheetRoom,
    BudgetRoom,
    CautionRoom,
    OrderRoom,
    OutcomeRoom,
    HomeRoom,
    PaymentsRoom {}

/** Come with the views that are fetched when they are gone to; none of these stands in a first view. */
export interface LaterWords
  extends ReasonsRoom,
    ProveRoom,
    NoticesRoom,
    TourRoom,
    OnboardingRoom,
    TerminalsRoom,
    SecurityRoom,
    PrivacyRoom,
    DisputeRoom,
    ElsewhereRoom,
    BudgetsRoom,
    HistoryRoom,
    SettingsRoom,
    LockRoom {}

export type Words = FirstWords & LaterWords;
