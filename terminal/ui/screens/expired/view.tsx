/** Too late: no money moved, and where to order again. */

import { ActionButton } from "../../parts/button.tsx";
import { Outcome } from "../../parts/outcome.tsx";
import type { ViewProps } from "../screen.ts";
import type { ExpiredState } from "./state.ts";

export function ExpiredView({ state, texts: { words }, acts }: ViewProps<ExpiredState>) {
  return (
    <Outcome
      mark="dimmed"
      title={words.expired.title}
      actions={<ActionButton press={acts.done}>{words.done}</ActionButton>}
    >
      {state.name !== undefined && <p class="paid">{state.name}</p>}
      <p>{words.expired.what}</p>
      <p class="moved">{words.noMoneyMoved}</p>
      <p class="soft">{words.expired.next}</p>
    </Outcome>
  );
}
