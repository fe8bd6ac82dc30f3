/**
 * Messages between the shop's page (checkout.js), the frame of our origin and the terminal's content
 * script in that frame. All by window.postMessage, all parsed on arrival; origin and source are checked
 * by whoever listens. The page is hostile: it hands over a trade id, nothing more [MS5].
 */

import * as v from "valibot";
import { RegisterId, TradeId } from "../ids.ts";
import { SignedReceipt } from "../signing/signed-objects.ts";

// #region page ↦ frame (read by the frame and, for `trade`, by the content script)

/** The page's first word, so that the frame learns the page's origin from the browser. */
export const PageHello = v.strictObject({ warifu: v.literal("hello") });
/** The answer to `press`: the trade the page made for it. */
export const PageTrade = v.strictObject({
  warifu: v.literal("trade"),
  press: v.string(),
  trade: TradeId,
});
/** The page could not make a trade for this press. */
export const PageNoTrade = v.strictObject({ warifu: v.literal("no-trade"), press: v.string() });
/** Follow this trade without a press: the page was reloaded. Shows a status, opens nothing. */
export const PageFollow = v.strictObject({ warifu: v.literal("follow"), trade: TradeId });

/** A page without a backend: begin a trade of this item of the register's price list. The server knows what these may be. */
export const PageOrder = v.strictObject({
  warifu: v.literal("order"),
  order: v.pipe(v.string(), v.maxLength(64)),
  list: v.pipe(v.string(), v.regex(/^prl_[a-z0-9_-]{1,60}$/)),
  item: v.pipe(v.string(), v.maxLength(60)),
  quantity: v.number(),
});
/** What an access receipt of this trade is made of, beside its receipt. */
export const PageAccess = v.strictObject({ warifu: v.literal("access"), trade: TradeId });

export const PageToFrame = v.variant("warifu", [
  PageHello,
  PageTrade,
  PageNoTrade,
  PageFollow,
  PageOrder,
  PageAccess,
]);
export type PageToFrame = v.InferOutput<typeof PageToFrame>;

// #region frame ↦ page (to the page's exact origin)

export const FrameReady = v.strictObject({ warifu: v.literal("ready"), height: v.number() });
/** The shopper pressed; `press` is random and comes back with the trade. */
export const FramePress = v.strictObject({ warifu: v.literal("press"), press: v.string() });
export const FrameSettled = v.strictObject({
  warifu: v.literal("settled"),
  trade: TradeId,
  receipt: SignedReceipt,
});
export type FrameSettled = v.InferOutput<typeof FrameSettled>;
export const FrameEnded = v.strictObject({
  warifu: v.picklist(["refused", "expired", "cancelled"]),
  trade: TradeId,
});
/** After a press only: no terminal answered. */
export const FrameNoTerminal = v.strictObject({
  warifu: v.literal("no-terminal"),
  press: v.string(),
});
/** The frame can't work on this page; `code` is one of a closed set, with its fix in checkout.js. */
export const FrameTrouble = v.strictObject({ warifu: v.literal("trouble"), code: v.string() });

export const FrameOrdered = v.strictObject({
  warifu: v.literal("ordered"),
  order: v.string(),
  trade: TradeId,
});
/** `code`: the problem's, or `no_answer` */
export const FrameNotOrdered = v.strictObject({
  warifu: v.literal("not-ordered"),
  order: v.string(),
  code: v.string(),
});
/** The offer as our server has it: who is shown it verifies it [PL10]. `refunded`: minor units, as far as is known. */
export const FrameAccess = v.strictObject({
  warifu: v.literal("access"),
  trade: TradeId,
  offer: v.record(v.string(), v.unknown()),
  refunded: v.number(),
});
export type FrameAccess = v.InferOutput<typeof FrameAccess>;

export const FrameToPage = v.variant("warifu", [
  FrameReady,
  FramePress,
  FrameSettled,
  FrameEnded,
  FrameNoTerminal,
  FrameTrouble,
  FrameOrdered,
  FrameNotOrdered,
  FrameAccess,
]);
export type FrameToPage = v.InferOutput<typeof FrameToPage>;

// #region content script ↦ frame (same window, our own origin)

/** The terminal took the press. Said only after a trusted press, so a page can't probe for the terminal. */
export const TerminalHere = v.strictObject({
  warifu: v.literal("terminal-here"),
  press: v.string(),
});
/** The terminal took the press and opens nothing: this page has asked too often. */
export const TerminalRefuses = v.strictObject({
  warifu: v.literal("terminal-refuses"),
  press: v.string(),
});
/** The terminal hands the receipt over at once; the frame's own status socket is the second way. */
export const TerminalOutcome = v.strictObject({
  warifu: v.literal("terminal-outcome"),
  trade: TradeId,
  receipt: SignedReceipt,
});

export const TerminalToFrame = v.variant("warifu", [
  TerminalHere,
  TerminalRefuses,
  TerminalOutcome,
]);
export type TerminalToFrame = v.InferOutput<typeof TerminalToFrame>;

export { FRAME_PATH, PAY_BUTTON_ID } from "./frame-names.ts";

/** The frame is of one register. How its button looks is in the fragment (button-look.ts). */
export const FrameQuery = v.object({ register: RegisterId });
export type FrameQuery = v.InferOutput<typeof FrameQuery>;
