/**
 * Asking the branch how a trade ends [TR5]. What it says is taken, whatever the till was about to do; an
 * attempt that it doesn't know it records as void. No answer decides nothing: the schedule asks again.
 */

import type { TradeId } from "../../../protocol/ids.ts";
import type { AttemptOutcome } from "../../../protocol/trade/trade.ts";
import type { Carrier } from "../../carrier-server/carrier.ts";
import { patiently } from "./timing/patience.ts";
import type { TradeRecord } from "./trade-record.ts";

type Take = (id: TradeId, attempt: number, outcome: AttemptOutcome) => Promise<TradeRecord>;

export class EndingInquiry {
  readonly #carrier: Carrier;
  readonly #take: Take;
  readonly #asking = new Map<TradeId, Promise<TradeRecord | undefined>>();

  /** @param take stores the outcome and returns the trade after it */
  constructor(carrier: Carrier, take: Take) {
    this.#carrier = carrier;
    this.#take = take;
  }

  /** One question at a time per trade. @returns the trade after the branch's answer, undefined without one */
  ask(record: TradeRecord): Promise<TradeRecord | undefined> {
    const asking = this.#asking.get(record.id);
    if (asking) return asking;
    const asked = this.#ask(record).finally(() => this.#asking.delete(record.id));
    this.#asking.set(record.id, asked);
    return asked;
  }

  async #ask({ id, trade }: TradeRecord): Promise<TradeRecord | undefined> {
    if (trade.state !== "ending") return undefined;
    const { attempt, claim } = trade;
    const question = { sealed: claim.sealed, trade: id, attempt, voidIfAbsent: true };
    return patiently(
      () => this.#carrier.outcome(question),
      async (answer) => {
        if (!answer.ok || answer.value === null) return undefined;
        return this.#take(id, attempt, answer.value);
      },
    );
  }
}
