/** A budget as it stands: how much of it is used, drawn and said, what it lets through, and until when. */

import type { BudgetShown } from "../screens/budgets/state.ts";
import type { Texts } from "../words/texts.ts";

interface Props {
  readonly budget: BudgetShown;
  readonly texts: Texts;
  /** all of it, where a shop's page is about it */
  readonly full?: boolean;
}

export function BudgetCard({ budget, texts, full = false }: Props) {
  const { phase, period, currency, amount, cap, used, left } = budget;
  const { words, money, day, time } = texts;
  const { budgets } = words;
  return (
    <div class={`budget budget-${phase}`}>
      <p class="budget-terms">{words.budget.upTo[period](money(amount, currency))}</p>
      <Used share={used / amount} />
      <p class="small">
        {budgets.used(money(used, currency), money(left, currency))}
        {phase !== "active" && <strong class="budget-phase"> · {budgets.phases[phase]}</strong>}
      </p>
      {full && (
        <ul class="soft small budget-more">
          <li>{words.budget.each(money(cap, currency))}</li>
          {phase === "ended" ? null : (
            <>
              <li>{budgets.renews(`${day(budget.renewsAt)} ${time(budget.renewsAt)}`)}</li>
              <li>{budgets.until(day(budget.until))}</li>
            </>
          )}
          <li>{budgets.here}</li>
        </ul>
      )}
    </div>
  );
}

/** In a box of 100 × 4, which is stretched; what is nearly used has a colour of its own, and figures beside it. */
function Used({ share }: { readonly share: number }) {
  return (
    <svg
      class={share >= 0.8 ? "budget-bar nearly" : "budget-bar"}
      viewBox="0 0 100 4"
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <rect class="budget-all" width="100" height="4" />
      <rect class="budget-used" width={Math.min(1, share) * 100} height="4" />
    </svg>
  );
}
