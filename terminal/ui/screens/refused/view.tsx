/** Not paid: why, that no money moved, and one thing to do. */

import { ActionButton, TextButton } from "../../parts/button.tsx";
import { Outcome } from "../../parts/outcome.tsx";
import type { ViewProps } from "../screen.ts";
import type { RefusedState } from "./state.ts";

export function RefusedView({ state, texts: { words }, acts }: ViewProps<RefusedState>) {
  const { what, next } = words.reasons[state.reason];
  const declined = state.reason === "declined_here";
  return (
    <Outcome
      mark="dimmed"
      title={declined ? words.refused.declinedTitle : words.refused.title}
      actions={
        state.mayTryAgain ? (
          <>
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
      <p class="moved">{words.noMoneyMoved}</p>
      <p class="soft">{next}</p>
    </Outcome>
  );
}
