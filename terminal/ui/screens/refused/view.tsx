/** Not paid: why, what would have been possible, that no money moved, and one thing to do. */

import type { Left } from "../../../../protocol/messages.ts";
import { ActionButton, TextButton } from "../../parts/button.tsx";
import { Outcome } from "../../parts/outcome.tsx";
import type { Texts } from "../../words/texts.ts";
import type { Reason } from "../../words/types/later/reasons.ts";
import type { ViewProps } from "../screen.ts";
import type { RefusedState } from "./state.ts";

export function RefusedView({ state, texts, acts }: ViewProps<RefusedState>) {
  const { words } = texts;
  const { what, next } = words.reasons[state.reason];
  const declined = state.reason === "declined_here";
  return (
    <Outcome
      mark="dimmed"
      title={declined ? words.refused.declinedTitle : words.refused.title}
      actions={
        state.mayTryAgain ? (
          <>
            {state.reason === "step_up_required" && (
              <ActionButton press={() => acts.goTo("security")}>{words.refused.setUp}</ActionButton>
            )}
            <ActionButton press={() => acts.tryAgain(state.record)}>{words.tryAgain}</ActionButton>
            <TextButton press={acts.done}>{words.done}</TextButton>
          </>
        ) : (
          <ActionButton press={acts.done}>{words.done}</ActionButton>
        )
      }
    >
      {state.name !== undefined && <p class="paid">{state.name}</p>}
      <p>{what}</p>
      {state.left && <p>{leftText(state.reason, state.left, texts)}</p>}
      <p class="moved">{words.noMoneyMoved}</p>
      <p class="soft">{next}</p>
    </Outcome>
  );
}

function leftText(
  reason: Reason,
  { amount, currency }: Left,
  { words: { refused }, money }: Texts,
): string {
  if (amount === 0) return refused.nothingLeft;
  const left = money(amount, currency);
  return reason === "step_up_required" ? refused.oneClick(left) : refused.left(left);
}
