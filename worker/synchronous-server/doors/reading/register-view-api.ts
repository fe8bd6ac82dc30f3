/** The register servers' door to who they are, and to what they have [AR8], [AR9]. Reads only. */

import { modeOf } from "../../../../protocol/ids.ts";
import { addMinor, type Currency } from "../../../../protocol/money/money.ts";
import type { Refusal } from "../../../../protocol/problem.ts";
import type {
  BalanceView,
  CurrencyBalance,
  RegisterView,
} from "../../../../protocol/register/register-view.ts";
import { ok, type Result } from "../../../../protocol/result.ts";
import { answer } from "../../../http/answer.ts";
import type { Door } from "../../../http/door.ts";
import { objectNamed } from "../../../objects/placed.ts";
import { deploymentOf } from "../../deployment.ts";
import type { SynchronousEnv } from "../../env.ts";
import { apiKeyOf } from "../../register/keys/api-key.ts";
import type { AmountOf } from "../../register/reading/register-money.ts";
import { everyTill } from "./merged-tills.ts";

export function addRegisterViewApi(door: Door<SynchronousEnv>): void {
  door.get("/v1/register", async (c) => answer(c.req.raw, await view(c.req.raw, c.env)));
  door.get("/v1/balance", async (c) => answer(c.req.raw, await balance(c.req.raw, c.env)));
}

async function view(request: Request, env: SynchronousEnv): Promise<Result<RegisterView, Refusal>> {
  const { trust } = await deploymentOf(env);
  const apiKey = await apiKeyOf(request, trust.mode);
  if (!apiKey.ok) return apiKey;
  const { register, hash } = apiKey.value;
  return objectNamed(env.REGISTER, register).view(hash);
}

/** Each object's part is of one moment of it. */
async function balance(
  request: Request,
  env: SynchronousEnv,
): Promise<Result<BalanceView, Refusal>> {
  const { trust } = await deploymentOf(env);
  const apiKey = await apiKeyOf(request, trust.mode);
  if (!apiKey.ok) return apiKey;
  const { register, hash } = apiKey.value;
  const own = await objectNamed(env.REGISTER, register).money(hash);
  if (!own.ok) return own;
  const tills = await everyTill(apiKey.value, env, (till) => till.money(hash));
  if (!tills.ok) return tills;
  const balances = new Balances();
  balances.add("available", own.value.collected);
  balances.add("payouts_pending", own.value.onItsWay);
  for (const till of tills.value) {
    balances.add("available", till.balances);
    balances.add("held", till.held);
    balances.add("refunds_pending", till.refunding);
  }
  const envelope = { object: "balance", mode: modeOf(register), register } as const;
  return ok({ ...envelope, balances: balances.all() });
}

class Balances {
  readonly #known = new Map<Currency, CurrencyBalance>();

  add(what: Exclude<keyof CurrencyBalance, "currency">, amounts: readonly AmountOf[]): void {
    for (const { currency, amount } of amounts) {
      const nothing = { available: 0, held: 0, refunds_pending: 0, payouts_pending: 0 };
      const known = this.#known.get(currency) ?? { currency, ...nothing };
      this.#known.set(currency, { ...known, [what]: addMinor(known[what], amount) });
    }
  }

  all(): CurrencyBalance[] {
    return [...this.#known.values()].sort((a, b) => (a.currency < b.currency ? -1 : 1));
  }
}
