/** Checking: since when, what can still happen, and that closing changes nothing. No button ends it. */

import { Outcome } from "../../parts/outcome.tsx";
import type { ViewProps } from "../screen.ts";
import type { CheckingState } from "./state.ts";

export function CheckingView({ state, texts }: ViewProps<CheckingState>) {
  const { words, money, time } = texts;
  const text = { usual: words.checking.text, slow: words.checking.slow, late: words.checking.late };
  return (
    <Outcome mark="checking" title={words.checking.title}>
      <p class="paid">{words.settled.paid(money(state.amount, state.currency), state.name)}</p>
      <p>{text[state.phase]}</p>
      <p class="soft">{words.checking.since(time(state.since))}</p>
      <p class="soft">{words.checking.close}</p>
    </Outcome>
  );
}
