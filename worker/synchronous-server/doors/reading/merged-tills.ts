/** One page of what all the tills of a register have: each, the retired ones too, is asked once for its part [AR2]. */

import type { Refusal } from "../../../../protocol/problem.ts";
import { err, ok, type Result } from "../../../../protocol/result.ts";
import type { SynchronousEnv } from "../../env.ts";
import { mergedPages, type Page, type Part, type Placed, shareOf } from "../../reading/pages.ts";
import type { ApiKey } from "../../register/keys/api-key.ts";
import { tillName } from "../../till/name.ts";

type TillStub = ReturnType<SynchronousEnv["TILL"]["getByName"]>;

export async function mergedTills<T extends Placed>(
  { register, hash }: ApiKey,
  page: Page,
  env: SynchronousEnv,
  ask: (till: TillStub, page: Page) => Promise<Result<Part<T>, Refusal>>,
): Promise<Result<Part<T>, Refusal>> {
  const known = await env.REGISTER.getByName(register).authorise(hash, "read");
  if (!known.ok) return known;
  const { tills } = known.value;
  const share = { ...page, limit: shareOf(page.limit, tills.length) };
  const answers = await Promise.all(
    tills.map((till) => ask(env.TILL.getByName(tillName(register, till)), share)),
  );
  const refused = answers.find((one) => !one.ok);
  if (refused && !refused.ok) return err(refused.error);
  const parts = answers.flatMap((one) => (one.ok ? [one.value] : []));
  return ok(mergedPages(parts, page.limit));
}
