/**
 * The till's disputes: a thin shell over dispute-acts.ts. Who asks is checked where it is known: the payer by his tag
 * beside what his terminal signed, the shop by its API key. Time is the till's one alarm.
 */

import { isClosed, type Ruling } from "../../../../protocol/dispute/dispute.ts";
import type {
  DisputeSummary,
  DisputeView,
  SignedDisputeAct,
} from "../../../../protocol/dispute/dispute-messages.ts";
import type { SealedText } from "../../../../protocol/dispute/dispute-text.ts";
import type { PayerTag, TradeId } from "../../../../protocol/ids.ts";
import { type Refusal, refusal } from "../../../../protocol/problem.ts";
import { err, ok, type Result } from "../../../../protocol/result.ts";
import type { Hash } from "../../../../protocol/signing/signature.ts";
import type { SignedRefund } from "../../../../protocol/trade/orders.ts";
import { clockNow } from "../../../objects/clock.ts";
import type { TillDesk } from "../desk.ts";
import type { OrderQuestion, OrderReply } from "../order/orders.ts";
import type { DueTimes } from "../timing/due-times.ts";
import { decideDispute, hearPayer, hearShop, paidBy, tickDispute } from "./dispute-acts.ts";
import { type DisputeRecord, disputeSummaryOf, disputeViewOf } from "./dispute-record.ts";
import type { DisputePage, DisputeStore } from "./dispute-store.ts";

/** What is asked of a trade's dispute. `apiKey`: the hash of the register's. */
export type DisputeQuestion =
  | { readonly by: "payer"; readonly payer: PayerTag; readonly said: SignedDisputeAct }
  | { readonly by: "payer"; readonly payer: PayerTag; readonly reads: TradeId }
  | { readonly by: "shop"; readonly apiKey: Hash; readonly reads: TradeId }
  | {
      readonly by: "shop";
      readonly apiKey: Hash;
      readonly trade: TradeId;
      readonly act: "message" | "contested";
      readonly key: string;
      readonly text: SealedText | undefined;
    }
  /** a refund of what it asks for */
  | { readonly by: "shop"; readonly apiKey: Hash; readonly accepts: SignedRefund }
  | { readonly by: "operator"; readonly trade: TradeId; readonly ruling: Ruling };

interface Works {
  readonly due: DueTimes<TradeId>;
  /** whether there is a refund of this trade under this key */
  readonly isPlaced: (trade: TradeId, key: string) => boolean;
  readonly refund: (order: OrderQuestion) => Promise<Result<OrderReply, Refusal>>;
}

export interface DisputeReply {
  readonly view: DisputeView;
  /** it was said before */
  readonly replayed: boolean;
}

/** A page of a till's, and the number to go on after. */
export interface TillDisputes {
  readonly disputes: DisputeSummary[];
  readonly last: number | undefined;
}

const DUE_AT_ONCE_MAX = 100;

export class DisputeDesk {
  readonly #desk: TillDesk;
  readonly #store: DisputeStore;
  readonly #works: Works;

  constructor(desk: TillDesk, store: DisputeStore, works: Works) {
    this.#desk = desk;
    this.#store = store;
    this.#works = works;
  }

  async take(question: DisputeQuestion): Promise<Result<DisputeReply, Refusal>> {
    if (!this.#desk.config) return err(refusal("trade_not_found"));
    const refused = this.#refusalOf(question);
    if (refused) return err(refused);
    if ("reads" in question) return this.#read(question.reads, true);
    if ("accepts" in question) return this.#accept(question.apiKey, question.accepts);
    const heard = await this.#desk.decide((turn, now) => {
      if (question.by === "payer") return hearPayer(turn, question.said, question.payer, now);
      const { trade } = question;
      if (question.by === "shop") return hearShop(turn, trade, question, now);
      const ruled = decideDispute(turn, trade, question.ruling, now);
      return ruled.ok ? ok({ record: ruled.value, replayed: false }) : ruled;
    });
    if (!heard.ok) return heard;
    const { record, replayed } = heard.value;
    return ok({ view: disputeViewOf(record, this.#store.entries(record.number)), replayed });
  }

  list(page: DisputePage): TillDisputes {
    if (!this.#desk.config) return { disputes: [], last: undefined };
    const { limit } = page;
    const found = this.#store.page({ ...page, limit: limit + 1 });
    const shown = found.slice(0, limit);
    return {
      disputes: shown.map(disputeSummaryOf),
      last: found.length > limit ? shown.at(-1)?.number : undefined,
    };
  }

  noted({ trade, dispute }: DisputeRecord): void {
    if ("until" in dispute) this.#works.due.set(trade, dispute.until);
    else this.#works.due.forget(trade);
  }

  /** After a cold start. */
  wake(): void {
    this.#works.due.load(this.#store.due());
  }

  /** What is due, by the alarm [DP7]. */
  async work(): Promise<void> {
    const due = this.#works.due.dueAt(clockNow(), DUE_AT_ONCE_MAX);
    await Promise.all(
      due.map((trade) => this.#desk.decide((turn, now) => tickDispute(turn, trade, now))),
    );
    this.#works.due.rearm();
  }

  #refusalOf(question: DisputeQuestion): Refusal | undefined {
    if (question.by === "operator") return undefined;
    if (question.by === "shop") {
      const scope = "reads" in question ? "read" : "refund";
      const authorised = this.#desk.authorise(question.apiKey, scope);
      return authorised.ok ? undefined : authorised.error;
    }
    const trade = "reads" in question ? question.reads : question.said.payload.trade;
    const paid = paidBy(this.#desk, trade, question.payer);
    if (!paid.ok) return paid.error;
    if ("reads" in question || !("text" in question.said.payload)) return undefined;
    // [DP9] A text that nobody can open is none.
    const { certificate } = this.#desk.certificate(paid.value.asked.certificate);
    const hasKey = certificate.payload.encryption_key !== undefined;
    return hasKey ? undefined : refusal("encryption_key_missing", { param: "/act/payload/text" });
  }

  #read(trade: TradeId, replayed: boolean): Result<DisputeReply, Refusal> {
    const known = this.#now(trade);
    if (!known)
      return err(refusal(this.#desk.read(trade) ? "dispute_not_found" : "trade_not_found"));
    return ok({ view: disputeViewOf(known, this.#store.entries(known.number)), replayed });
  }

  /** [DP5] A refund like any other; one that has no answer yet leaves the dispute as it is. */
  async #accept(apiKey: Hash, order: SignedRefund): Promise<Result<DisputeReply, Refusal>> {
    const refused = this.#misfitOf(order);
    if (refused) return err(refused);
    const placed = await this.#works.refund({ apiKey, order });
    return placed.ok ? this.#read(order.payload.trade, placed.value.replayed) : placed;
  }

  /** Why this refund isn't what accepting the dispute means, if so. A repeat of one is answered as any order's. */
  #misfitOf({ payload }: SignedRefund): Refusal | undefined {
    const { trade, key } = payload;
    const known = this.#now(trade);
    if (!known) return refusal(this.#desk.read(trade) ? "dispute_not_found" : "trade_not_found");
    if (this.#works.isPlaced(trade, key)) return undefined;
    if (isClosed(known.dispute.state)) return refusal("dispute_closed");
    if (payload.currency === known.currency && payload.amount === known.left) return undefined;
    return refusal("dispute_amount_mismatch", { param: "/order/payload/amount" });
  }

  /** As it is at this moment: reading writes nothing, and wakes the alarm that does. */
  #now(trade: TradeId): DisputeRecord | undefined {
    const known = this.#store.read(trade);
    if (known && "until" in known.dispute && known.dispute.until <= clockNow())
      this.#works.due.arm(clockNow());
    return known;
  }
}
