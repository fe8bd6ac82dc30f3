/**
 * The only content script: runs in the frame of our one origin and nowhere else, before the frame's own
 * scripts. All it does is in frame/frame-presses.ts.
 */

import { browser } from "wxt/browser";
import { defineContentScript } from "wxt/utils/define-content-script";
import { FRAME_PATH } from "../../protocol/page/frame-names.ts";
import { watchFrame } from "../frame/frame-presses.ts";
import { readMessage } from "../messages.ts";
import { FRAME_PATTERN, ORIGIN } from "../pins.ts";
import { sendIfAlive } from "../platform/runtime-messages.ts";

export default defineContentScript({
  matches: [FRAME_PATTERN],
  allFrames: true,
  runAt: "document_start",
  main({ signal }) {
    const presses = watchFrame({
      window,
      origin: ORIGIN,
      path: FRAME_PATH,
      newPress: () => crypto.randomUUID(),
      send: sendIfAlive,
      signal,
    });
    browser.runtime.onMessage.addListener((value) => {
      const message = readMessage(value);
      if (message?.action === "outcome") presses.outcome(message.trade, message.receipt);
      if (message?.action === "refused") presses.refused(message.press);
    });
  },
});
