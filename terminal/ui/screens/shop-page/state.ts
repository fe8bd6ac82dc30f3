/** A shop's page: who it is, since when it is known, what it may take by itself, and what it was paid. */

import type { RegisterId } from "../../../../protocol/ids.ts";
import { paidShops } from "../../../wallet/paid-shops.ts";
import type { Stored } from "../../../wallet/ports.ts";
import type { Enrolled } from "../../../wallet/terminal-profile.ts";
import type { TradeRecord } from "../../../wallet/trade-record.ts";
import { type BudgetShown, budgetShown, lineOf, type ShopLine } from "../budgets/state.ts";
import type { Listed } from "../history/state.ts";
import { failedOf, type SecurityState } from "../security/state.ts";

export interface ShopPageState extends ShopLine {
  readonly status: "shop";
  /** since when its address is proven to be its own, ms since the epoch; where it is still known */
  readonly provenAt?: number;
  /** of those that are known here */
  readonly firstPaidAt?: number;
  readonly times: number;
  readonly budget?: BudgetShown;
  /** the account is being asked */
  readonly busy: boolean;
  readonly failed?: NonNullable<SecurityState["failed"]>;
  /** undefined until they were read */
  readonly payments: readonly Listed[] | undefined;
  /** ms since the epoch */
  readonly now: number;
}

/** @returns undefined for a shop that isn't known any more */
export function shopPageState(
  stored: Stored,
  { task }: Enrolled,
  register: RegisterId | undefined,
  { payments, now }: { readonly payments: readonly Listed[] | undefined; readonly now: number },
): ShopPageState | undefined {
  if (!register) return undefined;
  const budget = stored.budgets?.[register];
  const shop = paidShops(stored)[register];
  const known = shop ?? budget;
  if (!known) return undefined;
  const own = payments?.filter((one) => one.register === register);
  const paid = own?.filter(({ taken }) => taken > 0) ?? [];
  const firstPaidAt = paid.length > 0 ? Math.min(...paid.map(({ at }) => at)) : undefined;
  const provenAt = provenSince(stored.records, register, known.origin);
  const allowing = task && "kind" in task && task.kind === "allow_budget" ? task : undefined;
  return {
    status: "shop",
    ...lineOf({ register, name: known.name, origin: known.origin }),
    ...(provenAt === undefined ? {} : { provenAt }),
    ...(firstPaidAt === undefined ? {} : { firstPaidAt }),
    times: shop?.times ?? 0,
    ...(budget ? { budget: budgetShown(budget, stored.records, now) } : {}),
    busy: allowing?.state === "sending",
    ...(allowing?.state === "failed" ? { failed: failedOf(allowing.code) } : {}),
    ...{ payments: own, now },
  };
}

/** As its certificate of the latest order says. */
function provenSince(records: Stored["records"], register: RegisterId, origin: string) {
  const latest = Object.values(records)
    .filter((one) => one.register === register)
    .sort((a, b) => b.at - a.at)
    .find((one): one is Extract<TradeRecord, { state: "settled" }> => one.state === "settled");
  const { origins = [] } = latest?.offer.certificate.payload ?? {};
  return origins.find((one) => one.origin === origin)?.proven_at;
}
