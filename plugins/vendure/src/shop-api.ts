/** What the Shop API gets: the tag's settings, and the trade of a press. */

import { Inject } from "@nestjs/common";
import { Mutation, Query, Resolver } from "@nestjs/graphql";
import {
  ActiveOrderService,
  Allow,
  Ctx,
  Permission,
  type RequestContext,
  UserInputError,
} from "@vendure/core";
import { gql } from "graphql-tag";
import { WARIFU } from "./options.ts";
import { OrderTrades } from "./order-trades.ts";
import { checkoutScript, type Warifu, WarifuError } from "./sdk.ts";

export const shopApi = gql`
  "The script tag of the checkout page: src, integrity, and data-register"
  type WarifuCheckout {
    src: String!
    integrity: String!
    register: String!
  }
  "What the pay button is pressed for: hand trade to the button"
  type WarifuTradeToPay {
    trade: String!
    orderCode: String!
    "minor units by ISO 4217"
    amount: Float!
    currencyCode: CurrencyCode!
  }
  extend type Query {
    warifuCheckout: WarifuCheckout!
  }
  extend type Mutation {
    "The trade that the active order is paid by: the same one until it ended or the order's amount changed"
    createWarifuTrade: WarifuTradeToPay!
  }
`;

@Resolver()
export class ShopApiResolver {
  @Inject(WARIFU) private readonly warifu: Warifu;
  @Inject(OrderTrades) private readonly trades: OrderTrades;
  @Inject(ActiveOrderService) private readonly activeOrders: ActiveOrderService;

  @Query()
  @Allow(Permission.Public)
  warifuCheckout() {
    const { origin, register } = this.warifu;
    return { ...checkoutScript(origin), register };
  }

  @Mutation()
  @Allow(Permission.Owner)
  async createWarifuTrade(@Ctx() ctx: RequestContext) {
    const order = await this.activeOrders.getActiveOrder(ctx, undefined);
    if (!order) throw new UserInputError("there is no active order");
    try {
      const { trade, orderCode, amount, currency } = await this.trades.tradeFor(ctx, order.id);
      return { trade, orderCode, amount, currencyCode: currency };
    } catch (error) {
      if (!(error instanceof WarifuError)) throw error;
      throw new UserInputError(`no trade could be made: ${error.code}`);
    }
  }
}
