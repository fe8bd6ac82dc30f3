/**
 * Messages between the parts of the extension, with the sender as the browser asserts it. A frame is only
 * our page at our one origin; a window only a page of this extension. Anyone else isn't heard.
 */

import { browser } from "wxt/browser";
import { FRAME_PATH } from "../../protocol/page/frame-names.ts";
import { type Message, readMessage } from "../messages.ts";
import { ORIGIN } from "../pins.ts";

export type From =
  /** where to answer: see sendToFrame */
  { readonly kind: "frame"; readonly replyTo: string } | { readonly kind: "sheet" };

type Sender = Parameters<Parameters<typeof browser.runtime.onMessage.addListener>[0]>[1];

/** Messages need no answer: what they did is in the store. */
export function onMessage(hear: (message: Message, from: From) => void): void {
  browser.runtime.onMessage.addListener((value, sender) => {
    const message = readMessage(value);
    const from = fromOf(sender);
    if (message && from) hear(message, from);
  });
}

/** @returns who the browser says it is, if it is one of ours */
export function fromOf(sender: Sender): From | undefined {
  if (sender.id !== browser.runtime.id || sender.url === undefined) return undefined;
  if (sender.url.startsWith(browser.runtime.getURL("/"))) return { kind: "sheet" };
  const { origin, pathname } = new URL(sender.url);
  const tab = sender.tab?.id;
  if (origin !== ORIGIN || pathname !== FRAME_PATH || tab === undefined) return undefined;
  // A sandboxed frame shows our address and has no origin.
  if (sender.origin !== undefined && sender.origin !== ORIGIN) return undefined;
  return { kind: "frame", replyTo: `${tab}:${sender.frameId ?? 0}` };
}

/** From a window or a frame. @returns false when the extension was updated or removed under it */
export function sendIfAlive(message: Message): boolean {
  // A script that outlived its extension has no id any more.
  if (!browser.runtime?.id) return false;
  browser.runtime.sendMessage(message).catch(() => undefined);
  return true;
}

/** To the frame that was pressed, if it is still there. Needs no permission. */
export async function sendToFrame(replyTo: string, message: Message): Promise<void> {
  const [tab, frame] = replyTo.split(":").map(Number);
  if (tab === undefined || frame === undefined) return;
  try {
    await browser.tabs.sendMessage(tab, message, { frameId: frame });
  } catch {
    // The page was left: normal. It learns the outcome from the synchronous server.
  }
}
