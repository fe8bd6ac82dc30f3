/** The views of what was paid: the list of it, one payment, and what was spent. */

import { HistoryView } from "../screens/history/view.tsx";
import { PaymentView } from "../screens/payment/view.tsx";
import { SpendingView } from "../screens/spending/view.tsx";

export const HISTORY_VIEWS = { history: HistoryView, payment: PaymentView, spending: SpendingView };
