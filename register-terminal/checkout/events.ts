/**
 * The events of <warifu-checkout>: typed, bubbling, composed. They tell the page what the frame said; only
 * the receipt, verified by the shop's backend, proves a payment.
 */

import type { FrameAccess, FrameSettled } from "../../protocol/page/frame-messages.ts";
import type { SignedReceipt } from "../../protocol/signing/signed-objects.ts";
import type { TroubleCode } from "./troubles.ts";

const REACH = { bubbles: true, composed: true };

/** The shopper pressed the button; the page is about to be asked for a trade. */
export class WarifuPressEvent extends Event {
  constructor() {
    super("warifu-press", REACH);
  }
}

/** Paid, says the receipt: send it to your backend and let it verify. */
export class WarifuSettledEvent extends Event {
  readonly trade: string;
  readonly receipt: SignedReceipt;

  constructor(trade: string, receipt: SignedReceipt) {
    super("warifu-settled", REACH);
    this.trade = trade;
    this.receipt = receipt;
  }
}

/** Paid from a price list: what lets the payer in, once access.js has verified it. Keep it; it says nothing of who paid. */
export class WarifuAccessEvent extends Event {
  readonly trade: string;
  readonly access: { readonly receipt: SignedReceipt; readonly offer: unknown };
  /** minor units given back, as far as is known */
  readonly refunded: number;

  constructor({ trade, receipt }: FrameSettled, { offer, refunded }: FrameAccess) {
    super("warifu-access", REACH);
    this.trade = trade;
    this.access = { receipt, offer };
    this.refunded = refunded;
  }
}

/** The trade ended without a payment. */
export class WarifuEndedEvent extends Event {
  readonly trade: string;

  constructor(how: "refused" | "expired" | "cancelled", trade: string) {
    super(`warifu-${how}`, REACH);
    this.trade = trade;
  }
}

/** No wallet answered the press; the button says what to do. */
export class WarifuNoWalletEvent extends Event {
  constructor() {
    super("warifu-no-wallet", REACH);
  }
}

/** The tag, the page or its backend has a mistake; the console names the fix. */
export class WarifuTroubleEvent extends Event {
  readonly code: TroubleCode;

  constructor(code: TroubleCode) {
    super("warifu-trouble", REACH);
    this.code = code;
  }
}

export interface WarifuEventMap {
  "warifu-press": WarifuPressEvent;
  "warifu-settled": WarifuSettledEvent;
  "warifu-access": WarifuAccessEvent;
  "warifu-refused": WarifuEndedEvent;
  "warifu-expired": WarifuEndedEvent;
  "warifu-cancelled": WarifuEndedEvent;
  "warifu-no-wallet": WarifuNoWalletEvent;
  "warifu-trouble": WarifuTroubleEvent;
}
