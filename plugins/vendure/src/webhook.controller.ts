/**
 * POST /warifu/webhooks. 401 for what is forged, or stale, or the very message that was taken before: nothing is done
 * then. A repeat of Warifu's own is signed anew, is answered 204, and changes nothing, since the trade itself is asked.
 * 2xx only after what it says is written; else 500, and it comes again.
 */

import type { IncomingMessage, ServerResponse } from "node:http";
import { Controller, Inject, Post, Req, Res } from "@nestjs/common";
import { Logger } from "@vendure/core";
import { LOG, WARIFU_OPTIONS, type WarifuPluginOptions } from "./options.ts";
import { asFetchRequest } from "./raw-body.ts";
import { verifyWebhook, WarifuError, type WebhookEvent } from "./sdk.ts";
import { TradeFollower } from "./trade-follower.ts";
import { TradeRows } from "./trade-rows.ts";
import { WebhookTries } from "./webhook-tries.ts";

@Controller("warifu/webhooks")
export class WebhookController {
  @Inject(WARIFU_OPTIONS) private readonly options: WarifuPluginOptions;
  @Inject(TradeRows) private readonly rows: TradeRows;
  @Inject(TradeFollower) private readonly follower: TradeFollower;
  @Inject(WebhookTries) private readonly tries: WebhookTries;

  @Post()
  async take(@Req() request: IncomingMessage, @Res() response: ServerResponse): Promise<void> {
    response.writeHead(await this.statusFor(request)).end();
  }

  private async statusFor(request: IncomingMessage): Promise<number> {
    const event = await this.eventIn(request);
    const message = `${request.headers["webhook-id"]}.${request.headers["webhook-timestamp"]}`;
    if (!event || !(await this.tries.take(message))) return 401;
    try {
      await this.act(event);
      return 204;
    } catch (error) {
      const why = error instanceof WarifuError ? error.code : String(error);
      Logger.error(`webhook ${event.id} isn't done: ${why}`, LOG);
      await this.tries.forget(message);
      return 500;
    }
  }

  private async eventIn(request: IncomingMessage): Promise<WebhookEvent | undefined> {
    const { webhookSecret: secret = [] } = this.options;
    const received = asFetchRequest(request);
    if (!received) {
      Logger.error(
        "another body parser read a webhook first: none may stand before this plugin's",
        LOG,
      );
      return undefined;
    }
    try {
      return await verifyWebhook(received, { secret });
    } catch (error) {
      if (!(error instanceof WarifuError)) throw error;
      Logger.warn(`a webhook is refused: ${error.code}`, LOG);
      return undefined;
    }
  }

  private async act(event: WebhookEvent): Promise<void> {
    if (!("data" in event) || !("trade" in event.data)) return;
    const row = await this.rows.byTrade(event.data.trade);
    if (row) await this.follower.follow(row);
  }
}
