/**
 * From the last minutes and what stood before: which alerts stand now, and who has to be told of what. Pure. An alert that
 * holds for as long as its rule says is told once, and once more when it doesn't hold any longer.
 */

import { MINUTE_MS, type Minute } from "./report.ts";
import type { Role } from "./role.ts";
import { type Picture, RULES, type Rule } from "./rules.ts";

export interface AlertState {
  readonly name: string;
  /** since when its rule holds, ms since the epoch */
  readonly since: number;
  /** it has held for long enough; before, it only waits */
  readonly firing: boolean;
  /** somebody was told that it fires */
  readonly told: boolean;
  /** since when it doesn't hold any more; who was told of it has to hear that */
  readonly mendedAt?: number;
}

export interface Facts {
  readonly role: Role;
  /** when the Watch was first told anything, ms since the epoch */
  readonly born: number;
  readonly minutes: readonly Minute[];
}

/** @param now ms since the epoch */
export function pictureOf({ role, born, minutes }: Facts, now: number): Picture {
  const last = (count: number) => {
    const after = Math.floor(now / MINUTE_MS) - count;
    return minutes.filter(({ minute }) => minute > after).map(({ report }) => report);
  };
  const highest: Picture["highest"] = (name, count) => {
    const values = last(count).flatMap(({ gauges }) => gauges[name] ?? []);
    return values.length > 0 ? Math.max(...values) : undefined;
  };
  return {
    role,
    highest,
    sum: (name, label, count) =>
      last(count)
        .flatMap(({ counters }) => {
          const labels = counters[name] ?? {};
          return label === undefined ? Object.values(labels) : [labels[label] ?? 0];
        })
        .reduce((sum, one) => sum + one, 0),
    isSilent: (name, count) =>
      now - born >= count * MINUTE_MS && highest(name, count) === undefined,
  };
}

/** What stands from now on. @param before what stood @param now ms since the epoch */
export function evaluate(
  facts: Facts,
  before: readonly AlertState[],
  now: number,
  rules: readonly Rule[] = RULES,
): AlertState[] {
  const picture = pictureOf(facts, now);
  return rules.flatMap((rule) => {
    const known = before.find(({ name }) => name === rule.name);
    return rule.holds(picture) ? [held(rule, known, now)] : mended(known, now);
  });
}

function held({ name, forMs }: Rule, known: AlertState | undefined, now: number): AlertState {
  // It came back before anybody heard that it had gone.
  const { mendedAt: _, ...stood } = known ?? { name, since: now, firing: false, told: false };
  return { ...stood, firing: stood.firing || now - stood.since >= forMs };
}

/** What was told stays until its end has been told; of the rest nothing stays. */
function mended(known: AlertState | undefined, now: number): AlertState[] {
  if (!known?.told) return [];
  return [{ ...known, firing: false, mendedAt: known.mendedAt ?? now }];
}

/** What somebody has to be told now. */
export function untold(alerts: readonly AlertState[]): AlertState[] {
  return alerts.filter(({ firing, told, mendedAt }) => (firing && !told) || mendedAt !== undefined);
}
