/**
 * Sends a fixed number of requests and measures each. Closed loop: each lane sends its next request when it has its
 * answer. Open loop: requests are due at fixed times whatever became of the earlier ones, and each is measured from
 * the time it was due, so that a stall counts for all who would have come meanwhile (no coordinated omission).
 */

export interface Driven {
  /** from the first request to the last answer */
  readonly tookMs: number;
  /** of each request, in ms, in no order */
  readonly latenciesMs: Float64Array;
  /** what went wrong, by what was said, how often */
  readonly errors: Readonly<Record<string, number>>;
}

/** @throws Error or rejects for a request that wasn't answered as it should be */
export type Send<Lane> = (request: number, lane: Lane) => Promise<void>;

class Records {
  readonly latenciesMs: Float64Array;
  readonly errors: Record<string, number> = {};

  constructor(count: number) {
    this.latenciesMs = new Float64Array(count);
  }

  failed(error: unknown): void {
    const said = error instanceof Error ? error.message : String(error);
    this.errors[said] = (this.errors[said] ?? 0) + 1;
  }
}

export async function closedLoop<Lane>(
  lanes: readonly Lane[],
  count: number,
  send: Send<Lane>,
): Promise<Driven> {
  const record = new Records(count);
  let next = 0;
  const began = performance.now();
  const drive = async (lane: Lane) => {
    for (let request = next++; request < count; request = next++) {
      const sent = performance.now();
      await send(request, lane).catch((error) => record.failed(error));
      record.latenciesMs[request] = performance.now() - sent;
    }
  };
  await Promise.all(lanes.map(drive));
  return { tookMs: performance.now() - began, ...record };
}

/** When each request is due, ms after the beginning. */
export function dueTimes(perSecond: number, count: number): number[] {
  return Array.from({ length: count }, (_, request) => (request * 1_000) / perSecond);
}

/** Requests wait for a free lane when all are busy: their time runs from when they were due. */
export async function openLoop<Lane>(
  lanes: readonly Lane[],
  perSecond: number,
  count: number,
  send: Send<Lane>,
): Promise<Driven> {
  const record = new Records(count);
  const due = dueTimes(perSecond, count);
  let next = 0;
  const began = performance.now();
  const drive = async (lane: Lane) => {
    for (let request = next++; request < count; request = next++) {
      const dueAt = began + (due[request] ?? 0);
      await until(dueAt);
      await send(request, lane).catch((error) => record.failed(error));
      record.latenciesMs[request] = performance.now() - dueAt;
    }
  };
  await Promise.all(lanes.map(drive));
  return { tookMs: performance.now() - began, ...record };
}

/** Timers come a millisecond late at least: the rest is spun out in turns of the event loop. */
async function until(moment: number): Promise<void> {
  const rest = moment - performance.now();
  if (rest > 2) await new Promise((resolve) => setTimeout(resolve, rest - 2));
  while (performance.now() < moment) await new Promise((resolve) => setImmediate(resolve));
}
