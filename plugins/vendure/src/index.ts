/** What a shop's Vendure imports: the plugin, its payment method, and the entities for its migrations. */

export { type Finalized, Finalizer } from "./finalizer.ts";
export type { WarifuPluginOptions } from "./options.ts";
export { warifuPaymentHandler } from "./payment-handler.ts";
export { Poller } from "./poller.ts";
export { TradeFollower } from "./trade-follower.ts";
export { WarifuPlugin } from "./warifu-plugin.ts";
export { WarifuTrade, type WarifuTradeState } from "./warifu-trade.entity.ts";
