/**
 * The terminal's window: a quiet head, the screen chosen by its status, and one live region that says an
 * outcome once to a screen reader. Chooses, and draws nothing of its own.
 */

import type { ReadonlySignal } from "@preact/signals";
import { Mark } from "./mark.tsx";
import { CheckingView } from "./screens/checking/view.tsx";
import { ExpiredView } from "./screens/expired/view.tsx";
import { HomeView } from "./screens/home/view.tsx";
import { LinkingView } from "./screens/linking/view.tsx";
import { OnboardingView } from "./screens/onboarding/view.tsx";
import { PermissionView } from "./screens/permission/view.tsx";
import { PreparingView } from "./screens/preparing/view.tsx";
import { ProveView } from "./screens/prove/view.tsx";
import { RefusedView } from "./screens/refused/view.tsx";
import { RevokedView } from "./screens/revoked/view.tsx";
import type { Acts, Screen, ViewProps } from "./screens/screen.ts";
import { SecurityView } from "./screens/security/view.tsx";
import { SettledView } from "./screens/settled/view.tsx";
import { SheetView } from "./screens/sheet/view.tsx";
import { TerminalsView } from "./screens/terminals/view.tsx";
import { UnusableView } from "./screens/unusable/view.tsx";
import type { Texts } from "./words/texts.ts";

export interface AppProps {
  readonly screen: ReadonlySignal<Screen>;
  readonly texts: Texts;
  readonly acts: Acts;
  readonly testMode: boolean;
}

export function App({ screen, texts, acts, testMode }: AppProps) {
  const state = screen.value;
  const { words } = texts;
  return (
    <div class="window" lang={texts.locale} data-status={state.status}>
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
        <ScreenView state={state} texts={texts} acts={acts} />
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

function ScreenView({ state, ...rest }: ViewProps<Screen>) {
  switch (state.status) {
    case "loading":
      return null;
    case "permission":
      return <PermissionView state={state} {...rest} />;
    case "onboarding":
      return <OnboardingView state={state} {...rest} />;
    case "preparing":
      return <PreparingView state={state} {...rest} />;
    case "sheet":
      return <SheetView state={state} {...rest} />;
    case "checking":
      return <CheckingView state={state} {...rest} />;
    case "prove":
      return <ProveView state={state} {...rest} />;
    case "security":
      return <SecurityView state={state} {...rest} />;
    case "settled":
      return <SettledView state={state} {...rest} />;
    case "refused":
      return <RefusedView state={state} {...rest} />;
    case "expired":
      return <ExpiredView state={state} {...rest} />;
    case "unusable":
      return <UnusableView state={state} {...rest} />;
    case "home":
      return <HomeView state={state} {...rest} />;
    case "terminals":
      return <TerminalsView state={state} {...rest} />;
    case "linking":
      return <LinkingView state={state} {...rest} />;
    case "revoked":
      return <RevokedView state={state} {...rest} />;
  }
}

/** Said by the live region; empty where the heading says it all. */
function said(state: Screen, { words, money }: Texts): string {
  switch (state.status) {
    case "checking":
      return words.said.checking;
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
