/**
 * The frame of our origin and the talk with it. Hears only its own frame's window at our exact origin, and
 * posts only there. Says when the frame is kept out (by the page's policy) or silent. Ends with its signal.
 */

import type { FrameToPage, PageToFrame } from "../../protocol/page/frame-messages.ts";
import type { Dress } from "./frame-address.ts";
import { readFrameMessage } from "./frame-messages.ts";
import type { TroubleCode } from "./troubles.ts";

const READY_LIMIT_MS = 4_000;

export interface FrameLink {
  readonly iframe: HTMLIFrameElement;
  /** Makes it look so, without loading it anew. */
  dress(dress: Dress): void;
  send(message: PageToFrame): void;
}

export interface FrameLinkParts {
  readonly url: URL;
  /** of the frame, for who can't see it: no two of a page have the same */
  readonly title: string;
  readonly hear: (message: FrameToPage) => void;
  /** Each time the frame has loaded: a look that changes while it does may load it once more. */
  readonly loaded: () => void;
  readonly trouble: (code: TroubleCode) => void;
  readonly signal: AbortSignal;
}

export function openFrame({
  url,
  title,
  hear,
  loaded,
  trouble,
  signal,
}: FrameLinkParts): FrameLink {
  const iframe = document.createElement("iframe");
  iframe.title = title;
  iframe.allow = "";
  iframe.referrerPolicy = "no-referrer";
  let dressed: string | undefined;
  const dress = ({ look, scheme }: Dress) => {
    if (look === dressed) return;
    url.hash = look;
    // As inside, so outside: otherwise the browser paints the frame's ground.
    iframe.style.colorScheme = scheme === "auto" ? "light dark" : scheme;
    if (dressed === undefined) iframe.src = url.href;
    // Only the fragment changes, so nothing is loaded and no history is made.
    else iframe.contentWindow?.location.replace(url.href);
    dressed = look;
  };
  const send = (message: PageToFrame) => iframe.contentWindow?.postMessage(message, url.origin);
  let told = false;
  const tell = (code: TroubleCode) => {
    if (!told) trouble(code);
    told = true;
  };
  const silent = setTimeout(() => tell("frame_silent"), READY_LIMIT_MS);
  signal.addEventListener("abort", () => clearTimeout(silent));
  iframe.addEventListener(
    "load",
    () => {
      send({ warifu: "hello" });
      loaded();
    },
    { signal },
  );
  addEventListener(
    "message",
    ({ data, origin, source }) => {
      if (source !== iframe.contentWindow || origin !== url.origin) return;
      const message = readFrameMessage(data);
      if (message?.warifu === "ready") clearTimeout(silent);
      if (message) hear(message);
    },
    { signal },
  );
  document.addEventListener(
    "securitypolicyviolation",
    ({ blockedURI, effectiveDirective }) => {
      if (
        !blockedURI.startsWith(url.origin) ||
        !/^(frame|child|default)-src/.test(effectiveDirective)
      )
        return;
      tell("frame_blocked");
    },
    { signal },
  );
  return { iframe, send, dress };
}
