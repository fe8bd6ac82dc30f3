/**
 * Something is wrong: how it stands, what was said, and the one form there is at the moment. While it is shown it asks
 * again now and then, since an answer comes when it comes.
 */

import { useEffect, useState } from "preact/hooks";
import type { KnownDispute } from "../../../wallet/dispute/dispute-entry.ts";
import { TextButton } from "../../parts/button.tsx";
import { Note } from "../../parts/note.tsx";
import { Row, Rows } from "../../parts/rows.tsx";
import { Title } from "../../parts/title.tsx";
import type { ViewProps } from "../screen.ts";
import { OpenForm, WriteForm } from "./forms.tsx";
import type { DisputeState } from "./state.ts";

const READ_EVERY_MS = 5_000;
const OVER: readonly KnownDispute["status"][] = ["refunded", "withdrawn", "won"];

export function DisputeView(props: ViewProps<DisputeState>) {
  const { state, texts, acts } = props;
  const words = texts.words.dispute;
  useEffect(() => {
    const timer = setInterval(() => acts.disputes.read(state.record), READ_EVERY_MS);
    return () => clearInterval(timer);
  }, [state.record]);
  const { known, sending } = state;
  const isOver = known !== undefined && OVER.includes(known.status);
  return (
    <section class="details">
      <p class="back">
        <TextButton press={() => acts.history.show(state.record)}>{texts.words.back}</TextButton>
      </p>
      <Title>{words.title}</Title>
      <Rows>
        <Row label={state.name}>
          <span class="money">{texts.money(state.amount, state.currency)}</span>
        </Row>
        <Row label={words.paid}>{texts.day(state.paidAt)}</Row>
      </Rows>
      {known ? <Standing {...props} known={known} /> : <p class="soft small">{words.lead}</p>}
      <div role="status">
        {sending && <Note tone="plain">{words.sending}</Note>}
        {state.refused && <Note tone="warn">{words.refused}</Note>}
      </div>
      {!sending && !known && <OpenForm {...props} words={words} />}
      {!sending && known && !isOver && (
        <>
          {state.canWrite && <WriteForm key={known.words.length} {...props} words={words} />}
          <Withdraw {...props} />
        </>
      )}
    </section>
  );
}

function Standing({ known, texts }: ViewProps<DisputeState> & { readonly known: KnownDispute }) {
  const words = texts.words.dispute;
  const { status, reason, until, amount, currency } = known;
  return (
    <>
      <div role="status">
        <h2>{words.statuses[status]}</h2>
      </div>
      <p class="soft small">
        {words.reasons[reason]} · {texts.money(amount, currency)}
        {until !== undefined && ` · ${words.until(texts.day(until))}`}
      </p>
      <h3 class="spoken">{words.talk}</h3>
      <ol class="talk">
        {known.words.map(({ from, act, text, at }, index) => (
          <li key={index}>
            <span class="soft small">
              {words.from[from]} · {texts.day(at)} {texts.time(at)}
            </span>
            <bdi>{text || words.acts[act]}</bdi>
          </li>
        ))}
      </ol>
    </>
  );
}

function Withdraw({ state, texts, acts }: ViewProps<DisputeState>) {
  const words = texts.words.dispute;
  const [sure, setSure] = useState(false);
  const press = () => {
    if (sure) acts.disputes.withdraw(state.record);
    setSure(!sure);
  };
  return (
    <>
      <TextButton press={press}>{words.withdraw}</TextButton>
      <div role="status">{sure && <Note tone="warn">{words.withdrawSure}</Note>}</div>
    </>
  );
}
