/** The receipt: checked here at a press, each step in plain words; printed; saved as the file that anyone can check. */

import type { CheckedStep } from "../../../wallet/history/receipt-check.ts";
import { TextButton } from "../../parts/button.tsx";
import { Note } from "../../parts/note.tsx";
import type { Texts } from "../../words/texts.ts";
import type { ViewProps } from "../screen.ts";
import type { PaymentPage } from "./state.ts";

const SIGNS: Readonly<Record<CheckedStep["is"], string>> = { holds: "✓", fails: "✕", unknown: "–" };

export function ReceiptPart({ state, texts, acts }: ViewProps<PaymentPage>) {
  const { receipt: words } = texts.words;
  const { check } = state;
  const done = check === "checking" ? undefined : check;
  return (
    <div class="part">
      <h2>{words.title}</h2>
      {done ? <Steps steps={done.steps} texts={texts} /> : <p class="soft small">{words.lead}</p>}
      <div role="status">
        {check === "checking" && <Note tone="plain">{words.checking}</Note>}
        {done && (
          <p class={done.holds ? "verdict verdict-holds" : "verdict verdict-fails"}>
            {done.holds ? words.holds : words.fails}
          </p>
        )}
      </div>
      {done && (
        <p class="soft small fingerprint">
          {words.fingerprint} <bdi>{done.fingerprint}</bdi>
        </p>
      )}
      <p class="part-acts">
        {!done && <TextButton press={acts.history.check}>{words.check}</TextButton>}
        {done?.holds !== false && <TextButton press={acts.history.print}>{words.print}</TextButton>}
        <TextButton press={acts.history.saveReceipt}>{words.save}</TextButton>
      </p>
    </div>
  );
}

function Steps({
  steps,
  texts,
}: {
  readonly steps: readonly CheckedStep[];
  readonly texts: Texts;
}) {
  const { receipt: words } = texts.words;
  return (
    <ol class="steps">
      {steps.map(({ step, is }) => (
        <li key={step} class={`step step-${is}`}>
          <span class="step-sign" aria-hidden="true">
            {SIGNS[is]}
          </span>
          <span>
            <span class="spoken">{words.stepIs[is]} </span>
            {words.steps[step]}
          </span>
        </li>
      ))}
    </ol>
  );
}
