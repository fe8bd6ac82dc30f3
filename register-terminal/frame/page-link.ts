/**
 * The frame's talk with the page around it and with the terminal in its own window. The browser vouches for
 * both: the page is the parent, with the origin its first word came from; the terminal's script speaks from
 * our own window and origin. Nothing is ever posted to another origin than the page's [MS5].
 */

import {
  type FrameToPage,
  PageToFrame,
  TerminalToFrame,
} from "../../protocol/page/frame-messages.ts";
import { parse } from "../../protocol/parse.ts";

export interface PageLink {
  /** Posts to the page, once it has said hello. */
  send(message: FrameToPage): void;
}

export function openPageLink(hear: {
  page: (message: PageToFrame) => void;
  terminal: (message: TerminalToFrame) => void;
}): PageLink {
  let page: string | undefined;
  addEventListener("message", ({ data, origin, source }) => {
    if (source === window && origin === location.origin) {
      const message = parse(TerminalToFrame, data);
      if (message.ok) hear.terminal(message.value);
    } else if (source === parent && source !== window && origin !== "null") {
      const message = parse(PageToFrame, data);
      if (!message.ok) return;
      if (message.value.warifu === "hello") page ??= origin;
      if (origin === page) hear.page(message.value);
    }
  });
  return {
    send: (message) => {
      if (page !== undefined) parent.postMessage(message, page);
    },
  };
}
