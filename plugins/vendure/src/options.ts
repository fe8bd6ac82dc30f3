/** What a merchant gives the plugin, and the name it is injected by. */

export interface WarifuPluginOptions {
  /** the WARIFU_KEY of the register: the one secret, of the backend alone */
  readonly key: string | undefined;
  /** `whsec_…` of the webhook endpoint; several while one takes another's place */
  readonly webhookSecret: string | readonly string[] | undefined;
  /** ms a shopper has from the order to the payment; 30 minutes if left out */
  readonly tradeLifetimeMs?: number;
  /** ms between two rounds of the poller; 1000 if left out, 0 for none in this process */
  readonly pollEveryMs?: number;
}

export const WARIFU_OPTIONS = Symbol("WARIFU_OPTIONS");
/** The SDK, made once of the options. */
export const WARIFU = Symbol("WARIFU");

/** Of the payment method's handler, as the admin chooses it. */
export const HANDLER_CODE = "warifu";
export const LOG = "WarifuPlugin";
