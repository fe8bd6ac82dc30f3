/**
 * Reads the script tag: our origin is the origin of the script's own address, the register its
 * data-register. Pure; the tag is found by checkout.ts.
 */

import type { TroubleCode } from "./troubles.ts";

export interface Settings {
  /** our origin */
  readonly origin: string;
  readonly register: string;
  /** why the tag can't work */
  readonly trouble?: TroubleCode;
}

// Hand-checked, like every id and message in checkout.js: a schema library would be most of its bytes.
const REGISTER = /^reg_(test|live)_[0-9a-v]{13}$/;
const TRADE = /^trd_(test|live)_[0-9a-v]{61}$/;

export function readSettings(tag: { src: string; register: string | undefined } | null): Settings {
  if (!tag || !URL.canParse(tag.src))
    return { origin: "", register: "", trouble: "script_not_found" };
  const { origin } = new URL(tag.src);
  const { register } = tag;
  if (!register) return { origin, register: "", trouble: "register_missing" };
  if (!REGISTER.test(register)) return { origin, register, trouble: "register_malformed" };
  return { origin, register };
}

export function isTradeId(value: unknown): value is string {
  return typeof value === "string" && TRADE.test(value);
}

/** A trade's id begins with its register's: 12 whole characters of it, after the mode [ID2]. */
export function isTradeOf(trade: string, register: string): boolean {
  return trade.slice(4, 21) === register.slice(4, 21);
}
