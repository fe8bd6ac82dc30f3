/**
 * A test register, signed up by itself: its key is made here, stands in its file before anybody is asked (the shop
 * serves the proof of its origins with it), and goes nowhere. The server's root key is taken as the server says it, which
 * is good enough where there is no money: a live register gets it from its operator.
 */

import * as v from "valibot";
import { Problem } from "../../../protocol/problem.ts";
import type { PublicKey } from "../../../protocol/signing/signature.ts";
import { TestMode } from "../../../protocol/test-mode.ts";
import { parseKey } from "../../../register-server/key.ts";
import { prepareShop, type RegisteredShop, signUpShop } from "../../register-shop.ts";
import { untilProven } from "../../until-proven.ts";
import { assertTakesKey, writeWarifuKey } from "../../warifu-key.ts";

export interface SignUp {
  /** the test server's origin */
  readonly server: string;
  readonly name: string;
  readonly origins: readonly string[];
  /** the file that takes the key */
  readonly file: string;
  /** an attempt before this one left its key: it goes on with it */
  readonly key?: string;
  /** how long origins that aren't this machine's are looked at again, ms */
  readonly waitMs: number;
  readonly say: (text: string) => void;
}

/** @throws Error with one sentence that says what to do */
export async function signUp(asked: SignUp): Promise<RegisteredShop> {
  const { server, name, origins, file, waitMs, say } = asked;
  const rootKey = await rootKeyOf(server);
  const place = { server, rootKey, mode: "test" } as const;
  if (asked.key === undefined) assertTakesKey(file);
  const key = asked.key ?? (await prepareShop(place)).key;
  if (asked.key === undefined) writeWarifuKey(file, key);
  else if (!parseKey(key).ok) throw new Error(`${file} has a WARIFU_KEY that can't be read`);
  const ask = () => signUpShop({ ...place, name, origins, key });
  return untilProven(ask, { patienceMs: waitMs, say });
}

async function rootKeyOf(server: string): Promise<PublicKey> {
  const url = new URL("/v1/test", server);
  const answer = await fetch(url, { redirect: "manual" }).catch((cause: unknown) => {
    const hint = "is it running? (npm start)";
    throw new Error(`nothing answers at ${url.origin}: ${hint}`, { cause });
  });
  const body: unknown = await answer.json().catch(() => undefined);
  const test = v.safeParse(TestMode, body);
  if (test.success) return test.output.root_key;
  const problem = v.safeParse(Problem, body);
  if (problem.success && problem.output.code === "route_not_found")
    throw new Error(`${url.origin} is no test server: a live register is made with its operator`);
  throw new Error(`what answers at ${url.origin} is no Warifu server`);
}
