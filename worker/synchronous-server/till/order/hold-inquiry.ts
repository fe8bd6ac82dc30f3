/**
 * Asking the branch whether a hold has ended [TR18]: the net under its news, so that no trade stays authorized
 * for ever. No answer, or a hold that still stands, decides nothing: the schedule asks again.
 */

import type { TradeId } from "../../../../protocol/ids.ts";
import type { OrderTaker } from "../../../carrier-server/carrier.ts";
import { patiently } from "../timing/patience.ts";
import type { TradeRecord } from "../trade-record.ts";

type Take = (id: TradeId, attempt: number, captured: number) => Promise<TradeRecord | undefined>;

export class HoldInquiry {
  readonly #carrier: OrderTaker;
  readonly #take: Take;

  /** @param take stores the hold's end and returns the trade after it */
  constructor(carrier: OrderTaker, take: Take) {
    this.#carrier = carrier;
    this.#take = take;
  }

  /** @returns the trade after its hold's end, undefined when none is known */
  async ask({ id, trade }: TradeRecord): Promise<TradeRecord | undefined> {
    if (trade.state !== "authorized") return undefined;
    const { attempt, claim } = trade;
    return patiently(
      () => this.#carrier.holdEnd({ sealed: claim.sealed, trade: id, attempt }),
      async (answer) => {
        if (!answer.ok || answer.value === null) return undefined;
        return this.#take(id, attempt, answer.value.captured);
      },
    );
  }
}
