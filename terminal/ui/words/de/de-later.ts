/** German: what comes with the screens that are gone to. */

import type { LaterWords } from "../types/words.ts";
import { budgets } from "./later/budgets.ts";
import { dispute } from "./later/dispute.ts";
import { elsewhere } from "./later/elsewhere.ts";
import { history } from "./later/history.ts";
import { lock } from "./later/lock.ts";
import { notices } from "./later/notices.ts";
import { onboarding } from "./later/onboarding.ts";
import { privacy } from "./later/privacy.ts";
import { prove } from "./later/prove.ts";
import { reasons } from "./later/reasons.ts";
import { security } from "./later/security.ts";
import { settings } from "./later/settings.ts";
import { terminals } from "./later/terminals.ts";
import { tour } from "./later/tour.ts";

export const deLater: LaterWords = {
  ...reasons,
  ...prove,
  ...onboarding,
  ...terminals,
  ...security,
  ...privacy,
  ...dispute,
  ...elsewhere,
  ...budgets,
  ...tour,
  ...history,
  ...notices,
  ...settings,
  ...lock,
};
