/**
 * What tells the Courier that a till or a register has something new [EV6]. Nothing of it is stored: what there is new
 * the Courier asks for itself, from where it was. After a start nobody knows what it was told, so it is told again; and
 * the object's alarm is armed in the commit of the change, so that it starts again whatever happens.
 *
 * Trade-off: an event that nobody waits for isn't told at all. It is found when somebody asks.
 */

import { EVENTS_AGAIN_MS, EVENTS_GATHER_MS, EVENTS_NET_MS } from "../../../protocol/limits.ts";
import { clockNow } from "../../objects/clock.ts";
import { errorName, log } from "../../watching/log.ts";
import type { Listening, Told } from "./sources.ts";

interface Surroundings {
  /** @throws when the Courier doesn't answer */
  readonly tell: () => Promise<Told>;
  /** @param moment ms since the epoch */
  readonly arm: (moment: number) => void;
  readonly wait: (ms: number) => Promise<void>;
  /** whether there ever was an event here */
  readonly hasEvents: () => boolean;
}

export class Herald {
  readonly #around: Surroundings;
  #listening: Listening | undefined;
  /** there may be something that the Courier doesn't know */
  #news = true;
  #gathering = false;
  #telling: Promise<void> | undefined;

  constructor(around: Surroundings) {
    this.#around = around;
  }

  /** After a commit with events, in the same go. */
  note(): void {
    this.#news = true;
    if (this.#listening?.on === false) return;
    this.#around.arm(clockNow() + EVENTS_NET_MS);
    if (this.#gathering) return;
    this.#gathering = true;
    void this.#around.wait(EVENTS_GATHER_MS).then(() => {
      this.#gathering = false;
      return this.work();
    });
  }

  /** Whether to tell, as the Courier says with each question and answer. */
  heard(listening: Listening): void {
    if ((this.#listening?.version ?? -1) <= listening.version) this.#listening = listening;
  }

  /** By the alarm too: the net under what a crash kept from being told. Never throws. */
  async work(): Promise<void> {
    if (this.#listening?.on === false || !this.#news || !this.#around.hasEvents()) return;
    this.#telling ??= this.#tell().finally(() => {
      this.#telling = undefined;
    });
    await this.#telling;
  }

  async #tell(): Promise<void> {
    try {
      while (this.#news && this.#listening?.on !== false) {
        this.#news = false;
        const { listening, isAll } = await this.#around.tell();
        this.heard(listening);
        if (!isAll) this.#news = true;
      }
    } catch (error) {
      this.#news = true;
      log("storage_unavailable", { where: "events", error: errorName(error) });
      this.#around.arm(clockNow() + EVENTS_AGAIN_MS);
    }
  }
}
