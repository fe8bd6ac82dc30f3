/**
 * Transactions in the channel of a trade's order. SQLite in one process is one connection: there they follow one
 * another, since two at once would be one. Everywhere else the rows' own locks suffice.
 */

import { Inject, Injectable } from "@nestjs/common";
import {
  ChannelService,
  InternalServerError,
  RequestContext,
  RequestContextService,
  TransactionalConnection,
} from "@vendure/core";
import type { WarifuTrade } from "./warifu-trade.entity.ts";

const ONE_CONNECTION: readonly string[] = ["sqljs", "better-sqlite3", "sqlite"];

@Injectable()
export class Transactions {
  @Inject(TransactionalConnection) private readonly connection: TransactionalConnection;
  @Inject(ChannelService) private readonly channels: ChannelService;
  @Inject(RequestContextService) private readonly contexts: RequestContextService;
  private last: Promise<unknown> = Promise.resolve();

  /** Nobody's request: what page, webhook and poller do is done by the shop itself. */
  async contextOf({ channelId }: Pick<WarifuTrade, "channelId">): Promise<RequestContext> {
    const channel = await this.channels.findOne(RequestContext.empty(), channelId);
    if (!channel) throw new InternalServerError(`the channel ${channelId} of a trade is gone`);
    return this.contexts.create({ apiType: "admin", channelOrToken: channel });
  }

  /** All of `work` or nothing of it. What it throws, this throws. */
  async of<T>(
    trade: Pick<WarifuTrade, "channelId">,
    work: (ctx: RequestContext) => Promise<T>,
  ): Promise<T> {
    const outside = await this.contextOf(trade);
    const run = () => this.connection.withTransaction(outside, work);
    if (!ONE_CONNECTION.includes(this.connection.rawConnection.options.type)) return run();
    const done = this.last.then(run);
    this.last = done.catch(() => undefined);
    return done;
  }
}
