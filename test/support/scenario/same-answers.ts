/**
 * What the servers acknowledged for good, byte for byte as it passed the proxy: confirms that were settled or
 * authorized, and orders that were carried out. The same request must never get another answer.
 */

import type { Passed } from "../fault-proxy.ts";

/** And the statuses that mean: done, for ever. 202 is an order that is still pending. */
const FINAL = [
  { path: /^\/v1\/confirmations$/, statuses: [200] },
  { path: /^\/v1\/trades\/\w+\/(captures|refunds)$/, statuses: [200, 201] },
  { path: /^\/v1\/trades\/\w+\/void$/, statuses: [200] },
] as const;

export interface Answered {
  readonly path: string;
  readonly body: string;
  /** every final answer, as often as it was given */
  readonly answers: readonly string[];
}

/** By request: path and body. */
export function finalAnswers(passed: readonly Passed[]): Answered[] {
  const final = passed.filter(isFinal);
  const groups = Map.groupBy(final, ({ path, body }) => `${path} ${body}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    const answers = group.map(({ answer = "" }) => answer);
    return first ? [{ path: first.path, body: first.body, answers }] : [];
  });
}

function isFinal({ method, path, status = 0 }: Passed): boolean {
  const rule = FINAL.find((one) => one.path.test(path));
  return (
    method === "POST" &&
    (rule?.statuses as readonly number[] | undefined)?.includes(status) === true
  );
}
