/** Limits: a part for each currency; how the own ones are changed is one step away. */

import type { StepUpRule } from "../../../../protocol/account/step-up.ts";
import type { Currency } from "../../../../protocol/money/money.ts";
import { BackToSettings } from "../../parts/back.tsx";
import { TextButton } from "../../parts/button.tsx";
import { Row, Rows } from "../../parts/rows.tsx";
import { Title } from "../../parts/title.tsx";
import type { Texts } from "../../words/texts.ts";
import type { ViewProps } from "../screen.ts";
import type { LimitsState } from "./state.ts";

export function LimitsView({ state, texts, acts }: ViewProps<LimitsState>) {
  const { limits } = texts.words;
  const { reached } = state;
  return (
    <section class="settings">
      <BackToSettings texts={texts} acts={acts} />
      <Title>{limits.title}</Title>
      <p class="soft small">{limits.asOf(state.account, texts.time(state.asOf))}</p>
      {state.currencies.map((one) => (
        <Currencies key={one.currency} one={one} texts={texts} />
      ))}
      <h2>{limits.keepers}</h2>
      <p class="soft small">{limits.keepersText}</p>
      {reached && (
        <p>
          {limits.reached(limits.codes[reached.code], texts.day(reached.at))}{" "}
          {reached.left && limits.leftThen(texts.money(reached.left.amount, reached.left.currency))}
        </p>
      )}
      <h2>{limits.own}</h2>
      <p class="soft small">{limits.ownText}</p>
      <TextButton press={() => acts.goTo("security")}>{limits.change}</TextButton>
    </section>
  );
}

function Currencies({
  one: { currency, balance, credit, rule },
  texts,
}: {
  readonly one: LimitsState["currencies"][number];
  readonly texts: Texts;
}) {
  const { limits } = texts.words;
  const money = (amount: number) => texts.money(amount, currency);
  return (
    <>
      <h2>{currency}</h2>
      <Rows>
        <Row label={limits.balance}>{money(balance)}</Row>
        {credit && (
          <>
            <Row label={limits.credit}>{money(credit.limit)}</Row>
            <Row label={limits.left}>{money(credit.left)}</Row>
          </>
        )}
        <Rule rule={rule?.own} texts={texts} currency={currency} whose={limits.yours} />
        <Rule rule={rule?.carrier} texts={texts} currency={currency} whose={limits.keepersRule} />
      </Rows>
    </>
  );
}

function Rule({
  rule,
  texts,
  currency,
  whose,
}: {
  readonly rule: StepUpRule | undefined;
  readonly texts: Texts;
  readonly currency: Currency;
  readonly whose: (rule: string) => string;
}) {
  const { limits } = texts.words;
  if (!rule) return null;
  const { one_click, one_click_total, first_payment } = rule;
  return (
    <>
      {one_click !== undefined && (
        <Row label={whose(limits.oneClick)}>{texts.money(one_click, currency)}</Row>
      )}
      {one_click_total !== undefined && (
        <Row label={whose(limits.oneClickTotal)}>{texts.money(one_click_total, currency)}</Row>
      )}
      {first_payment && <Row label={whose(limits.first)}>{limits.asked}</Row>}
    </>
  );
}
