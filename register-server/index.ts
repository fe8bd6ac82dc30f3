/**
 * The SDK for merchants' backends: everything a shop may import. Register keys are made by the register
 * command, which uses key.ts; nothing here makes or shows one.
 */

export type {
  ReceiptProof,
  ReceiptRoot,
  SignedReceiptRoot,
} from "../protocol/count/receipt-root.ts";
export type { DisclosureField } from "../protocol/disclosure/asks.ts";
export type { DeliveryAddress, GivenFields } from "../protocol/disclosure/fields.ts";
export type {
  DisputeList,
  DisputeReason,
  DisputeStatus,
  DisputeSummary,
} from "../protocol/dispute/dispute-messages.ts";
export type { CaptureId, Mode, RefundId, RegisterId, TradeId } from "../protocol/ids.ts";
export type { Health, TillMap, TradeView } from "../protocol/messages.ts";
export type { Access, AccessReceipt } from "../protocol/price-list/access.ts";
export type {
  PriceListView,
  PublishPriceList,
} from "../protocol/price-list/price-list-messages.ts";
export type { ApiKeyScope, ApiKeyView } from "../protocol/register/api-keys.ts";
export type {
  DisputeNews,
  EventList,
  EventType,
  PayoutEvent,
  RegisterEvent,
  TradeEvent,
} from "../protocol/register/events.ts";
export type { WellKnown } from "../protocol/register/origin-proof.ts";
export type { PayoutAccountView } from "../protocol/register/payout-account.ts";
export type {
  PayoutEntries,
  PayoutList,
  PayoutSchedule,
  PayoutView,
  ShopEntry,
  ShopJournal,
  ShopStatement,
} from "../protocol/register/payouts.ts";
export type { RegisterCertified } from "../protocol/register/register-key.ts";
export type {
  BalanceView,
  CurrencyBalance,
  RegisterView,
} from "../protocol/register/register-view.ts";
export type {
  WebhookAttempt,
  WebhookView,
  WebhookWithSecret,
} from "../protocol/register/webhooks.ts";
export type { Receipt, SignedReceipt } from "../protocol/signing/signed-objects.ts";
export type { CaptureView, RefundView } from "../protocol/trade/order-messages.ts";
export type {
  AllCaptures,
  AllRefunds,
  TradeExpansion,
  TradeList,
  TradeReceipt,
} from "../protocol/trade/trade-list.ts";
export type { TradeStatus } from "../protocol/words.ts";
export { createWarifu, type Warifu, type WarifuOptions } from "./create-warifu.ts";
export type { DisputeWord } from "./disputes/dispute-words.ts";
export type { Dispute, DisputeCalls, DisputeFilter } from "./disputes/disputes.ts";
export type { FinalizeDoors, Position } from "./finalize/doors.ts";
export {
  createFinalizer,
  type Finalized,
  type Finalizer,
  type FinalizerOptions,
  type PayableOrder,
  type ReceiptOptions,
  type Refused,
} from "./finalize/finalizer.ts";
export type { EachOptions, PageOptions } from "./http/calls.ts";
export type { IncomingRequest, NodeRequest } from "./http/incoming.ts";
export { WarifuError, type WarifuErrorCode } from "./http/warifu-error.ts";
export { type CheckoutScript, checkoutScript, checkoutTag } from "./links/checkout-tag.ts";
export type {
  AccessExpectations,
  ItemRequest,
  PriceListCalls,
  PriceListOptions,
} from "./links/price-lists.ts";
export { decimalAmount } from "./money/decimal-amount.ts";
export { formatAmount } from "./money/format-amount.ts";
export type { JournalFilter, PayoutFilter } from "./money/money-filters.ts";
export type {
  BankAccountRequest,
  PayoutAccountOptions,
  PayoutCalls,
  PayoutScheduleRequest,
  StatementText,
} from "./money/payouts.ts";
export { readAmount } from "./money/read-amount.ts";
export type { ReceiptCalls } from "./receipts/receipts.ts";
export type { ReceiptExpectations } from "./receipts/verify-receipt.ts";
export type { ApiKeyRequest, CreatedApiKey, KeyCalls } from "./register/keys.ts";
export type { KeyChangeOptions, RegisterCalls } from "./register/register.ts";
export type { CallOptions, TradeRequest, WriteOptions } from "./trades/create-trade.ts";
export type { CaptureRequest, RefundRequest } from "./trades/orders.ts";
export type { OrderFilter, ReadCalls } from "./trades/reads.ts";
export type { TradeFilter, TradeListCalls } from "./trades/trade-list.ts";
export {
  type UnknownEvent,
  verifyWebhook,
  type WebhookEvent,
  type WebhookExpectations,
} from "./webhooks/verify-webhook.ts";
export type {
  EventCalls,
  EventOptions,
  EventPageOptions,
  ReplayRequest,
  RotateOptions,
  WebhookCalls,
  WebhookChange,
  WebhookRequest,
} from "./webhooks/webhooks.ts";
