/**
 * Durable objects under simulation: by name, started when called, killed at any moment. What a living one
 * wrote is committed a moment later, and only then its answers and messages leave (the output gate). A killed
 * one loses its memory and what it had not committed; what its code still does reaches nobody.
 */

import type { Agenda } from "./agenda.ts";
import type { Faults } from "./faults.ts";
import type { Gate } from "./network.ts";
import type { Random } from "./random.ts";
import { DeadObject, Disk, Storage } from "./storage.ts";
import type { Trace } from "./trace.ts";

type Method = (...args: unknown[]) => unknown;

export interface Instance {
  alarm?(): Promise<void>;
}

/** Makes the shell. @param gate for what it sends */
export type Start = (ctx: DurableObjectState, gate: Gate) => Instance;

export interface Surroundings {
  readonly agenda: Agenda;
  readonly random: Random;
  readonly faults: Faults;
  readonly trace: Trace;
}

const ALARM_AGAIN_MS = 2_000;
const LATE_ALARM_MS = 90_000;

/** One life of an object. */
class Life implements Gate {
  alive = true;
  readonly storage: Storage;
  readonly ready: Promise<void>;
  readonly instance: Instance;
  readonly onDeath = new Set<(error: Error) => void>();
  #held: (() => void)[] = [];
  readonly #object: SimulatedObject;
  readonly #around: Surroundings;

  constructor(object: SimulatedObject, start: Start, around: Surroundings) {
    this.#object = object;
    this.#around = around;
    this.storage = new Storage(object.disk, {
      isAlive: () => this.alive,
      wrote: () => this.#commitSoon(),
      writeFails: () => around.faults.strikes("fail write"),
    });
    let started: Promise<unknown> = Promise.resolve();
    const ctx = {
      storage: this.storage,
      abort: (reason: string) => this.die(`aborts: ${reason}`),
      blockConcurrencyWhile: (first: () => Promise<unknown>) => {
        started = first();
        return started;
      },
      waitUntil: () => undefined,
      acceptWebSocket: () => undefined,
      getWebSockets: () => [],
      setWebSocketAutoResponse: () => undefined,
    };
    try {
      this.instance = start(ctx as unknown as DurableObjectState, this);
    } catch (error) {
      this.die("could not start");
      throw error;
    }
    this.ready = started.then(
      () => undefined,
      (error) => {
        this.die("could not start");
        throw error;
      },
    );
    this.ready.catch(() => undefined);
  }

  pass(send: () => void): void {
    if (!this.alive) return;
    if (this.storage.isDirty) this.#held.push(send);
    else send();
  }

  /** A killed caller is told; what it had not committed never happened. */
  die(why: string): void {
    if (!this.alive) return;
    this.#around.trace.event(`${this.#object.name} ${why}`);
    this.storage.rollBack();
    this.alive = false;
    this.#held = [];
    this.#object.ended(this);
    for (const told of this.onDeath) told(new DeadObject("the object was reset"));
  }

  #commitSoon(): void {
    const { agenda, random } = this.#around;
    agenda.after(random.between(0, 3), () => this.#commit());
  }

  #commit(): void {
    if (!this.alive) return;
    const { faults, trace } = this.#around;
    if (faults.strikes("kill before commit")) {
      this.die("is killed before a commit");
      return;
    }
    this.storage.commit();
    trace.event(`${this.#object.name} commits`);
    this.#object.schedule();
    if (faults.strikes("kill after commit")) {
      this.die("is killed after a commit");
      return;
    }
    const held = this.#held;
    this.#held = [];
    for (const send of held) send();
  }
}

export class SimulatedObject {
  readonly kind: string;
  readonly name: string;
  readonly disk = new Disk();
  readonly #start: Start;
  readonly #around: Surroundings;
  #life: Life | undefined;
  #cancelAlarm: (() => void) | undefined;
  #alarmSet: number | undefined;

  constructor(kind: string, name: string, start: Start, around: Surroundings) {
    this.kind = kind;
    this.name = name;
    this.#start = start;
    this.#around = around;
  }

  /** A call that arrived. Rejects when the object dies under it. */
  async call(method: string, args: readonly unknown[]): Promise<unknown> {
    const life = this.#alive();
    await life.ready;
    return new Promise((resolve, reject) => {
      const died = (error: Error) => reject(error);
      if (!life.alive) return died(new DeadObject("the object was reset"));
      life.onDeath.add(died);
      const leave = (deliver: () => void) =>
        life.pass(() => {
          life.onDeath.delete(died);
          deliver();
        });
      const shell = life.instance as unknown as Record<string, Method>;
      Promise.resolve()
        .then(() => (shell[method] as Method).apply(shell, [...args]))
        .then(
          (value) => leave(() => resolve(value)),
          (error) => leave(() => reject(error)),
        );
    });
  }

  kill(why: string): boolean {
    if (!this.#life) return false;
    this.#life.die(why);
    return true;
  }

  ended(life: Life): void {
    if (this.#life === life) this.#life = undefined;
    this.schedule();
  }

  /** The alarm that is on the disk, and no other, will fire. */
  schedule(): void {
    const { alarm } = this.disk;
    if (alarm === null || alarm === this.#alarmSet) return;
    this.#cancelAlarm?.();
    this.#alarmSet = alarm;
    const { agenda, random, faults } = this.#around;
    const late = random.between(0, faults.strikes("late alarm") ? LATE_ALARM_MS : 5);
    this.#cancelAlarm = agenda.at(Math.max(agenda.now, alarm) + late, () => this.#fire(alarm));
  }

  /** At least once: an alarm whose handler failed or died fires again. */
  async #fire(alarm: number): Promise<void> {
    this.#alarmSet = undefined;
    const { agenda, trace } = this.#around;
    if (this.disk.alarm !== alarm) return;
    trace.event(`${this.name} alarm`);
    try {
      this.disk.alarm = null;
      this.#life?.storage.takeAlarm(alarm);
      await this.call("alarm", []);
    } catch {
      const again = agenda.now + ALARM_AGAIN_MS;
      this.disk.alarm = Math.min(this.disk.alarm ?? again, again);
      this.schedule();
    }
  }

  #alive(): Life {
    this.#life ??= new Life(this, this.#start, this.#around);
    return this.#life;
  }
}
