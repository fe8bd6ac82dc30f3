/** Every code's text: one that is missing or unknown doesn't compile. */

import type { ProblemCode } from "../../../protocol/problem.ts";
import type { ProblemText } from "./problem-text.ts";
import { DISPUTE_TEXTS } from "./texts/disputes.ts";
import { MONEY_TEXTS } from "./texts/money.ts";
import { NOT_YET_TEXTS } from "./texts/not-yet.ts";
import { OUTCOME_TEXTS } from "./texts/outcomes.ts";
import { PAYING_TEXTS } from "./texts/paying.ts";
import { REQUEST_TEXTS } from "./texts/requests.ts";
import { SIGNING_TEXTS } from "./texts/signing.ts";
import { TRADE_TEXTS } from "./texts/trades.ts";

export const PROBLEM_TEXTS = {
  ...REQUEST_TEXTS,
  ...SIGNING_TEXTS,
  ...TRADE_TEXTS,
  ...MONEY_TEXTS,
  ...DISPUTE_TEXTS,
  ...NOT_YET_TEXTS,
  ...OUTCOME_TEXTS,
  ...PAYING_TEXTS,
} as const satisfies Readonly<Record<ProblemCode, ProblemText>>;
