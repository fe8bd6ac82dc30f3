/** What is bought: folded after three lines, so that amount and button stay in sight. */

import { useState } from "preact/hooks";
import type { Currency } from "../../../protocol/money/money.ts";
import type { Texts } from "../words/texts.ts";

const SHOWN_FOLDED = 3;

export interface BoughtItem {
  readonly name: string;
  readonly quantity: number;
  /** the line's total, minor units */
  readonly amount: number;
}

export function Items({
  items,
  currency,
  texts: { words, money },
}: {
  readonly items: readonly BoughtItem[];
  readonly currency: Currency;
  readonly texts: Texts;
}) {
  const [open, setOpen] = useState(false);
  if (items.length === 0) return null;
  const shown = open ? items : items.slice(0, SHOWN_FOLDED);
  const folded = items.length - SHOWN_FOLDED;
  return (
    <div class="items">
      <ul aria-label={words.sheet.items}>
        {shown.map((item, at) => (
          <li key={at}>
            <span class="item-name">
              {item.name}
              {item.quantity > 1 && (
                <span class="soft"> {words.sheet.quantity(item.quantity)}</span>
              )}
            </span>
            <span class="money">{money(item.amount, currency)}</span>
          </li>
        ))}
      </ul>
      {folded > 0 && (
        <button type="button" class="fold" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? words.sheet.fewer : words.sheet.more(folded)}
        </button>
      )}
    </div>
  );
}
