/** Says what is being waited for. Nothing to press: there is nothing to confirm yet. */

import { Outcome } from "../../parts/outcome.tsx";
import type { ViewProps } from "../screen.ts";
import type { PreparingState } from "./state.ts";

export function PreparingView({ state, texts }: ViewProps<PreparingState>) {
  const words = texts.words.preparing;
  const offline = state.phase === "unreachable";
  return (
    <Outcome
      mark={offline ? "dimmed" : "checking"}
      title={offline ? words.unreachableTitle : words.title}
    >
      <p>{words[state.phase]}</p>
    </Outcome>
  );
}
