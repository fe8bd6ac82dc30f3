/** Today's form into an older one and back, by the list of changes [AP2]. Pure. */

import { API_VERSION, type ApiVersion } from "../../../protocol/api-version.ts";
import { type Members, VERSION_CHANGES, type VersionChange } from "./version-changes.ts";

/** Those that an older version knows nothing of. @param changes the oldest first */
function changesAfter(version: ApiVersion, changes: readonly VersionChange[]): VersionChange[] {
  return changes.filter(({ since }) => since > version);
}

/** An answer's JSON in an older version: the latest change is undone first. */
export function olderAnswer(
  answer: unknown,
  version: ApiVersion,
  changes: readonly VersionChange[] = VERSION_CHANGES,
): unknown {
  const undone = changesAfter(version, changes).reverse();
  return undone.length === 0 ? answer : changed(answer, undone);
}

/** Every object in it that a change names, the inner ones first. What is signed is left as its signer wrote it. */
function changed(value: unknown, changes: readonly VersionChange[]): unknown {
  if (Array.isArray(value)) return value.map((one) => changed(one, changes));
  if (!isMembers(value) || isSigned(value)) return value;
  const inner: Members = Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, changed(member, changes)]),
  );
  const { object } = inner;
  if (typeof object !== "string") return inner;
  return changes.reduce((older, { answers = {} }) => answers[object]?.(older) ?? older, inner);
}

export type Upgrade = (body: unknown) => unknown;

/** @returns what makes a body of that version today's; undefined where it is today's already */
export function requestUpgrade(
  method: string,
  pathname: string,
  version: ApiVersion,
  changes: readonly VersionChange[] = VERSION_CHANGES,
): Upgrade | undefined {
  const steps = changesAfter(version, changes).flatMap(({ requests = {} }) =>
    Object.entries(requests).flatMap(([operation, step]) =>
      isAt(operation, method, pathname) ? [step] : [],
    ),
  );
  if (steps.length === 0) return undefined;
  return (body) => (isMembers(body) ? steps.reduce((older, step) => step(older), body) : body);
}

/** Whether any older version has another form of this request: it has to be known then before the body is read. */
export function hasOlderRequests(method: string, pathname: string): boolean {
  return VERSION_CHANGES.some(
    ({ since, requests = {} }) =>
      since <= API_VERSION &&
      Object.keys(requests).some((operation) => isAt(operation, method, pathname)),
  );
}

function isAt(operation: string, method: string, pathname: string): boolean {
  const [verb, path = ""] = operation.split(" ");
  const pattern = path.replaceAll(/\{\w+\}/g, "[^/]+");
  return verb === method && new RegExp(`^${pattern}$`).test(pathname);
}

function isMembers(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isSigned(value: Members): boolean {
  return "payload" in value && ("signature" in value || "mac" in value);
}
