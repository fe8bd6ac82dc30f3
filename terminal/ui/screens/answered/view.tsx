/** Answered in another browser: which, what it came to, and that there is nothing to do here. The halves close where it was paid. */

import { ActionButton } from "../../parts/button.tsx";
import { Outcome } from "../../parts/outcome.tsx";
import { Row, Rows } from "../../parts/rows.tsx";
import type { ViewProps } from "../screen.ts";
import type { AnsweredState } from "./state.ts";

export function AnsweredView({ state, texts, acts }: ViewProps<AnsweredState>) {
  const { words, money, day, time } = texts;
  const { answer, at, browser } = state;
  const { elsewhere } = words;
  const where = browser === "" ? elsewhere.other : elsewhere.named(browser);
  return (
    <Outcome
      mark={answer === "declined" ? "dimmed" : "closed"}
      title={elsewhere[answer](where)}
      actions={<ActionButton press={acts.done}>{words.done}</ActionButton>}
    >
      <p class="paid">{words.settled.paid(money(state.amount, state.currency), state.name)}</p>
      {at === undefined ? (
        <p class="soft">{elsewhere.again}</p>
      ) : (
        <>
          <div class="account">
            <Rows>
              <Row label={words.settled.at}>
                {day(at)} {time(at)}
              </Row>
              <Row label={words.settled.from}>{state.account}</Row>
            </Rows>
          </div>
          <p>{elsewhere.once}</p>
          <p class="proof">{words.settled.proof}</p>
        </>
      )}
    </Outcome>
  );
}
