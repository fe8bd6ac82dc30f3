/**
 * What the frame says, checked by hand: same messages as FrameToPage of the protocol, without the schema
 * library's bytes (a test holds the two together). A receipt is passed on unread: the shop's backend
 * verifies it.
 */

import type { FrameToPage } from "../../protocol/page/frame-messages.ts";
import { isTradeId } from "./script-settings.ts";

/** @returns the message, or undefined for anything else that a window may be sent */
export function readFrameMessage(data: unknown): FrameToPage | undefined {
  if (!isRecord(data)) return undefined;
  return isWhole(data) ? (data as FrameToPage) : undefined;
}

function isWhole(data: Record<string, unknown>): boolean {
  switch (data.warifu) {
    case "ready":
      return typeof data.height === "number" && data.height >= 0 && data.height < 1_000;
    case "press":
    case "no-terminal":
      return typeof data.press === "string";
    case "settled":
      return isTradeId(data.trade) && isRecord(data.receipt);
    case "refused":
    case "expired":
    case "cancelled":
      return isTradeId(data.trade);
    case "ordered":
      return typeof data.order === "string" && isTradeId(data.trade);
    case "not-ordered":
      return typeof data.order === "string" && typeof data.code === "string";
    case "access":
      return isTradeId(data.trade) && isRecord(data.offer) && typeof data.refunded === "number";
    case "trouble":
      return typeof data.code === "string";
    default:
      return false;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
