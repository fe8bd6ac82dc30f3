/** Shows the code to type in the other terminal, then the number that both must show. */

import { Mark } from "../../mark.tsx";
import { TextButton } from "../../parts/button.tsx";
import { Note } from "../../parts/note.tsx";
import { Title } from "../../parts/title.tsx";
import type { ViewProps } from "../screen.ts";
import type { LinkingState } from "./state.ts";

export function LinkingView({ state, texts, acts }: ViewProps<LinkingState>) {
  const words = texts.words.linking;
  return (
    <section class="linking">
      <div class="picture picture-waiting">
        <Mark state="checking" size={48} />
      </div>
      <Title>{words.title}</Title>
      {state.number === undefined ? (
        <>
          <p>{words.lead}</p>
          <p class="soft small">{words.code}</p>
          <p class="link-code">{state.code}</p>
          <p class="soft small">{words.waiting}</p>
        </>
      ) : (
        <>
          <p>{words.compare}</p>
          <p class="number-match">{state.number}</p>
          <p class="soft small">{words.approving}</p>
        </>
      )}
      <footer class="actions">
        {state.unreachable && <Note tone="warn">{texts.words.onboarding.unreachable}</Note>}
        <TextButton press={acts.terminals.stopLinking}>{words.stop}</TextButton>
      </footer>
    </section>
  );
}
