/**
 * The poller: asks after every trade whose story isn't over, so that an order is paid even if its page is gone and no
 * webhook comes. Of several servers one asks at a time; a round that fails is followed by the next.
 */

import {
  Inject,
  Injectable,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from "@nestjs/common";
import { Logger, ProcessContext } from "@vendure/core";
import { LOG, WARIFU_OPTIONS, type WarifuPluginOptions } from "./options.ts";
import { WarifuError } from "./sdk.ts";
import { TradeFollower } from "./trade-follower.ts";
import { TradeRows } from "./trade-rows.ts";
import type { WarifuTrade } from "./warifu-trade.entity.ts";

const EVERY_MS = 1_000;
/** A young trade is asked after this often, an old one less, and what is held or on its way back less still. */
const ASK_YOUNG_MS = 2_000;
const ASK_OLD_MS = 30_000;
const ASK_SLOWLY_MS = 10 * 60_000;
const YOUNG_MS = 5 * 60_000;

@Injectable()
export class Poller implements OnApplicationBootstrap, OnApplicationShutdown {
  @Inject(WARIFU_OPTIONS) private readonly options: WarifuPluginOptions;
  @Inject(ProcessContext) private readonly process: ProcessContext;
  @Inject(TradeRows) private readonly rows: TradeRows;
  @Inject(TradeFollower) private readonly follower: TradeFollower;
  private timer: NodeJS.Timeout | undefined;
  private round: Promise<void> | undefined;

  onApplicationBootstrap(): void {
    const every = this.options.pollEveryMs ?? EVERY_MS;
    if (every === 0 || !this.process.isServer) return;
    this.timer = setInterval(() => {
      this.round ??= this.poll()
        .catch((error: unknown) => Logger.error(`a round failed: ${String(error)}`, LOG))
        .finally(() => {
          this.round = undefined;
        });
    }, every);
    this.timer.unref();
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.round;
  }

  /** One round. */
  async poll(): Promise<void> {
    for (const row of await this.rows.due(Date.now())) await this.ask(row);
  }

  private async ask(row: WarifuTrade): Promise<void> {
    const now = Date.now();
    if (!(await this.rows.lease(row, now + pauseOf(row, now)))) return;
    try {
      await this.follower.follow(row);
    } catch (error) {
      const why = error instanceof WarifuError ? error.code : String(error);
      Logger.warn(`can't follow ${row.trade ?? row.key}: ${why}`, LOG);
    }
  }
}

function pauseOf({ state, createdAt }: WarifuTrade, now: number): number {
  const young = now - createdAt.getTime() < YOUNG_MS;
  if (young) return ASK_YOUNG_MS;
  return state === "live" ? ASK_OLD_MS : ASK_SLOWLY_MS;
}
