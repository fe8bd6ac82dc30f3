/**
 * The carrier's operator: tops up, freezes and thaws, sets limits, while payers pay. Each act has its key and is
 * sent, byte for byte, until there is an answer; now and then once more, which must do nothing [LE16], [LE17].
 */

import type { Currency } from "../../protocol/money/money.ts";
import type { OperatorAccount } from "../../protocol/operator/operator.ts";
import { isRetryable, type Refusal } from "../../protocol/problem.ts";
import type { Result } from "../../protocol/result.ts";
import { hashOf } from "../../protocol/signing/signature.ts";
import type {
  Asked,
  OperatorCommand,
} from "../../worker/carrier-server/branch/account/operator-act.ts";
import type { OperatorDoor, ScriptPayer, Stage } from "./ports.ts";

const JPY = "JPY" as Currency;
const TRIES = 30;
const FROZEN_MS = 4_000;
/** So many of the accounts keep the limits they begin with: those are checked at the end. */
const LIMITED = 0.4;

export class Operator {
  readonly #world: Stage;
  readonly #door: OperatorDoor;
  readonly #payers: readonly ScriptPayer[];
  #acts = 0;

  constructor(world: Stage, door: OperatorDoor, payers: readonly ScriptPayer[]) {
    this.#world = world;
    this.#door = door;
    this.#payers = payers;
  }

  /** Before anybody pays: limits that nobody changes later. */
  async setLimits(): Promise<void> {
    const { random, witness } = this.#world;
    for (const payer of this.#payers) {
      if (!random.chance(LIMITED)) continue;
      const payment = 2_000 + random.below(4_000);
      const day = payment + random.below(random.chance(0.6) ? 6_000 : 60_000);
      const asked = { currency: JPY, payment, day, budgets: [] };
      await this.#do(payer, { act: "set_limits", asked });
      witness.limits.set(payer.account, { payment, day });
    }
  }

  /** Until the faults end. */
  async work(): Promise<void> {
    const { agenda, random, faults, style } = this.#world;
    while (!faults.isHealed) {
      await agenda.wait(random.between(0, 2 * style.actEveryMs));
      const payer = random.pick(this.#payers);
      if (random.chance(0.9)) void this.#topUp(payer);
      else void this.#freezeAwhile(payer);
    }
  }

  #topUp(payer: ScriptPayer): Promise<void> {
    const { random, style } = this.#world;
    const amount = 1 + random.below(style.jpyMax);
    return this.#do(payer, { act: "top_up", asked: { amount, currency: JPY } });
  }

  async #freezeAwhile(payer: ScriptPayer): Promise<void> {
    await this.#do(payer, { act: "set_status", asked: { status: "frozen" } });
    await this.#world.agenda.wait(this.#world.random.between(0, FROZEN_MS));
    await this.#do(payer, { act: "set_status", asked: { status: "active" } });
  }

  async #do({ account, name }: ScriptPayer, asked: Asked): Promise<void> {
    const { agenda, random, witness } = this.#world;
    const idempotencyKey = `act-${++this.#acts}`;
    const body = await hashOf({ account, ...asked });
    const command: OperatorCommand = { ...asked, account, operator: "0", idempotencyKey, body };
    const what = `${idempotencyKey} ${asked.act} ${name}`;
    let sends = random.chance(0.2) ? 2 : 1;
    for (let tries = TRIES; tries > 0 && sends > 0; tries--) {
      const answer = await this.#send(command);
      if (answer) {
        const text = JSON.stringify(answer.ok ? answer.value : answer.error.code);
        witness.operated(what, command, text);
        sends -= 1;
      }
      await agenda.wait(random.between(100, 3_000));
    }
  }

  async #send(command: OperatorCommand): Promise<Result<OperatorAccount, Refusal> | undefined> {
    try {
      const answer = await this.#door.operate(command);
      return answer.ok || !isRetryable(answer.error.code) ? answer : undefined;
    } catch {
      return undefined;
    }
  }
}
