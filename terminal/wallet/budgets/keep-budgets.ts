/**
 * What the shopper does with his budgets. To let through more is a change of the account, signed here and proven
 * there, and stands once the carrier has answered; to let through less is stored at once [BU6].
 */

import type { BudgetTerms } from "../../../protocol/account/budget.ts";
import type { RegisterId } from "../../../protocol/ids.ts";
import { change } from "../change-account.ts";
import type { Context } from "../context.ts";
import { isPaidQuietly } from "../trade-record.ts";
import { shopPaid } from "./allow-budget.ts";
import { type Budget, isLowering, lowered } from "./budget.ts";

export interface BudgetKeeping {
  /** A new budget, or another in its place; only for a shop that was paid before. */
  allow(terms: BudgetTerms): Promise<void>;
  pause(register: RegisterId): Promise<void>;
  /** It goes on as it was consented to. */
  resume(register: RegisterId): Promise<void>;
  revoke(register: RegisterId): Promise<void>;
  /** The shopper looks at his wallet: what was paid quietly is no news any more. */
  lookedAt(): Promise<void>;
  /** A sheet was opened for a press that had none. @param record its id */
  noticed(record: string): Promise<void>;
}

export function keepBudgets(context: Context): BudgetKeeping {
  const { book, ports } = context;
  const changed = (register: RegisterId, decide: (budget: Budget) => Budget | undefined) =>
    book.turn((stored) => {
      const { [register]: known, ...others } = stored.budgets ?? {};
      if (!known) return undefined;
      const next = decide(known);
      if (next === known) return undefined;
      return { budgets: next ? { ...others, [register]: next } : others };
    });

  return {
    async allow(terms) {
      const stored = await book.read();
      if (!shopPaid(stored, terms.register)) return;
      if (!isLowering(terms, stored.budgets?.[terms.register], ports.now()))
        return change(context, { kind: "allow_budget", budget: terms });
      // Looked at again in its turn: it may have been revoked meanwhile.
      await changed(terms.register, (known) =>
        isLowering(terms, known, ports.now()) ? lowered(known, terms) : known,
      );
    },
    pause: (register) =>
      changed(register, (known) => (known.paused ? known : { ...known, paused: true })),
    resume: (register) => changed(register, ({ paused: _, ...known }) => known),
    revoke: (register) => changed(register, () => undefined),
    lookedAt: () =>
      book.turn(({ records }) => {
        const news = Object.values(records).filter((one) => isPaidQuietly(one) && !one.seen);
        return news.length > 0 ? { put: news.map((one) => ({ ...one, seen: true })) } : undefined;
      }),
    noticed: (id) =>
      book.turn(({ records }) => {
        const { quiet, ...record } = records[id] ?? {};
        return quiet && "state" in record ? { put: [record] } : undefined;
      }),
  };
}
