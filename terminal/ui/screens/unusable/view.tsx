/** Says why there is nothing to confirm, and what to do instead. Offers no way to pay. */

import { ActionButton } from "../../parts/button.tsx";
import { Outcome } from "../../parts/outcome.tsx";
import type { ViewProps } from "../screen.ts";
import type { UnusableState } from "./state.ts";

export function UnusableView({ state, texts: { words }, acts }: ViewProps<UnusableState>) {
  const { what, next } = words.reasons[state.reason];
  return (
    <Outcome
      mark="dimmed"
      title={words.unusable.title}
      actions={<ActionButton press={acts.done}>{words.done}</ActionButton>}
    >
      <p>{what}</p>
      <p class="moved">{words.noMoneyMoved}</p>
      <p class="soft">{next}</p>
    </Outcome>
  );
}
