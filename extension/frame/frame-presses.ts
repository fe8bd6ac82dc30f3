/**
 * The terminal's ear in a frame of our origin: takes trusted presses on the pay button, and the trade that
 * the page hands over for each. Before a press it says nothing that a page could hear, so none can probe for a
 * wallet; the background alone is told that somebody may be about to press. Refuses sandboxed and nested frames, and
 * pages without an origin. The page gets nothing from here; our own frame gets two words. Small, and free of
 * libraries: it is all we run in a page.
 */

import { PAY_BUTTON_ID } from "../../protocol/page/frame-names.ts";
import type { Message } from "../messages.ts";

/** The parts of a window that are used: a test gives its own. */
export interface FrameWindow {
  readonly origin: string;
  readonly parent: unknown;
  readonly top: unknown;
  readonly location: {
    readonly origin: string;
    readonly pathname: string;
    readonly search: string;
  };
  readonly navigator: { readonly userActivation: { readonly isActive: boolean } };
  addEventListener(type: "click", listener: (event: PressEvent) => void, options: Listening): void;
  addEventListener(type: "message", listener: (event: PageEvent) => void, options: Listening): void;
  addEventListener(
    type: "pointerover" | "focusin",
    listener: (event: { readonly isTrusted: boolean; readonly timeStamp: number }) => void,
    options: Listening,
  ): void;
  postMessage(message: unknown, targetOrigin: string): void;
}

interface Listening {
  readonly capture: boolean;
  readonly signal: AbortSignal;
}

export interface PressEvent {
  readonly isTrusted: boolean;
  composedPath(): readonly unknown[];
}

export interface PageEvent {
  readonly source: unknown;
  readonly origin: string;
  readonly data: unknown;
}

export interface FramePorts {
  readonly window: FrameWindow;
  /** our one origin */
  readonly origin: string;
  /** the frame's path */
  readonly path: string;
  newPress(): string;
  /** To the background. @returns false when the extension was updated or removed under this page */
  send(message: Message): boolean;
  readonly signal: AbortSignal;
}

export interface FramePresses {
  /** The background's word on a trade: told to our own frame, if that trade was handed over here. */
  outcome(trade: string, receipt: string): void;
  /** The background opens nothing for this press: told to our own frame. */
  refused(press: string): void;
}

/** A service worker that was woken stays awake for longer than this. */
const NEAR_MS = 20_000;

export function watchFrame(ports: FramePorts): FramePresses {
  const { window, signal } = ports;
  /** presses that wait for the page's trade */
  const waiting = new Set<string>();
  /** presses that the background hasn't refused */
  const pressed = new Set<string>();
  const handedOver = new Set<string>();
  let nearAt = -NEAR_MS;
  let pageHasOrigin = true;
  /** as the browser asserts it with the page's first word: our button is asleep before that */
  let pageOrigin: string | undefined;

  function onClick(event: PressEvent): void {
    const button = pressedButton(event, ports);
    const register = new URLSearchParams(window.location.search).get("register");
    if (!button || !register || !pageHasOrigin || pageOrigin === undefined) return;
    const press = ports.newPress();
    if (!ports.send({ action: "press", press, register, origin: pageOrigin })) return;
    waiting.add(press);
    pressed.add(press);
    button.dataset.press = press;
    tell({ warifu: "terminal-here", press });
  }

  /** The page hears nothing of it, and the background does nothing but wake. */
  function onNear({ isTrusted, timeStamp }: { isTrusted: boolean; timeStamp: number }): void {
    if (!isTrusted || timeStamp - nearAt < NEAR_MS) return;
    nearAt = timeStamp;
    ports.send({ action: "near" });
  }

  function onMessage(event: PageEvent): void {
    if (event.source !== window.parent) return;
    if (event.origin === "null") pageHasOrigin = false;
    else pageOrigin ??= event.origin;
    const press = field(event.data, "press");
    if (!pageHasOrigin || typeof press !== "string" || !waiting.has(press)) return;
    const said = field(event.data, "warifu");
    const trade = field(event.data, "trade");
    if (said !== "trade" && said !== "no-trade") return;
    waiting.delete(press);
    if (said === "trade" && isTradeId(trade)) {
      handedOver.add(trade);
      ports.send({ action: "trade", press, trade, origin: event.origin });
    } else ports.send({ action: "no-trade", press });
  }

  /** To this very window, which is of our origin: the page doesn't hear it. */
  function tell(message: unknown): void {
    window.postMessage(message, ports.origin);
  }

  if (isOurFrame(ports)) {
    window.addEventListener("click", onClick, { capture: true, signal });
    window.addEventListener("message", onMessage, { capture: true, signal });
    for (const type of ["pointerover", "focusin"] as const)
      window.addEventListener(type, onNear, { capture: true, signal });
  }
  return {
    refused(press) {
      waiting.delete(press);
      // The page may have answered first: its trade is looked at by nobody.
      if (pressed.delete(press)) tell({ warifu: "terminal-refuses", press });
    },
    outcome(trade, receipt) {
      if (handedOver.has(trade))
        tell({ warifu: "terminal-outcome", trade, receipt: JSON.parse(receipt) });
    },
  };
}

/** Our page, at our origin, directly in a page and not in a sandbox. */
function isOurFrame({ window, origin, path }: FramePorts): boolean {
  const { location, parent, top } = window;
  return (
    window.origin === origin &&
    location.origin === origin &&
    location.pathname === path &&
    parent !== window &&
    parent === top
  );
}

interface PayButton {
  readonly id: string;
  readonly dataset: Record<string, string | undefined>;
}

/** @returns the pay button, if a person pressed it just now */
function pressedButton(event: PressEvent, { window }: FramePorts): PayButton | undefined {
  if (!event.isTrusted || !window.navigator.userActivation.isActive) return undefined;
  return event.composedPath().find(isPayButton);
}

function isPayButton(node: unknown): node is PayButton {
  return field(node, "id") === PAY_BUTTON_ID && typeof field(node, "dataset") === "object";
}

function isTradeId(value: unknown): value is string {
  return typeof value === "string" && /^trd_(test|live)_[0-9a-v]{61}$/.test(value);
}

function field(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null && name in value
    ? (value as Record<string, unknown>)[name]
    : undefined;
}
