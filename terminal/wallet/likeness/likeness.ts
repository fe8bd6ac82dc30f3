/**
 * Whether a shop that asks to be paid may be taken for another one: a shop the shopper has paid before, by
 * name or address, or no one in particular where its name mixes alphabets. It warns; it never decides. Pure.
 */

import type { RegisterId } from "../../../protocol/ids.ts";
import { mixesAlphabets } from "./confusables.ts";
import { isHostLike } from "./hosts.ts";
import { lettersOf } from "./punycode.ts";
import { isNameLike } from "./shop-names.ts";

export interface ShopFace {
  readonly register: RegisterId;
  readonly name: string;
  /** of the page, as the browser asserts it */
  readonly origin: string;
}

export type Likeness =
  | { readonly kind: "name" | "origin"; readonly known: ShopFace }
  | { readonly kind: "mixed" };

/** @param known shops that were paid before; the first that is like it is named. */
export function likenessOf(asking: ShopFace, known: readonly ShopFace[]): Likeness | undefined {
  // A register once paid, or its very address, is no stranger.
  if (known.some((one) => one.register === asking.register)) return undefined;
  const others = known.filter(({ origin }) => origin !== asking.origin);
  const host = hostIn(asking.origin);
  const byOrigin = others.find(({ origin }) => isHostLike(host, hostIn(origin)));
  if (byOrigin) return { kind: "origin", known: byOrigin };
  const byName = others.find(({ name }) => isNameLike(asking.name, name));
  if (byName) return { kind: "name", known: byName };
  const mixed = mixesAlphabets(asking.name) || mixesAlphabets(lettersOf(host));
  return mixed ? { kind: "mixed" } : undefined;
}

function hostIn(origin: string): string {
  return URL.canParse(origin) ? new URL(origin).hostname : "";
}
