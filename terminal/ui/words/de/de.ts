/** German: what comes with the window. With Sie, as banks do; no exclamation marks; „bezahlt“ only where it is known. */

import type { FirstWords } from "../types/words.ts";
import { budget } from "./first/budget.ts";
import { caution } from "./first/caution.ts";
import { home } from "./first/home.ts";
import { order } from "./first/order.ts";
import { outcome } from "./first/outcome.ts";
import { payments } from "./first/payments.ts";
import { sheet } from "./first/sheet.ts";
import { window } from "./first/window.ts";

export const de: FirstWords = {
  ...window,
  ...sheet,
  ...budget,
  ...caution,
  ...order,
  ...outcome,
  ...home,
  ...payments,
};
