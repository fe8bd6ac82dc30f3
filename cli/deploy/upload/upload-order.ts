/**
 * In which order the Workers go up. Each binds the other, and none can bind what isn't there: the first time the carrier
 * goes up without its binding, then the synchronous server, then the carrier once more. Later the carrier goes first, so
 * that it takes what a newer synchronous server asks before that one asks it; a rollback goes the other way. Pure.
 */

import type { Role } from "../../system/servers.ts";
import { type DeployedMark, isDeployed } from "./deployed-mark.ts";

export interface Upload {
  readonly role: Role;
  readonly unbound: boolean;
}

/** What is known of a Worker: `null` where there is none, `undefined` where it was not us who deployed it last. */
export type Seen = Readonly<Record<Role, DeployedMark | null | undefined>>;

/** Both or none: two that were uploaded together belong together, and go back together. */
export function uploadsNeeded(seen: Seen, wanted: Readonly<Record<Role, DeployedMark>>): Upload[] {
  const carrier: Upload = { role: "carrier", unbound: false };
  const synchronous: Upload = { role: "synchronous", unbound: false };
  if (seen.synchronous === null) return [{ role: "carrier", unbound: true }, synchronous, carrier];
  const same = (role: Role) => isDeployed(seen[role] ?? undefined, wanted[role]);
  return same("carrier") && same("synchronous") ? [] : [carrier, synchronous];
}

export const ROLLBACK_ORDER: readonly Role[] = ["synchronous", "carrier"];

/** The same configuration without its service bindings, those of its environments neither. */
export function withoutServices(toml: string): string {
  return toml.replaceAll(/^\[\[(env\.\w+\.)?services\]\]\n(?:(?!\[).*\n?)*/gm, "");
}
