/**
 * Claims at a till: what must have been done before one is decided, and the decision in one turn. A trade whose row
 * was lost is made again from the offer, which is asked for only then [MS4].
 */

import { type Refusal, refusal } from "../../../../protocol/problem.ts";
import { err, type Result } from "../../../../protocol/result.ts";
import type { Offer } from "../../../../protocol/trade/offer.ts";
import type { Deployment } from "../../deployment.ts";
import { type ClaimQuestion, type ClaimTaken, takeClaim } from "../acts.ts";
import { ownsSlotOf } from "../config.ts";
import type { TillDesk } from "../desk.ts";
import { askedFromOffer } from "../remake-trade.ts";
import { type Asked, isAsked } from "../trade-record.ts";
import type { TillWatch } from "../watch.ts";
import { OpenClaims } from "./open-claims.ts";

type Taken = Result<ClaimTaken, Refusal>;

export class TillClaims {
  readonly #desk: TillDesk;
  readonly #watch: TillWatch;
  readonly #open = new OpenClaims();

  constructor(desk: TillDesk, watch: TillWatch) {
    this.#desk = desk;
    this.#watch = watch;
  }

  /** @returns undefined where the trade isn't known here */
  async take(question: ClaimQuestion): Promise<Taken | undefined> {
    return isAsked(this.#desk.read(question.trade)) ? this.#take(question) : undefined;
  }

  async takeAnew(question: ClaimQuestion, offer: Offer, deployment: Deployment): Promise<Taken> {
    const known = await this.take(question);
    if (known) return known;
    const remade = await askedFromOffer(this.#desk, deployment, offer, question.offer);
    return remade.ok ? this.#take(question, remade.value) : remade;
  }

  async #take(question: ClaimQuestion, remade?: Asked): Promise<Taken> {
    const { payer, trade } = question;
    await this.#watch.catchUp(trade);
    // [LE64] Who has a grant gets it again; nobody gets a new one.
    const refused = this.#desk.beginRefusal();
    if (refused && this.#desk.read(trade)?.trade.state !== "claimed") return err(refused);
    return this.#desk.decide((turn, now) => {
      // [ID2] Its key may have another trade by now, at the till that its slot belongs to.
      if (remade && !ownsSlotOf(trade, this.#desk.config)) return err(refusal("trade_not_found"));
      if (!this.#open.hasRoom(payer, trade, (id) => turn.read(id), now))
        return err(refusal("too_many_claims"));
      const taken = takeClaim(turn, question, remade, now);
      if (taken.ok) this.#open.note(payer, trade, taken.value.until, now);
      return taken;
    });
  }
}
