/**
 * To which versions an environment can go back: the last two that were whole, belonged together, and can read what is
 * stored now. Where there are none it says why. Pure.
 */

import type { Role } from "../../system/servers.ts";
import type { DeployedMark } from "./deployed-mark.ts";

export interface KnownVersion {
  readonly id: string;
  /** undefined: not deployed by us */
  readonly mark: DeployedMark | undefined;
}

/** Newest first; the first one is what all requests get now. */
export type History = Readonly<Record<Role, readonly KnownVersion[]>>;

export type Target =
  | {
      readonly ok: true;
      readonly to: Readonly<Record<Role, KnownVersion>>;
      readonly mark: DeployedMark;
    }
  | { readonly ok: false; readonly why: string; readonly next: string };

export function rollbackTarget({ carrier, synchronous }: History): Target {
  const [now] = synchronous;
  const [carrierNow] = carrier;
  if (!now?.mark || !carrierNow?.mark)
    return no(
      "what is up was not deployed by npm run deploy: it has no mark to go by",
      "npx wrangler rollback",
    );
  if (carrierNow.mark.code !== now.mark.code)
    return no(
      "the two Workers are of different deployments: the last one, or a rollback, was cut off in the middle",
      "npm run deploy, which brings both to one state; then this again",
    );
  const current = now.mark.code;
  const former = synchronous.find(({ mark }) => mark && mark.code !== current);
  if (!former?.mark)
    return no("there was no version before this one", "git revert, and npm run deploy");
  const { mark } = former;
  const pair = carrier.find((one) => one.mark?.code === mark.code && one.mark.unbound !== true);
  if (!pair?.mark)
    return no(
      `the carrier server's half of ${mark.version} at ${mark.commit} is not among its last versions`,
      `git checkout ${mark.commit} && npm run deploy`,
    );
  return (
    refusal(now.mark, mark, "synchronous") ??
    refusal(carrierNow.mark, pair.mark, "carrier") ?? {
      ok: true,
      to: { carrier: pair, synchronous: former },
      mark,
    }
  );
}

function refusal(now: DeployedMark, before: DeployedMark, role: Role): Target | undefined {
  const forward = "git revert what is wrong, and npm run deploy: the way is forward";
  if (now.objects !== before.objects)
    return no(
      `the ${role} server's Durable Object classes were migrated from ${before.objects} to ${now.objects} in between: ` +
        "Cloudflare takes no migration back, and the version before knows nothing of the classes",
      forward,
    );
  if (now.secrets !== before.secrets)
    return no(
      `the ${role} server's keys were changed in between: the version before would bring the former ones back, ` +
        "and take nothing that was made with the new ones",
      `git checkout ${before.commit} && npm run deploy -- --keys FOLDER, which brings the code back alone`,
    );
  return undefined;
}

function no(why: string, next: string): Target {
  return { ok: false, why, next };
}
