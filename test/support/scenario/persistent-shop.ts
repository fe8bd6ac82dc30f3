/**
 * A shop that goes on whatever is killed: each call has a key of its own and is made until there is an answer for good.
 * It keeps every such answer, and can make each call once more: by the same key the same must be answered.
 */

import {
  type CaptureView,
  type PayoutView,
  type RefundView,
  type TradeRequest,
  type TradeView,
  type Warifu,
  WarifuError,
} from "../../../register-server/index.ts";

export type Kind = "create" | "capture" | "void" | "refund" | "payout";

/** What was answered for good, and the call that it answered. */
export interface Acknowledged<T> {
  readonly kind: Kind;
  readonly answer: T;
  readonly again: () => Promise<T>;
}

interface Call<T> {
  readonly kind: Kind;
  readonly make: () => Promise<T>;
  readonly isDone: (answer: T) => boolean;
}

const ASK_AGAIN_MS = 50;
const CURRENCY = "JPY";

export class PersistentShop {
  readonly captures: Acknowledged<CaptureView>[] = [];
  readonly voids: Acknowledged<TradeView>[] = [];
  readonly refunds: Acknowledged<RefundView>[] = [];
  readonly payouts: Acknowledged<PayoutView>[] = [];
  readonly creates: Acknowledged<TradeView>[] = [];
  /** calls that have begun and have no answer for good yet */
  readonly underWay: Record<Kind, number> = {
    create: 0,
    capture: 0,
    void: 0,
    refund: 0,
    payout: 0,
  };
  readonly #warifu: Warifu;

  constructor(warifu: Warifu) {
    this.#warifu = warifu;
  }

  /** [MS4] The call can be made again, for a trade that was lost in the moment after its answer. */
  async create(request: Omit<TradeRequest, "currency">): Promise<Acknowledged<TradeView>> {
    const idempotencyKey = this.#warifu.newIdempotencyKey();
    const asked = { ...request, currency: CURRENCY };
    const make = () => this.#warifu.createTrade(asked, { idempotencyKey });
    return this.#keep(this.creates, { kind: "create", make, isDone: () => true });
  }

  /** @param amount minor units @param last the rest of the hold goes back to the payer */
  async capture(trade: string, amount: number, last = false): Promise<void> {
    const idempotencyKey = this.#warifu.newIdempotencyKey();
    const asked = { amount, currency: CURRENCY, last };
    const make = () => this.#warifu.captureTrade(trade, asked, { idempotencyKey });
    const isDone = ({ status }: CaptureView) => status !== "pending";
    await this.#keep(this.captures, { kind: "capture", make, isDone });
  }

  async voidHold(trade: string): Promise<void> {
    const idempotencyKey = this.#warifu.newIdempotencyKey();
    const make = () => this.#warifu.voidTrade(trade, { idempotencyKey });
    const isDone = ({ status }: TradeView) => status !== "authorized";
    await this.#keep(this.voids, { kind: "void", make, isDone });
  }

  /** @param amount minor units */
  async refund(trade: string, amount: number): Promise<void> {
    const idempotencyKey = this.#warifu.newIdempotencyKey();
    const asked = { amount, currency: CURRENCY };
    const make = () => this.#warifu.refundTrade(trade, asked, { idempotencyKey });
    const isDone = ({ status }: RefundView) => status !== "pending";
    await this.#keep(this.refunds, { kind: "refund", make, isDone });
  }

  /** All that there is. @returns undefined where there was nothing to pay out */
  async payOut(): Promise<Acknowledged<PayoutView> | undefined> {
    const idempotencyKey = this.#warifu.newIdempotencyKey();
    const make = () => this.#warifu.requestPayout(CURRENCY, { idempotencyKey });
    const isDone = ({ status }: PayoutView) => status === "ordered" || status === "refused";
    const call = { kind: "payout", make, isDone } as const;
    return this.#keep(this.payouts, call).catch((error: unknown) => {
      if (error instanceof WarifuError && error.code === "payout_empty") return undefined;
      throw error;
    });
  }

  /** Once it is paid or held at the till, too: only then may the shop order anything of it. */
  async untilPaid(trade: string): Promise<void> {
    const make = () => this.#warifu.getTrade(trade);
    await untilDone(make, ({ status }) => status !== "open");
  }

  async #keep<T>(kept: Acknowledged<T>[], { kind, make, isDone }: Call<T>) {
    this.underWay[kind] += 1;
    try {
      const answer = await untilDone(make, isDone);
      const acknowledged = { kind, answer, again: () => untilDone(make, isDone) };
      kept.push(acknowledged);
      return acknowledged;
    } finally {
      this.underWay[kind] -= 1;
    }
  }
}

/** @throws WarifuError when it is refused for good */
async function untilDone<T>(make: () => Promise<T>, isDone: (answer: T) => boolean): Promise<T> {
  for (;;) {
    try {
      const answer = await make();
      if (isDone(answer)) return answer;
    } catch (error) {
      if (!(error instanceof WarifuError && error.retryable)) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
  }
}
