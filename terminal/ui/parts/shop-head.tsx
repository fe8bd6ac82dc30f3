/** Who is paid: the name's first letter, the name, and where the browser says it asks from. */

import type { ComponentChildren } from "preact";
import type { Shop } from "../screens/shop.ts";
import type { Texts } from "../words/texts.ts";
import { OriginChip } from "./origin-chip.tsx";
import { Title } from "./title.tsx";

export function ShopHead({
  shop,
  title,
  texts,
  children,
}: {
  readonly shop: Shop;
  /** what a screen reader begins with */
  readonly title: string;
  readonly texts: Texts;
  readonly children?: ComponentChildren;
}) {
  return (
    <header class="who">
      <span class="initial" aria-hidden="true">
        {shop.initial}
      </span>
      <div>
        <Title quiet>{title}</Title>
        <p class="shop">
          <bdi>{shop.name}</bdi>
        </p>
        <OriginChip origin={shop.origin} provenAt={shop.provenAt} texts={texts} />
        {children}
      </div>
    </header>
  );
}
