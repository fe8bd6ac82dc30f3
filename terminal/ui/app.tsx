/**
 * The terminal's window: a quiet head, the screen chosen by its status, and one live region that says an
 * outcome once to a screen reader. Chooses, and draws nothing of its own.
 */

import type { ReadonlySignal } from "@preact/signals";
import { Mark } from "./mark.tsx";
import type { Acts, Screen } from "./screens/screen.ts";
import type { Shown } from "./views/views.ts";
import type { Texts } from "./words/texts.ts";

export interface AppProps {
  readonly shown: ReadonlySignal<Shown>;
  readonly texts: Texts;
  readonly acts: Acts;
  readonly testMode: boolean;
}

export function App({ shown, texts, acts, testMode }: AppProps) {
  const { state, View } = shown.value;
  const { words } = texts;
  return (
    <div class="window" lang={texts.lang} dir={texts.dir} data-status={state.status}>
      <header class="head">
        <Mark state="closed" size={20} />
        <span class="head-name">{words.name}</span>
        {testMode && (
          <span class="test-mode" title={words.testModeTitle}>
            {words.testMode}
          </span>
        )}
      </header>
      <main class="screen" key={keyOf(state)}>
        {View && <View state={state} texts={texts} acts={acts} />}
      </main>
      <p class="spoken" role="status" aria-live="polite">
        {said(state, texts)}
      </p>
    </div>
  );
}

/** Another record or another screen is another sheet: dwell and focus begin anew. */
function keyOf(state: Screen): string {
  return "record" in state ? `${state.status} ${state.record}` : state.status;
}

/** Said by the live region; empty where the heading says it all. */
function said(state: Screen, { words, money }: Texts): string {
  switch (state.status) {
    case "checking":
      return words.said.checking;
    case "sheet":
      // The same words for the whole minute: said once, and not each second.
      return state.closesInSeconds === undefined ? "" : words.order.closesSoon;
    case "settled":
      return words.said[state.heldUntil === undefined ? "settled" : "held"](
        money(state.amount, state.currency),
        state.name,
      );
    case "refused":
    case "unusable":
      return words.said.notPaid(words.reasons[state.reason].what);
    case "expired":
      return words.said.notPaid(words.expired.what);
    case "terminals":
      return state.link?.state === "asked" ? words.terminals.asked(state.link.name) : "";
    case "linking":
      return state.number === undefined ? "" : words.linking.compare;
    default:
      return "";
  }
}
