/** Calm: what it can't do any more, that nothing else changed, its history, and the way to begin anew. */

import { useState } from "preact/hooks";
import { Mark } from "../../mark.tsx";
import { ActionButton, TextButton } from "../../parts/button.tsx";
import { PaymentLines } from "../../parts/payment-lines.tsx";
import { Title } from "../../parts/title.tsx";

import type { ViewProps } from "../screen.ts";
import type { RevokedState } from "./state.ts";

export function RevokedView({ state, texts, acts }: ViewProps<RevokedState>) {
  const words = texts.words.revoked;
  const [sure, setSure] = useState(false);
  return (
    <section class="revoked">
      <div class="picture">
        <Mark state="dimmed" size={48} />
      </div>
      <Title>{words.title}</Title>
      <p>{words.text(state.account, texts.day(state.at))}</p>
      <p class="soft">{words.kept}</p>
      {state.entries.length > 0 && (
        <PaymentLines payments={state.entries} now={state.now} texts={texts} />
      )}
      <footer class="actions">
        {sure ? (
          <>
            <p class="soft small">{words.anewText}</p>
            <ActionButton press={acts.terminals.startAnew}>{words.anew}</ActionButton>
            <TextButton press={() => setSure(false)}>{texts.words.terminals.cancel}</TextButton>
          </>
        ) : (
          <TextButton press={() => setSure(true)}>{words.anew}</TextButton>
        )}
      </footer>
    </section>
  );
}
