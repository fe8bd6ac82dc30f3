/**
 * The frame's address from the element's attributes: a closed set, so that a page can theme the button and
 * nothing else. What isn't in the set is left out and reported, never passed on.
 */

import { FRAME_PATH } from "../../protocol/page/frame-names.ts";
import type { Settings } from "./script-settings.ts";

const ALLOWED: Record<string, RegExp> = {
  theme: /^(ink|paper|outline)$/,
  size: /^(small|large)$/,
  locale: /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/,
};

export const FRAME_ATTRIBUTES = Object.keys(ALLOWED);

export interface FrameAddress {
  readonly url: URL;
  /** an attribute has a value that doesn't exist */
  readonly unknown: boolean;
}

/**
 * @param language the page's, for an element without a locale
 */
export function frameAddress(
  { origin, register }: Settings,
  element: { getAttribute(name: string): string | null },
  language: string,
): FrameAddress {
  const url = new URL(FRAME_PATH, origin);
  url.searchParams.set("register", register);
  let unknown = false;
  for (const [name, allowed] of Object.entries(ALLOWED)) {
    const given = element.getAttribute(name);
    const value = given ?? (name === "locale" ? language : "");
    if (allowed.test(value)) url.searchParams.set(name, value);
    else unknown ||= given !== null;
  }
  return { url, unknown };
}

export type Scheme = "light" | "dark" | "auto";

/**
 * The colour scheme around the element. It goes into the frame's fragment, which the frame reads and the
 * server doesn't see: browsers don't tell a frame of another origin what its page looks like.
 * @param colorScheme the element's computed `color-scheme`
 */
export function schemeOf(colorScheme: string): Scheme {
  if (!/\bdark\b/.test(colorScheme)) return "light";
  return /\blight\b/.test(colorScheme) ? "auto" : "dark";
}
