/** The shopper's own rule of one currency. What the carrier asks for anyway stands beside it. */

import { useState } from "preact/hooks";
import type { OneClickView } from "../../../../protocol/account/account-change.ts";
import type { Texts } from "../../words/texts.ts";
import type { Acts } from "../screen.ts";
import { formOf, type RuleForm, ruleOf } from "./typed.ts";

interface OneClickProps {
  readonly rule: OneClickView;
  readonly texts: Texts;
  readonly acts: Acts;
}

export function OneClick({ rule, texts, acts }: OneClickProps) {
  const { security } = texts.words;
  const { currency } = rule;
  const [form, setForm] = useState<RuleForm>(() => formOf(rule));
  const asked = ruleOf(form, currency);
  const field = (name: "payment" | "total", label: string) => (
    <label>
      {label}
      <input
        type="text"
        inputMode="decimal"
        autocomplete="off"
        value={form[name]}
        onInput={({ currentTarget }) => setForm({ ...form, [name]: currentTarget.value })}
      />
    </label>
  );
  return (
    <form
      class="code-entry one-click"
      aria-label={currency}
      onSubmit={(event) => {
        event.preventDefault();
        if (asked) acts.changeAccount({ kind: "set_one_click", currency, rule: asked });
      }}
    >
      <h3>{currency}</h3>
      {field("payment", security.upTo)}
      {field("total", security.total)}
      <label class="check">
        <input
          type="checkbox"
          checked={form.first}
          onChange={({ currentTarget }) => setForm({ ...form, first: currentTarget.checked })}
        />
        {security.first}
      </label>
      <Carriers rule={rule} texts={texts} />
      <button type="submit" class="text-button" aria-disabled={!asked}>
        {security.save}
      </button>
    </form>
  );
}

function Carriers({ rule: { carrier, currency }, texts }: Omit<OneClickProps, "acts">) {
  if (!carrier) return null;
  const { security } = texts.words;
  const { one_click, one_click_total, first_payment } = carrier;
  const parts = [
    one_click === undefined ? [] : [security.carrierUpTo(texts.money(one_click, currency))],
    one_click_total === undefined
      ? []
      : [security.carrierTotal(texts.money(one_click_total, currency))],
    first_payment ? [security.carrierFirst] : [],
  ].flat();
  return <p class="soft small">{parts.join(" ")}</p>;
}
