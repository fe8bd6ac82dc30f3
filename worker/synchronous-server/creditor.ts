/**
 * What the carrier asks of us: to credit the tills of what its branches decided, to take a register's newer
 * certificate, and to say what a till has counted. Crediting is idempotent by trade and attempt; only what is
 * stored is acknowledged, the rest comes again [LE9].
 */

import { WorkerEntrypoint } from "cloudflare:workers";
import * as v from "valibot";
import { assert } from "../../protocol/assert.ts";
import type { Counted } from "../../protocol/count/bisection.ts";
import type { HourDigests, HourKey } from "../../protocol/count/set-hash.ts";
import type { DisputeList, DisputeSummary } from "../../protocol/dispute/dispute-messages.ts";
import { PayoutId, RegisterId, type TradeId } from "../../protocol/ids.ts";
import type { Ruling } from "../../protocol/operator/operator-disputes.ts";
import { ReturnReason } from "../../protocol/operator/payout-files.ts";
import type { WatchedServer } from "../../protocol/operator/watching.ts";
import { refusal } from "../../protocol/problem.ts";
import { RegisterNews } from "../../protocol/register/register-key.ts";
import { err } from "../../protocol/result.ts";
import { isCertified, periodRefusal } from "../../protocol/trade/offer.ts";
import type {
  Answer,
  CountQuestion,
  Creditor,
  Decided,
  Disputed,
  PayoutReturn,
  Reconciled,
  Registrar,
  TillName,
  Watched,
} from "../carrier-server/carrier.ts";
import { parseMessage } from "../http/read-body.ts";
import { clockNow } from "../objects/clock.ts";
import { objectNamed } from "../objects/placed.ts";
import { countFault } from "../watching/faults.ts";
import { errorName, log } from "../watching/log.ts";
import { tellWatchNow } from "../watching/tell-watch.ts";
import { deploymentOf } from "./deployment.ts";
import { decide, disputesOf } from "./disputes-for-carrier.ts";
import type { SynchronousEnv } from "./env.ts";
import { tillName, tillNameOf } from "./till/name.ts";

const Returned = v.strictObject({ register: RegisterId, payout: PayoutId, reason: ReturnReason });

export class CreditorEntrypoint
  extends WorkerEntrypoint<SynchronousEnv>
  implements Creditor, Registrar, Reconciled, Disputed, Watched
{
  async credit(decided: Decided[]): Promise<{ stored: string[] }> {
    const byTill = new Map<string, Decided[]>();
    for (const one of decided) {
      if (!(await this.#isOurs(one.trade))) continue;
      const name = tillNameOf(one.trade);
      byTill.set(name, [...(byTill.get(name) ?? []), one]);
    }
    const inCompany = decided.length > 1;
    const credited = [...byTill].map(([name, group]) => this.#creditTill(name, group, inCompany));
    return { stored: (await Promise.all(credited)).flat() };
  }

  /** [LE45] The certificate counts by its signature under the pinned root, not by who brings it. */
  async certified(news: RegisterNews): Promise<Answer<null>> {
    const parsed = parseMessage(RegisterNews, news);
    if (!parsed.ok) return parsed;
    const { certificate, chain, standing, former_until } = parsed.value;
    const { trust } = await deploymentOf(this.env);
    if (!(await isCertified({ certificate, chain }, trust)))
      return err(refusal("register_uncertified"));
    const late = periodRefusal(certificate.payload, clockNow());
    // A suspended register's isn't renewed, and it has to be known that it is suspended [RG9].
    if (late && !standing.suspended) return err(refusal(late));
    const register = objectNamed(this.env.REGISTER, certificate.payload.register);
    return register.news({
      pair: { certificate, chain },
      standing,
      formerUntil: former_until ?? 0,
    });
  }

  /** [LE92] */
  async payoutReturned(notice: PayoutReturn): Promise<Answer<null>> {
    const parsed = parseMessage(Returned, notice);
    if (!parsed.ok) return parsed;
    const { register, payout, reason } = parsed.value;
    return objectNamed(this.env.REGISTER, register).payoutReturned(payout, reason);
  }

  /** [DP10] */
  async disputes(register: RegisterId, cursor?: string): Promise<Answer<DisputeList>> {
    return disputesOf(this.env, register, cursor);
  }

  /** [DP10] */
  async decideDispute(trade: TradeId, ruling: Ruling): Promise<Answer<DisputeSummary>> {
    if (!(await this.#isOurs(trade))) return err(refusal("trade_not_found"));
    return decide(this.env, trade, ruling);
  }

  /** One till that doesn't answer must not keep the others' credits back. */
  async #creditTill(name: string, decided: Decided[], inCompany: boolean) {
    try {
      return await objectNamed(this.env.TILL, name).credit(decided, inCompany);
    } catch (error) {
      countFault(error);
      log("storage_unavailable", { where: "credit", error: errorName(error) });
      return [];
    }
  }

  async tillDigests({ register, till }: TillName, keys: HourKey[]): Promise<HourDigests> {
    return this.#till(register, till).digests(keys);
  }

  async tillCount(question: CountQuestion): Promise<Counted> {
    return this.#till(question.register, question.till).count(question);
  }

  async freezeTill({ register, till }: TillName): Promise<number | null> {
    return this.#till(register, till).freeze();
  }

  async thawTill({ register, till }: TillName, keys: HourKey[]): Promise<void> {
    await this.#till(register, till).thaw(keys);
  }

  async watching(): Promise<WatchedServer> {
    const { WATCH } = this.env;
    assert(WATCH, "a server that is asked how it does has its Watch");
    await tellWatchNow(this.env, "synchronous-server", clockNow());
    return WATCH.getByName("synchronous-server").heard("synchronous-server");
  }

  #till(register: RegisterId, till: number) {
    return objectNamed(this.env.TILL, tillName(register, till));
  }

  async #isOurs(trade: TradeId): Promise<boolean> {
    const { identity } = await deploymentOf(this.env);
    const isOurs = await identity.isOurs(trade);
    if (!isOurs) log("trade_not_ours", { where: "credit" });
    return isOurs;
  }
}
