/** Payments under their days, each a line that leads to its page. The same wherever payments are listed. */

import type { ShopperWord } from "../../../protocol/words.ts";
import { wordOfKind } from "../../wallet/outcome.ts";
import { Mark, type MarkState } from "../mark.tsx";
import type { Listed } from "../screens/history/state.ts";
import type { Texts } from "../words/texts.ts";

interface Props {
  readonly payments: readonly Listed[];
  /** for "Today" and "Yesterday", ms since the epoch */
  readonly now: number;
  readonly texts: Texts;
  /** the screen's headings above these */
  readonly level?: 2 | 3;
  /** absent where this terminal has nothing more to show */
  readonly show?: (id: string) => void;
}

const MARKS: Readonly<Record<ShopperWord, MarkState>> = {
  waiting: "waiting",
  checking: "checking",
  settled: "closed",
  refused: "dimmed",
  expired: "dimmed",
};

export function PaymentLines({ payments, now, texts, level = 2, show }: Props) {
  const days = new Map<string, Listed[]>();
  for (const payment of payments) {
    const heading = texts.dayHeading(payment.at, now);
    const day = days.get(heading);
    if (day) day.push(payment);
    else days.set(heading, [payment]);
  }
  const Heading = `h${level}` as const;
  return (
    <div class="days">
      {[...days].map(([heading, payments]) => (
        <div key={heading}>
          <Heading class="day">{heading}</Heading>
          <ul>
            {payments.map((payment) => (
              <li key={payment.id} class={`entry entry-${wordOfKind(payment.kind)}`}>
                <Line payment={payment} texts={texts} {...(show ? { show } : {})} />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  );
}

type LineProps = Pick<Props, "texts" | "show"> & { readonly payment: Listed };

function Line(props: LineProps) {
  const { payment, show } = props;
  if (!show)
    return (
      <p class="line">
        <Parts {...props} />
      </p>
    );
  return (
    <button type="button" class="line" onClick={() => show(payment.id)}>
      <Parts {...props} />
    </button>
  );
}

function Parts({ payment, texts }: LineProps) {
  const { kind, name, amount, currency, at } = payment;
  const { payments: words } = texts.words;
  return (
    <>
      <Mark state={MARKS[wordOfKind(kind)]} size={20} />
      <span class="line-name">
        <bdi>{name}</bdi>
        <span class="soft small">
          {words.kinds[kind]} · {texts.time(at)}
        </span>
        <Remarks payment={payment} texts={texts} />
      </span>
      <span class="money">{texts.money(amount, currency)}</span>
    </>
  );
}

function Remarks({ payment, texts }: LineProps) {
  const { refunded, currency, disputed, automatic } = payment;
  const { payments: words } = texts.words;
  return (
    <>
      {refunded > 0 && (
        <span class="remark small">{words.refunded(texts.money(refunded, currency))}</span>
      )}
      {disputed && <span class="remark small">{words.disputed[disputed]}</span>}
      {automatic && <span class="remark small">{words.automatic}</span>}
    </>
  );
}
