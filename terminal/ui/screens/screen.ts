/**
 * All screens as one union keyed by `status`, and what a view is given. A screen's state holds values to
 * show; texts and acts come beside it.
 */

import type { Change } from "../../../protocol/account/account-change.ts";
import type { OwnDetails } from "../../../protocol/disclosure/fields.ts";
import type { Tour } from "../../wallet/tour.ts";
import type { LanguageChoice } from "../words/languages.ts";
import type { Texts } from "../words/texts.ts";
import type { AboutState } from "./about/state.ts";
import type { AnsweredState } from "./answered/state.ts";
import type { BudgetFormState } from "./budget/state.ts";
import type { BudgetActs } from "./budgets/acts.ts";
import type { BudgetPlace } from "./budgets/place.ts";
import type { BudgetsState } from "./budgets/state.ts";
import type { CheckingState } from "./checking/state.ts";
import type { DetailsState } from "./details/state.ts";
import type { DisputeActs } from "./dispute/acts.ts";
import type { DisputeState } from "./dispute/state.ts";
import type { ExpiredState } from "./expired/state.ts";
import type { ExportState } from "./export/state.ts";
import type { PrivacyActs } from "./given/acts.ts";
import type { GivenState } from "./given/state.ts";
import type { HistoryActs } from "./history/acts.ts";
import type { SourceOf } from "./history/source.ts";
import type { HistoryState } from "./history/state.ts";
import type { HomeState } from "./home/state.ts";
import type { LimitsState } from "./limits/state.ts";
import type { LinkingState } from "./linking/state.ts";
import type { LockState } from "./lock/state.ts";
import type { LockedState } from "./locked/state.ts";
import type { NoticeActs } from "./notices/acts.ts";
import type { NoticesState } from "./notices/state.ts";
import type { OnboardingState } from "./onboarding/state.ts";
import type { PaymentState } from "./payment/state.ts";
import type { PermissionState } from "./permission/state.ts";
import type { PreparingState } from "./preparing/state.ts";
import type { ProveState } from "./prove/state.ts";
import type { RefusedState } from "./refused/state.ts";
import type { RevokedState } from "./revoked/state.ts";
import type { SecurityState } from "./security/state.ts";
import type { LockActs, SettingsActs } from "./settings/acts.ts";
import type { SettingsState } from "./settings/state.ts";
import type { SettledState } from "./settled/state.ts";
import type { SheetState } from "./sheet/state.ts";
import type { ShopPageState } from "./shop-page/state.ts";
import type { SpendingState } from "./spending/state.ts";
import type { TerminalActs } from "./terminals/acts.ts";
import type { TerminalsState } from "./terminals/state.ts";
import type { TourState } from "./tour/state.ts";
import type { UnusableState } from "./unusable/state.ts";

/** Where the shopper goes by himself. */
export type Place =
  | "home"
  | "settings"
  | "limits"
  | "lock"
  | "export"
  | "about"
  | "security"
  | "terminals"
  | "details"
  | "given"
  | "dispute"
  | "notices"
  | "history"
  | "payment"
  | "spending"
  | "budgets"
  | "shop"
  | "budget";

export type Screen =
  /** nothing was read yet: an empty sheet of paper */
  | { readonly status: "loading" }
  | PermissionState
  | OnboardingState
  | TourState
  | PreparingState
  | SheetState
  | CheckingState
  | SettledState
  | ProveState
  | SecurityState
  | RefusedState
  | AnsweredState
  | ExpiredState
  | UnusableState
  | HomeState
  | NoticesState
  | DetailsState
  | GivenState
  | DisputeState
  | HistoryState
  | SourceOf<"history">
  | SourceOf<"payment">
  | SourceOf<"spending">
  | PaymentState
  | SpendingState
  | BudgetPlace
  | BudgetsState
  | ShopPageState
  | BudgetFormState
  | TerminalsState
  | SettingsState
  | LimitsState
  | ExportState
  | AboutState
  | LockState
  | LockedState
  | LinkingState
  | RevokedState;

/** What he changes without a ceremony of its own. */
export type OwnChange = Exclude<Change, { kind: "add_passkey" | "set_pin" }>;

/** Proving himself, and what he can prove himself with. `what`: a record, the account's change, or that of its terminals. */
export interface SecurityActs {
  goTo(place: Place): void;
  provePasskey(what: string): void;
  provePin(what: string, pin: string): void;
  addPasskey(name: string): void;
  setPin(pin: string): void;
  changeAccount(asked: OwnChange): void;
  dropChange(what: string): void;
}

/** What the shopper can do. Records are named by their id. */
export interface Acts extends SecurityActs, PrivacyActs {
  /** all that he has typed in, also what this shop doesn't ask for */
  ownDetails(): OwnDetails;
  /** @param code of an account that was opened for him */
  openAccount(code?: string): void;
  askPermission(): void;
  /** Every window speaks it as soon as it is stored; "auto": the browser's language. */
  chooseLanguage(language: LanguageChoice): void;
  /** goes to that step of getting to know the wallet, or ends it */
  tour(step: Tour["step"]): void;
  /** @param amount what was shown, minor units @param given what he chose to give the shop, as it was shown */
  pay(record: string, amount: number, given?: OwnDetails): void;
  decline(record: string): void;
  /** all that the shop of this one has waiting */
  declineShop(record: string): void;
  /** declines, and takes nothing more from that page until it is loaded anew */
  refuse(record: string): void;
  tryAgain(record: string): void;
  done(): void;
  nextTrade(): void;
  readonly terminals: TerminalActs;
  readonly disputes: DisputeActs;
  readonly history: HistoryActs;
  readonly notices: NoticeActs;
  readonly budgets: BudgetActs;
  readonly settings: SettingsActs;
  readonly lock: LockActs;
}

export interface ViewProps<S> {
  readonly state: S;
  readonly texts: Texts;
  readonly acts: Acts;
}
