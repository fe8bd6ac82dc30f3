/** One question to all the tills that a register ever had, the retired ones too, and one page of what they have [AR2]. */

import type { Refusal } from "../../../../protocol/problem.ts";
import { err, ok, type Result } from "../../../../protocol/result.ts";
import { objectNamed } from "../../../objects/placed.ts";
import type { SynchronousEnv } from "../../env.ts";
import { mergedPages, type Page, type Part, type Placed, shareOf } from "../../reading/pages.ts";
import type { ApiKey } from "../../register/keys/api-key.ts";
import { tillName } from "../../till/name.ts";

type TillStub = ReturnType<SynchronousEnv["TILL"]["getByName"]>;

/** @returns what each of them says; the first refusal where one refuses */
export async function everyTill<T>(
  { register, hash }: ApiKey,
  env: SynchronousEnv,
  ask: (till: TillStub, tills: number) => Promise<Result<T, Refusal>>,
): Promise<Result<readonly T[], Refusal>> {
  const known = await objectNamed(env.REGISTER, register).authorise(hash, "read");
  if (!known.ok) return known;
  const { tills } = known.value;
  const answers = await Promise.all(
    tills.map((till) => ask(objectNamed(env.TILL, tillName(register, till)), tills.length)),
  );
  const refused = answers.find((one) => !one.ok);
  if (refused && !refused.ok) return err(refused.error);
  return ok(answers.flatMap((one) => (one.ok ? [one.value] : [])));
}

/** So often one request looks on where it has found nothing: a rare thing is seldom on the first rows. */
const LOOKS_MAX = 8;

export async function mergedTills<T extends Placed>(
  apiKey: ApiKey,
  page: Page,
  env: SynchronousEnv,
  ask: (till: TillStub, page: Page) => Promise<Result<Part<T>, Refusal>>,
): Promise<Result<Part<T>, Refusal>> {
  for (let [before, looks] = [page.before, 1]; ; looks++) {
    const from = before;
    const parts = await everyTill(apiKey, env, (till, tills) =>
      ask(till, { ...page, before: from, limit: shareOf(page.limit, tills) }),
    );
    if (!parts.ok) return parts;
    const merged = mergedPages(parts.value, page.limit);
    if (merged.entries.length > 0 || merged.horizon === undefined || looks === LOOKS_MAX)
      return ok(merged);
    before = merged.horizon;
  }
}
