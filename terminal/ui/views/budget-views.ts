/** The views of what shops may take by themselves: all of it, one shop, and the form. */

import { PlacedView } from "../screens/budgets/placed.tsx";

export const BUDGET_VIEWS = { budget: PlacedView, budgets: PlacedView, shop: PlacedView };
