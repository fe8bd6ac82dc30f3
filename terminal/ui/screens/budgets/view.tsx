/** The list of budgets, each a way to its shop's page; and the shops that have none. */

import { Mark } from "../../mark.tsx";
import { BudgetCard } from "../../parts/budget-card.tsx";
import { TextButton } from "../../parts/button.tsx";
import { Title } from "../../parts/title.tsx";
import type { ViewProps } from "../screen.ts";
import type { BudgetsState, ShopLine } from "./state.ts";

export function BudgetsView({ state, texts, acts }: ViewProps<BudgetsState>) {
  const { words } = texts;
  const { budgets, others } = state;
  return (
    <section class="budgets">
      <p class="back">
        <TextButton press={() => acts.settings.back()}>{words.back}</TextButton>
      </p>
      <Title>{words.budgets.title}</Title>
      {budgets.length > 0 ? (
        <>
          <p class="soft small">{words.budgets.lead}</p>
          <ul class="shops">
            {budgets.map((one) => (
              <li key={one.register}>
                <ShopButton shop={one} press={() => acts.budgets.show(one.register)} />
                <BudgetCard budget={one.budget} texts={texts} />
              </li>
            ))}
          </ul>
        </>
      ) : (
        <div class="empty">
          <Mark state="closed" size={48} />
          <p>{words.budgets.empty}</p>
          <p class="soft small">{words.budgets.emptyText}</p>
        </div>
      )}
      {others.length > 0 && (
        <>
          <h2>{words.budgets.others}</h2>
          <ul class="shops">
            {others.map((one) => (
              <li key={one.register}>
                <ShopButton shop={one} press={() => acts.budgets.show(one.register)} />
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function ShopButton({ shop, press }: { readonly shop: ShopLine; readonly press: () => void }) {
  return (
    <button type="button" class="line" onClick={press}>
      <span class="initial small-initial" aria-hidden="true">
        {shop.initial}
      </span>
      <span class="line-name">
        <bdi>{shop.name}</bdi>
        <span class="soft small">{shop.origin}</span>
      </span>
    </button>
  );
}
