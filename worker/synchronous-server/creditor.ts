/**
 * What the carrier asks of us: to credit the tills of what its branches decided. Idempotent by trade and
 * attempt; only what is stored is acknowledged, the rest comes again [LE9].
 */

import { WorkerEntrypoint } from "cloudflare:workers";
import type { TradeId } from "../../protocol/ids.ts";
import type { Creditor, Decided } from "../carrier-server/carrier.ts";
import { deploymentOf } from "./deployment.ts";
import type { SynchronousEnv } from "./env.ts";
import { tillNameOf } from "./till/name.ts";

export class CreditorEntrypoint extends WorkerEntrypoint<SynchronousEnv> implements Creditor {
  async credit(decided: Decided[]): Promise<{ stored: string[] }> {
    const byTill = new Map<string, Decided[]>();
    for (const one of decided) {
      if (!(await this.#isOurs(one.trade))) continue;
      const name = tillNameOf(one.trade);
      byTill.set(name, [...(byTill.get(name) ?? []), one]);
    }
    const credited = [...byTill].map(([name, group]) => this.#creditTill(name, group));
    return { stored: (await Promise.all(credited)).flat() };
  }

  /** One till that doesn't answer must not keep the others' credits back. */
  async #creditTill(name: string, decided: Decided[]) {
    try {
      return await this.env.TILL.getByName(name).credit(decided);
    } catch (error) {
      const reason = error instanceof Error ? error.name : "unknown";
      console.error(
        JSON.stringify({ code: "storage_unavailable", where: "credit", error: reason }),
      );
      return [];
    }
  }

  async #isOurs(trade: TradeId): Promise<boolean> {
    const { identity } = await deploymentOf(this.env);
    const isOurs = await identity.isOurs(trade);
    if (!isOurs) console.error(JSON.stringify({ code: "trade_not_found", where: "credit" }));
    return isOurs;
  }
}
