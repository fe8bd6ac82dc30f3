/**
 * The till side as the comparison hears it: each answer parsed, and to the question [MS1]. What isn't is an
 * error, as is no answer: the comparison takes both for "not known" [LE89].
 */

import * as v from "valibot";
import { countedIn, FrozenAnswer, hourDigestsIn } from "../../../protocol/count/counted.ts";
import type { Reconciled } from "../carrier.ts";

export function heardTills(tills: Reconciled): Reconciled {
  return {
    tillDigests: async (till, keys) =>
      hourDigestsIn(await tills.tillDigests(till, keys), till, keys.length),
    tillCount: async (question) => countedIn(await tills.tillCount(question), question),
    freezeTill: async (till) => v.parse(FrozenAnswer, await tills.freezeTill(till)),
    thawTill: (till, keys) => tills.thawTill(till, keys),
  };
}
