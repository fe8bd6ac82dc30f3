/**
 * Planted bugs: each is edits of the production's sources, made as they are loaded, and each alone must be
 * caught. A mutant whose text is no longer there stops the run: mend it with the code it mutates.
 */

import { CARRIER_MUTANTS } from "./mutants/carrier.ts";
import type { Mutant } from "./mutants/mutant.ts";
import { ORDER_MUTANTS } from "./mutants/orders.ts";
import { PAYOUT_MUTANTS } from "./mutants/payouts.ts";
import { TILL_MUTANTS } from "./mutants/till.ts";

export const MUTANTS: readonly Mutant[] = [
  ...CARRIER_MUTANTS,
  ...TILL_MUTANTS,
  ...ORDER_MUTANTS,
  ...PAYOUT_MUTANTS,
];
