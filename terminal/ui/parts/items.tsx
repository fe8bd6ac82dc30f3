/**
 * What is bought: folded after three lines, so that amount and button stay in sight. What the shop has changed is marked
 * where it stands, with what it was struck through; a change is never folded away at first.
 */

import type { ComponentChildren } from "preact";
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

/** An item as it is now, and what it was in the shop's order before. */
export interface ChangedItem extends BoughtItem {
  readonly change?:
    | { readonly kind: "new" }
    | { readonly kind: "gone" }
    | ({ readonly kind: "was"; readonly currency: Currency } & Omit<BoughtItem, "name">);
}

export function Items({
  items,
  currency,
  texts,
}: {
  readonly items: readonly ChangedItem[];
  readonly currency: Currency;
  readonly texts: Texts;
}) {
  const { words } = texts;
  const [open, setOpen] = useState(() => items.slice(SHOWN_FOLDED).some(({ change }) => change));
  if (items.length === 0) return null;
  const shown = open ? items : items.slice(0, SHOWN_FOLDED);
  const folded = items.length - SHOWN_FOLDED;
  return (
    <div class="items">
      <ul aria-label={words.sheet.items}>
        {shown.map((item, at) => (
          <Item key={at} {...{ item, currency, texts }} />
        ))}
      </ul>
      {folded > 0 && (
        <button type="button" class="fold" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? words.sheet.fewer : words.sheet.more(texts.count(folded))}
        </button>
      )}
    </div>
  );
}

function Item({
  item: { name, quantity, amount, change },
  currency,
  texts: { words, money, count },
}: {
  readonly item: ChangedItem;
  readonly currency: Currency;
  readonly texts: Texts;
}) {
  const times = (number: number) => words.sheet.quantity(count(number));
  if (change?.kind === "gone")
    return (
      <li class="item-gone">
        <span class="item-name">
          <span class="mark-changed">{words.order.gone}</span>{" "}
          <s>
            <bdi>{name}</bdi>
          </s>
        </span>
        <s class="money">{money(amount, currency)}</s>
      </li>
    );
  const was = change?.kind === "was" ? change : undefined;
  const counted = was !== undefined && was.quantity !== quantity;
  return (
    <li class={change ? "item-changed" : undefined}>
      <span class="item-name">
        {change?.kind === "new" && <span class="mark-changed">{words.order.added}</span>}{" "}
        <bdi>{name}</bdi> {counted && was && <Was words={words}>{times(was.quantity)}</Was>}
        {(quantity > 1 || counted) && <span class="soft">{times(quantity)}</span>}
      </span>
      <span class="money">
        {was && <Was words={words}>{money(was.amount, was.currency)}</Was>}
        {money(amount, currency)}
      </span>
    </li>
  );
}

/** What it was, struck through; a screen reader says so. */
export function Was({
  words,
  children,
}: {
  readonly words: Texts["words"];
  readonly children: ComponentChildren;
}) {
  return (
    <>
      <span class="spoken">{words.order.was} </span>
      <s class="was">{children}</s>{" "}
    </>
  );
}
