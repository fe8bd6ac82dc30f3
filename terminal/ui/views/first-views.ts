/** The views that come with a window: a payment from the press to its receipt, and home. */

import { CheckingView } from "../screens/checking/view.tsx";
import { ExpiredView } from "../screens/expired/view.tsx";
import { HomeView } from "../screens/home/view.tsx";
import { PreparingView } from "../screens/preparing/view.tsx";
import { SettledView } from "../screens/settled/view.tsx";
import { SheetView } from "../screens/sheet/view.tsx";

export const FIRST_VIEWS = {
  checking: CheckingView,
  expired: ExpiredView,
  home: HomeView,
  preparing: PreparingView,
  settled: SettledView,
  sheet: SheetView,
};
