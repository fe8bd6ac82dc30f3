/** Japanese: what comes with the window. Written in です・ます. 「支払いました」「お金は動いていません」は、わかっているときだけ。 */

import type { FirstWords } from "../types/words.ts";
import { budget } from "./first/budget.ts";
import { caution } from "./first/caution.ts";
import { home } from "./first/home.ts";
import { order } from "./first/order.ts";
import { outcome } from "./first/outcome.ts";
import { payments } from "./first/payments.ts";
import { sheet } from "./first/sheet.ts";
import { window } from "./first/window.ts";

export const ja: FirstWords = {
  ...window,
  ...sheet,
  ...budget,
  ...caution,
  ...order,
  ...outcome,
  ...home,
  ...payments,
};
