/** What is measured of a stored set in one round. */

import type { Measured } from "../measure/measure-step.ts";
import type { StepName } from "../rounds.ts";

export interface GrowthPart {
  readonly many: Readonly<Record<StepName, Measured>>;
  readonly serial: Readonly<Record<StepName, Measured>>;
  /** CPU ms of the carrier from its start until the trades that warm up are behind it */
  readonly startCpuMs: number;
  readonly taken: boolean;
}
