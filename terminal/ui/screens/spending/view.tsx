/** What was spent, by month and by shop: tables whose middle column is drawn. Every length is said in figures beside it. */

import { useMemo } from "preact/hooks";
import type { Currency } from "../../../../protocol/money/money.ts";
import { type Spending, spendingOf } from "../../../wallet/history/spending.ts";
import { Mark } from "../../mark.tsx";
import { TextButton } from "../../parts/button.tsx";
import { Title } from "../../parts/title.tsx";
import type { Texts } from "../../words/texts.ts";
import type { ViewProps } from "../screen.ts";
import type { SpendingState } from "./state.ts";

export function SpendingView({ state, texts, acts }: ViewProps<SpendingState>) {
  const { words } = texts;
  const { payments = [], now } = state;
  const today = texts.day(now);
  const spent = useMemo(() => spendingOf(payments, now), [payments, today]);
  return (
    <section class="history">
      <p class="back">
        <TextButton press={() => acts.goTo("history")}>{words.back}</TextButton>
      </p>
      <Title>{words.spending.title}</Title>
      {spent.length > 0 && <p class="soft small">{words.spending.lead}</p>}
      {spent.map((one) => (
        <InCurrency key={one.currency} spending={one} texts={texts} alone={spent.length === 1} />
      ))}
      {spent.length === 0 && (
        <div class="empty">
          <Mark state="waiting" size={48} />
          <p>{state.payments ? words.spending.empty : words.history.reading}</p>
          <p class="soft small">{words.spending.emptyText}</p>
        </div>
      )}
    </section>
  );
}

interface Props {
  readonly spending: Spending;
  readonly texts: Texts;
  /** the only currency there is */
  readonly alone: boolean;
}

function InCurrency({ spending, texts, alone }: Props) {
  const { currency, months, shops, others } = spending;
  const { spending: words } = texts.words;
  const month = new Intl.DateTimeFormat(texts.locale, { month: "short", year: "numeric" });
  const byShop = shops.map(({ register, name, amount }) => ({
    key: register,
    label: name,
    amount,
  }));
  if (others)
    byShop.push({
      ...{ key: "others" as (typeof byShop)[number]["key"], amount: others.amount },
      label: words.others(texts.count(others.count)),
    });
  return (
    <>
      {!alone && (
        <h2 class="currency">
          <span class="spoken">{words.currency} </span>
          {currency}
        </h2>
      )}
      <Bars
        title={words.byMonth}
        label={words.month}
        lines={months.map(({ start, amount }) => ({
          key: start,
          label: month.format(start),
          amount,
        }))}
        {...{ currency, texts }}
      />
      <Bars title={words.byShop} label={words.shop} lines={byShop} {...{ currency, texts }} />
    </>
  );
}

interface BarsProps {
  readonly title: string;
  readonly label: string;
  readonly lines: readonly {
    readonly key: string | number;
    readonly label: string;
    readonly amount: number;
  }[];
  readonly currency: Currency;
  readonly texts: Texts;
}

function Bars({ title, label, lines, currency, texts }: BarsProps) {
  const most = Math.max(1, ...lines.map(({ amount }) => amount));
  return (
    <table class="bars">
      <caption>{title}</caption>
      <thead class="spoken">
        <tr>
          <th scope="col">{label}</th>
          <th scope="col">{texts.words.spending.spent}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ key, label: name, amount }) => (
          <tr key={key}>
            <th scope="row">
              <bdi>{name}</bdi>
            </th>
            <td>
              <span class="money">{texts.money(amount, currency)}</span>
              <Bar share={amount / most} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** In a box of 100 × 6, which is stretched; a little always shows that there is something. */
function Bar({ share }: { readonly share: number }) {
  return (
    <svg class="bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
      {share > 0 && <rect width={Math.max(1, share * 100)} height="6" rx="1" />}
    </svg>
  );
}
