/**
 * The world's time and what is to happen in it: tasks in order of time, tasks of one moment in an order that
 * the seed chooses. After each task every promise it settled runs on, before the next one begins. Time stands
 * still but for tasks; nothing here sleeps.
 */

import type { Random } from "./random.ts";

interface Task {
  readonly at: number;
  readonly order: number;
  run: (() => void) | undefined;
}

const never = (): boolean => false;
/** Immediates queued at once: a turn of the event loop costs more than most tasks. */
const STEPS_A_LOOP = 64;

const before = (a: Task, b: Task): boolean => a.at < b.at || (a.at === b.at && a.order < b.order);

export class Agenda {
  /** ms since the epoch, with fractions */
  now: number;
  /** tasks that ran */
  ran = 0;
  readonly #random: Random;
  readonly #heap: Task[] = [];

  constructor(now: number, random: Random) {
    this.now = now;
    this.#random = random;
  }

  /** @returns what cancels it */
  at(moment: number, run: () => void): () => void {
    const task: Task = { at: moment, order: this.#random.next(), run };
    this.#push(task);
    return () => {
      task.run = undefined;
    };
  }

  after(ms: number, run: () => void): () => void {
    return this.at(this.now + ms, run);
  }

  wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      this.after(ms, resolve);
    });
  }

  /** The time passes while nobody does anything: what was due meanwhile is late. */
  jump(ms: number): void {
    this.now += ms;
  }

  /** Until nothing is left to do before the moment, or `until` says so. */
  run({ until = Number.POSITIVE_INFINITY, enough = never } = {}): Promise<void> {
    return new Promise((resolve, reject) => {
      let ended = false;
      const step = (left: number) => {
        if (ended) return;
        try {
          ended = !this.#runNext(until, enough);
        } catch (error) {
          ended = true;
          reject(error);
        }
        if (ended) resolve();
        else if (left === 1) queue();
      };
      // Between two immediates every promise that can run has run, in one turn of the event loop too.
      const queue = () => {
        for (let left = STEPS_A_LOOP; left > 0; left--) setImmediate(step, left);
      };
      queue();
    });
  }

  /** @returns whether there was a task to run */
  #runNext(until: number, enough: () => boolean): boolean {
    while (this.#heap[0] && !this.#heap[0].run) this.#pop();
    const task = this.#heap[0];
    if (!task?.run || task.at > until || enough()) {
      if (until < Number.POSITIVE_INFINITY) this.now = Math.max(this.now, until);
      return false;
    }
    this.#pop();
    const { run } = task;
    this.now = Math.max(this.now, task.at);
    this.ran += 1;
    run();
    return true;
  }

  /** Until this work is done. */
  async finish<T>(work: Promise<T>): Promise<T> {
    let done = false;
    const end = () => {
      done = true;
    };
    work.then(end, end);
    await this.run({ enough: () => done });
    return work;
  }

  #push(task: Task): void {
    const heap = this.#heap;
    let at = heap.length;
    heap.push(task);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = heap[parent] as Task;
      if (!before(task, above)) break;
      heap[at] = above;
      at = parent;
    }
    heap[at] = task;
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop() as Task;
    if (heap.length === 0) return;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      const right = heap[child + 1];
      if (right && before(right, heap[child] as Task)) child += 1;
      const lower = heap[child] as Task;
      if (!before(lower, last)) break;
      heap[at] = lower;
      at = child;
    }
    heap[at] = last;
  }
}
