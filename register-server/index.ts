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
export type { EachOptions, PageOptions } from "./calls.ts";
export { type CheckoutScript, checkoutScript, checkoutTag } from "./checkout-tag.ts";
export type { CallOptions, TradeRequest, WriteOptions } from "./create-trade.ts";
export { createWarifu, type Warifu, type WarifuOptions } from "./create-warifu.ts";
export { decimalAmount } from "./decimal-amount.ts";
export type { DisputeWord } from "./dispute-words.ts";
export type { Dispute, DisputeCalls, DisputeFilter } from "./disputes.ts";
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
export { formatAmount } from "./format-amount.ts";
export type { IncomingRequest, NodeRequest } from "./incoming.ts";
export type { ApiKeyRequest, CreatedApiKey, KeyCalls } from "./keys.ts";
export type { JournalFilter, PayoutFilter } from "./money-filters.ts";
export type { CaptureRequest, RefundRequest } from "./orders.ts";
export type {
  BankAccountRequest,
  PayoutAccountOptions,
  PayoutCalls,
  PayoutScheduleRequest,
  StatementText,
} from "./payouts.ts";
export type {
  AccessExpectations,
  ItemRequest,
  PriceListCalls,
  PriceListOptions,
} from "./price-lists.ts";
export { readAmount } from "./read-amount.ts";
export type { OrderFilter, ReadCalls } from "./reads.ts";
export type { ReceiptCalls } from "./receipts.ts";
export type { KeyChangeOptions, RegisterCalls } from "./register.ts";
export type { TradeFilter, TradeListCalls } from "./trade-list.ts";
export type { ReceiptExpectations } from "./verify-receipt.ts";
export {
  type UnknownEvent,
  verifyWebhook,
  type WebhookEvent,
  type WebhookExpectations,
} from "./verify-webhook.ts";
export { WarifuError, type WarifuErrorCode } from "./warifu-error.ts";
export type {
  EventCalls,
  EventOptions,
  EventPageOptions,
  ReplayRequest,
  RotateOptions,
  WebhookCalls,
  WebhookChange,
  WebhookRequest,
} from "./webhooks.ts";
