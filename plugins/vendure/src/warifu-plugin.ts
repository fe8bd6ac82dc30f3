/** The plugin: `WarifuPlugin.init({ key, webhookSecret })` among the plugins of a Vendure 3 configuration. */

import { PluginCommonModule, type Type, VendurePlugin } from "@vendure/core";
import { Finalizer } from "./finalizer.ts";
import { HoldOrders } from "./hold-orders.ts";
import { MoneyScale } from "./money-scale.ts";
import { WARIFU, WARIFU_OPTIONS, type WarifuPluginOptions } from "./options.ts";
import { OrderTrades } from "./order-trades.ts";
import { OrderWatch } from "./order-watch.ts";
import { warifuPaymentHandler } from "./payment-handler.ts";
import { Poller } from "./poller.ts";
import { keepRawBody } from "./raw-body.ts";
import { ReceiptsController } from "./receipts.controller.ts";
import { Receipts } from "./receipts.ts";
import { Refunds } from "./refunds.ts";
import { createWarifu } from "./sdk.ts";
import { ShopApiResolver, shopApi } from "./shop-api.ts";
import { Surplus } from "./surplus.ts";
import { TradeFollower } from "./trade-follower.ts";
import { TradeRows } from "./trade-rows.ts";
import { Transactions } from "./transactions.ts";
import { WarifuTrade } from "./warifu-trade.entity.ts";
import { WebhookController } from "./webhook.controller.ts";
import { WebhookTries } from "./webhook-tries.ts";
import { WebhookTry } from "./webhook-try.entity.ts";

@VendurePlugin({
  imports: [PluginCommonModule],
  compatibility: "^3.0.0",
  entities: [WarifuTrade, WebhookTry],
  controllers: [WebhookController, ReceiptsController],
  shopApiExtensions: { schema: shopApi, resolvers: [ShopApiResolver] },
  providers: [
    { provide: WARIFU_OPTIONS, useFactory: () => WarifuPlugin.options },
    { provide: WARIFU, useFactory: () => createWarifu({ key: WarifuPlugin.options.key }) },
    ...[Transactions, TradeRows, MoneyScale, Receipts, Surplus, Finalizer, HoldOrders, Refunds],
    ...[TradeFollower, OrderTrades, OrderWatch, WebhookTries, Poller],
  ],
  configuration: (config) => {
    config.paymentOptions.paymentMethodHandlers.push(warifuPaymentHandler);
    for (const route of ["/warifu/webhooks", "/warifu/receipts"])
      config.apiOptions.middleware.push({ route, handler: keepRawBody, beforeListen: true });
    return config;
  },
})
// biome-ignore lint/complexity/noStaticOnlyClass: a Vendure plugin is a class, configured before there is an instance
export class WarifuPlugin {
  static options: WarifuPluginOptions;

  static init(options: WarifuPluginOptions): Type<WarifuPlugin> {
    WarifuPlugin.options = options;
    return WarifuPlugin;
  }
}
