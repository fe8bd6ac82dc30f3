// What the public door answered in a file's tests is searched at its end for what it must not say: whose terminal, user
// or account it was. So every test of a shop's or a page's request is one of what the shop can't learn [PV1], refusals
// and broken requests included. A terminal's own answers may name its user, and nothing its account.

import { afterAll, expect } from "vitest";
import { accountIdOf } from "../../worker/carrier-server/branch/account/open-account.ts";
import type { Place } from "../support/canary/canary.ts";
import { learnedFrom } from "../support/canary/learn.ts";
import { headerOf, placeOf, whereOf } from "../support/canary/place.ts";
import { canary } from "../support/canary/plant.ts";
import { CanarySearch } from "../support/canary/search.ts";

interface Answered {
  readonly place: Place;
  readonly where: string;
  readonly bytes: Uint8Array;
}

const UPGRADED = 101;
const UTF8 = new TextEncoder();

const search = new CanarySearch();
const known = new Set<string>();
const answers = new Map<string, Answered>();

export async function hear(path: string, init: RequestInit, response: Response): Promise<void> {
  const headers = [...new Headers(init.headers)].flat();
  const place = placeOf(headers);
  const where = `${whereOf(init.method ?? "GET", path)}: ${response.status}`;
  const body = response.status === UPGRADED ? "" : await response.clone().text();
  const text = `${[...response.headers].flat().join("\n")}\n${body}`;
  answers.set(`${place} ${text}`, { place, where, bytes: UTF8.encode(text) });
  if (place === "terminal") await learn(UTF8.encode(`${heads(headers)}\n${text}`));
}

/** With its name before each, as they stand in a request. */
const heads = (headers: readonly string[]) =>
  ["signature-input", "authorization"].map((name) => headerOf(headers, name) ?? "").join("\n");

async function learn(bytes: Uint8Array): Promise<void> {
  for (const one of learnedFrom({ place: "terminal", bytes })) {
    if (known.has(one.value)) continue;
    known.add(one.value);
    search.add(one);
    if (one.kind !== "device") continue;
    const account = await accountIdOf("test", one.value as never);
    search.add(canary("account", account, "an account's id", ["carrier-storage"]));
  }
}

afterAll(() => {
  const findings = [...answers.values()].flatMap(({ place, where, bytes }) =>
    search
      .find(bytes)
      .filter(({ canary: { home } }) => !home.includes(place))
      .map(({ canary: { kind }, form }) => `${kind} in ${place}: ${where}, as ${form}`),
  );
  expect(findings).toEqual([]);
});
