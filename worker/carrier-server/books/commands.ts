/** What Books are asked about who a register is, and what they answer. Types only. */

import type { RegisterId } from "../../../protocol/ids.ts";
import type { CertifiedRegister } from "../../../protocol/messages.ts";
import type { FeeSchedule, FeeSchedules } from "../../../protocol/money/fees.ts";
import type { DecideDispute } from "../../../protocol/operator/operator-disputes.ts";
import type { Standing } from "../../../protocol/register/register-key.ts";
import type { PublicKey } from "../../../protocol/signing/signature.ts";
import type { Registration } from "../../../protocol/signing/signed-objects.ts";
import type { Command } from "./store.ts";

export interface CertifyCommand extends Command {
  readonly register: RegisterId;
  /** verified: signed by its own key, for this realm and mode */
  readonly registration: Registration;
  /** development alone: the operator's word stands in the proofs' place [RG7] */
  readonly vouched?: boolean;
}

export interface CertifyAnswer {
  readonly certified: CertifiedRegister;
  readonly replayed: boolean;
}

export interface SetFeesCommand extends Command {
  readonly schedule: FeeSchedule;
}

export interface SetFeesAnswer {
  readonly schedules: FeeSchedules;
  readonly replayed: boolean;
}

/** [DP10] What the operator decided, as he said it. */
export interface RulingCommand extends Command {
  readonly asked: DecideDispute;
}

export interface SetStandingCommand extends Command {
  readonly suspended: boolean;
  /** the operator's own words, for the log */
  readonly reason: string;
}

export interface StandingAnswer {
  readonly standing: Standing;
  readonly replayed: boolean;
}

export interface ReplaceKeyCommand extends Command {
  /** proven: it signed a registration for this realm and mode */
  readonly key: PublicKey;
}
