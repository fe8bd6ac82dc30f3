/**
 * Asking the branch what becomes of an order [TR19]. No answer, or one that says nothing was decided, leaves it
 * pending: whoever asked asks again.
 */

import { PROBLEMS, type Refusal } from "../../../../protocol/problem.ts";
import type { OrderTaker } from "../../../carrier-server/carrier.ts";
import type { CertificatePair } from "../config.ts";
import { patiently } from "../timing/patience.ts";
import type { AskedRecord } from "../trade-record.ts";
import type { OrderAnswer } from "./order-answers.ts";
import { nameOf, type OrderName, type OrderRecord } from "./order-record.ts";

type Take = (order: OrderRecord, answer: OrderAnswer) => Promise<OrderRecord>;

export class OrderInquiry {
  readonly #carrier: OrderTaker;
  readonly #take: Take;
  readonly #asking = new Map<OrderName, Promise<OrderRecord | undefined>>();

  /** @param take stores the answer and returns the order after it */
  constructor(carrier: OrderTaker, take: Take) {
    this.#carrier = carrier;
    this.#take = take;
  }

  /** One question at a time per order. @returns the order after the branch's answer, undefined without one */
  ask(
    order: OrderRecord,
    record: AskedRecord,
    certified: CertificatePair,
  ): Promise<OrderRecord | undefined> {
    const name = nameOf(order);
    const asking = this.#asking.get(name);
    if (asking) return asking;
    const asked = patiently(
      () => askBranch(this.#carrier, order, record, certified),
      async (answer) => answer && this.#take(order, answer),
    ).finally(() => this.#asking.delete(name));
    this.#asking.set(name, asked);
    return asked;
  }
}

async function askBranch(
  carrier: OrderTaker,
  ordered: OrderRecord,
  { trade }: AskedRecord,
  certified: CertificatePair,
): Promise<OrderAnswer | undefined> {
  if (!("receipt" in trade)) return undefined;
  const { claim, attempt } = trade;
  const call = { sealed: claim.sealed, attempt, ...certified };
  switch (ordered.kind) {
    case "capture": {
      const answer = await carrier.capture({ ...call, order: ordered.order });
      return answer.ok ? { kind: "capture", value: answer.value } : refused(answer.error);
    }
    case "void": {
      const answer = await carrier.voidHold({ ...call, order: ordered.order });
      return answer.ok ? { kind: "void", value: answer.value } : refused(answer.error);
    }
    case "refund": {
      const answer = await carrier.refund({ ...call, order: ordered.order });
      return answer.ok ? { kind: "refund", value: answer.value } : refused(answer.error);
    }
  }
}

/** A refusal of another kind than not_a_request decided nothing [PR3]. */
function refused({ code }: Refusal): OrderAnswer | undefined {
  return PROBLEMS[code].kind === "not_a_request" ? { kind: "refused", code } : undefined;
}
