/**
 * Where a till finds the money for a refund that its own balance doesn't cover: its register lends it [TR23].
 * A loan that got no answer is asked for until it gets one, so that no money stays on the way.
 */

import type { RefundId } from "../../../../protocol/ids.ts";
import type { Refusal } from "../../../../protocol/problem.ts";
import type { Result } from "../../../../protocol/result.ts";
import { clockNow } from "../../../objects/clock.ts";
import type { Lent, LoanQuestion } from "../../register/funds.ts";
import type { TillDesk } from "../desk.ts";
import type { DueTimes } from "../timing/due-times.ts";
import { patiently } from "../timing/patience.ts";
import { type AskedLoan, endLoan, type LoanStore, noteLoan } from "./loans.ts";

/** What a till asks of its register. */
export type AskRegister = (question: LoanQuestion) => Promise<Result<Lent, Refusal>>;

const LOANS_AT_ONCE_MAX = 50;

export class RefundFunds {
  readonly #desk: TillDesk;
  readonly #store: LoanStore;
  readonly #due: DueTimes<RefundId>;
  readonly #ask: AskRegister;
  readonly #asking = new Map<RefundId, Promise<boolean | undefined>>();

  constructor(desk: TillDesk, store: LoanStore, due: DueTimes<RefundId>, ask: AskRegister) {
    this.#desk = desk;
    this.#store = store;
    this.#due = due;
    this.#ask = ask;
  }

  /** @returns when it was lent; undefined where it wasn't, or the register didn't answer */
  async borrow(loan: Omit<AskedLoan, "at">): Promise<"now" | "before" | undefined> {
    const noted = await this.#desk.decide((turn, now) => noteLoan(turn, { ...loan, at: now }));
    if (!noted) return "before";
    return (await this.#settle(noted)) ? "now" : undefined;
  }

  /** After a cold start: a till that was stopped while it asked asks again. */
  wake(): void {
    this.#due.load(this.#store.all().map(({ id }) => [id, clockNow()]));
  }

  /** After a flush: what stands in the rows. */
  noted({ id }: AskedLoan, is: "asked" | "ended", now: number): void {
    if (is === "asked") this.#due.retryLater(id, now);
    else this.#due.forget(id);
  }

  /** What is due, by the alarm. */
  async work(): Promise<void> {
    try {
      const due = this.#due.dueAt(clockNow(), LOANS_AT_ONCE_MAX);
      await Promise.all(due.map((id) => this.#again(id)));
    } finally {
      this.#due.rearm();
    }
  }

  async #again(id: RefundId): Promise<void> {
    const loan = this.#store.read(id);
    if (!loan) this.#due.forget(id);
    else if ((await this.#settle(loan)) === undefined) this.#due.retryLater(id, clockNow());
  }

  /** One question at a time per loan: of two, the one that was refused may be answered last. */
  #settle(loan: AskedLoan): Promise<boolean | undefined> {
    const asking = this.#asking.get(loan.id);
    if (asking) return asking;
    const settled = this.#settleNow(loan).finally(() => this.#asking.delete(loan.id));
    this.#asking.set(loan.id, settled);
    return settled;
  }

  #settleNow(loan: AskedLoan): Promise<boolean | undefined> {
    const { id: refund, currency, amount } = loan;
    const till = this.#desk.config?.till ?? 0;
    return patiently(
      () => this.#ask({ refund, till, currency, amount }),
      async (answer) => {
        // Only too little everywhere says for certain that nothing was lent.
        if (!answer.ok && answer.error.code !== "refund_unfunded") return undefined;
        const lent = answer.ok ? answer.value : undefined;
        return this.#desk.decide((turn, now) => endLoan(turn, loan, lent, now));
      },
    );
  }
}
