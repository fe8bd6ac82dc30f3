/** The one door to Warifu's SDK, which is Apache-2.0 and knows nothing of this plugin: its public index, and no more. */

export {
  type CaptureView,
  checkoutScript,
  createWarifu,
  decimalAmount,
  type RefundView,
  type TradeView,
  verifyWebhook,
  type Warifu,
  WarifuError,
  type WebhookEvent,
} from "../../../register-server/index.ts";
