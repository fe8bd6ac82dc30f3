/** The views of what was paid: the list of it, one payment, and what was spent; and the making of their states. */

import type { HistorySource, SourceOf } from "../screens/history/source.ts";
import { type HistoryState, historyState, paymentsKnown } from "../screens/history/state.ts";
import { HistoryView } from "../screens/history/view.tsx";
import { type PaymentState, paymentState } from "../screens/payment/state.ts";
import { PaymentView } from "../screens/payment/view.tsx";
import type { ViewProps } from "../screens/screen.ts";
import type { SpendingState } from "../screens/spending/state.ts";
import { SpendingView } from "../screens/spending/view.tsx";

export type HistoryScreen = HistoryState | PaymentState | SpendingState;

/** Pure: what a screen of the history shows of what is stored. */
export function historyScreen({ status, source }: HistorySource): HistoryScreen {
  const { stored, history, now } = source;
  switch (status) {
    case "history":
      return historyState(stored, history, source);
    case "payment":
      return paymentState(stored, history.opened);
    case "spending":
      return { status, ...paymentsKnown(stored, history.archived), now };
  }
}

/** A state that is made already is drawn as it is. */
function made<S extends HistoryScreen>(state: S | SourceOf<S["status"]>): S {
  return "source" in state ? (historyScreen(state) as S) : state;
}

export const HISTORY_VIEWS = {
  history: (props: ViewProps<HistoryState | SourceOf<"history">>) => (
    <HistoryView {...props} state={made<HistoryState>(props.state)} />
  ),
  payment: (props: ViewProps<PaymentState | SourceOf<"payment">>) => (
    <PaymentView {...props} state={made<PaymentState>(props.state)} />
  ),
  spending: (props: ViewProps<SpendingState | SourceOf<"spending">>) => (
    <SpendingView {...props} state={made<SpendingState>(props.state)} />
  ),
};
