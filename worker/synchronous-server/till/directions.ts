/**
 * What this Worker remembers of registers, learned from their tills' answers: the till map and the key
 * that verifies their terms. Only a shortcut: tills know better, and say so.
 */

import type { RegisterId } from "../../../protocol/ids.ts";
import { TILLS_DEFAULT } from "../../../protocol/limits.ts";
import type { PublicKey } from "../../../protocol/signing/signature.ts";
import type { Directions } from "./create.ts";

const REMEMBERED_MAX = 5_000;
const remembered = new Map<RegisterId, Directions>();

export function mapsOf(register: RegisterId): readonly number[] {
  return remembered.get(register)?.maps ?? [TILLS_DEFAULT];
}

export function registerKeyOf(register: RegisterId): PublicKey | undefined {
  return remembered.get(register)?.registerKey;
}

export function remember(register: RegisterId, directions: Directions): void {
  if (remembered.size >= REMEMBERED_MAX) remembered.clear();
  remembered.set(register, directions);
}
