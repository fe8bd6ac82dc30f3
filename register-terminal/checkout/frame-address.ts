/**
 * The frame's address: its register, and in the fragment how the button looks, from the element's attributes and the
 * page around it. A closed set; what isn't in it is left out and reported, never passed on.
 */

import { type LookName, readLook } from "../../protocol/page/button-look.ts";
import { FRAME_PATH } from "../../protocol/page/frame-names.ts";
import type { Settings } from "./script-settings.ts";

export function frameAddress({ origin, register }: Settings): URL {
  const url = new URL(FRAME_PATH, origin);
  url.searchParams.set("register", register);
  return url;
}

/** What the page around the element says by itself. */
export interface Surroundings {
  /** BCP 47, or nothing */
  readonly language: string;
  /** the element's computed `color-scheme` */
  readonly colorScheme: string;
}

export type Scheme = "light" | "dark" | "auto";

export interface Dress {
  /** for the fragment: browsers don't tell a frame of another origin what its page looks like */
  readonly look: string;
  readonly scheme: Scheme;
  /** attributes with a value that doesn't exist */
  readonly unknown: readonly LookName[];
}

export function dressOf(
  element: { getAttribute(name: string): string | null },
  { language, colorScheme }: Surroundings,
): Dress {
  const { look, unknown } = readLook((name) => element.getAttribute(name));
  const around = readLook((name) => (name === "locale" ? language : null)).look;
  const { theme = "auto" } = look;
  const scheme = theme === "auto" ? schemeOf(colorScheme) : (theme as Scheme);
  const all = { ...around, ...look, theme: scheme };
  return { look: String(new URLSearchParams(all)), scheme, unknown };
}

function schemeOf(colorScheme: string): Scheme {
  if (!/\bdark\b/.test(colorScheme)) return "light";
  return /\blight\b/.test(colorScheme) ? "auto" : "dark";
}
