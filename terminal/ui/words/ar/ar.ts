/** Arabic: what comes with the window. بفصحى قصيرة هادئة؛ «تم الدفع» لا تُقال إلا حين يُعلَم ذلك. */

import type { FirstWords } from "../types/words.ts";
import { budget } from "./first/budget.ts";
import { caution } from "./first/caution.ts";
import { home } from "./first/home.ts";
import { order } from "./first/order.ts";
import { outcome } from "./first/outcome.ts";
import { payments } from "./first/payments.ts";
import { sheet } from "./first/sheet.ts";
import { window } from "./first/window.ts";

export const ar: FirstWords = {
  ...window,
  ...sheet,
  ...budget,
  ...caution,
  ...order,
  ...outcome,
  ...home,
  ...payments,
};
