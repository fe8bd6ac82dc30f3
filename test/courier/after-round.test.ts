// What failures make of an event and of its endpoint, over three days.
import { describe, expect, it } from "vitest";
import {
  WEBHOOK_DELAYS_MS,
  WEBHOOK_FAILING_MS,
  WEBHOOK_FAILURES_MAX,
  WEBHOOK_REST_FIRST_MS,
  WEBHOOK_REST_MAX_MS,
} from "../../protocol/limits.ts";
import {
  afterRound,
  type Tried,
} from "../../worker/synchronous-server/courier/delivery/after-round.ts";
import { FROM_HERE } from "../../worker/synchronous-server/courier/delivery/progress.ts";

const AT = 1_790_000_000_000;
const NEW = { cursor: 0, attempts: 0, ...FROM_HERE };
const HOUR = 60 * 60_000;

function tried(failure?: Tried["failure"], { sequence = 1, tries = 0, at = AT } = {}): Tried {
  const event = { sequence, subject: `t${sequence}`, tries, due: 0 };
  return { event, at, took: 5, ...(failure === undefined ? {} : { failure }) };
}

describe("after a round", () => {
  it("[EV14] a failed event waits as the table says, and is given up after the tenth try", () => {
    const waited = Array.from({ length: 10 }, (_, tries) => {
      const { waiting, over } = afterRound(NEW, [tried("refused", { tries })], []);
      return [waiting[0] && waiting[0].due - AT, waiting[0]?.tries, over];
    });
    expect(waited.slice(0, 9)).toEqual(WEBHOOK_DELAYS_MS.map((ms, at) => [ms, at + 1, []]));
    expect(waited[9]).toEqual([undefined, undefined, [1]]);
    const whole = WEBHOOK_DELAYS_MS.reduce((sum, ms) => sum + ms, 0);
    expect(Math.round((whole / HOUR) * 10) / 10).toBe(75.6);
  });

  it("[EV12] what stood behind a failed event waits without a try", () => {
    const behind = { sequence: 2, subject: "t1", tries: 0, due: 0 };
    const { waiting, over } = afterRound(NEW, [tried("timeout")], [behind]);
    expect(waiting.map(({ sequence, tries }) => [sequence, tries])).toEqual([
      [1, 1],
      [2, 0],
    ]);
    expect(over).toEqual([]);
  });

  it("[EV15] failures in a row leave the endpoint alone, ever longer; a receipt ends it", () => {
    const rests = Array.from({ length: 20 }, (_, failures) => {
      const { progress } = afterRound({ ...NEW, failures }, [tried("refused")], []);
      return progress.resting_until && progress.resting_until - AT;
    });
    const none = WEBHOOK_FAILURES_MAX - 1;
    expect(rests.slice(0, none)).toEqual(Array(none).fill(null));
    expect(rests.slice(none, none + 3)).toEqual([1, 2, 4].map((by) => by * WEBHOOK_REST_FIRST_MS));
    expect(rests.at(-1)).toBe(WEBHOOK_REST_MAX_MS);
    const resting = { ...NEW, failures: 12, failing_since: AT - 1, resting_until: AT };
    expect(afterRound(resting, [tried()], []).progress).toEqual(FROM_HERE);
  });

  it("[EV15] one event that alone fails among others' receipts counts for nothing", () => {
    let progress = NEW;
    for (let rounds = 0; rounds < 30; rounds++) {
      const both = [tried("refused"), tried(undefined, { sequence: 2 })];
      progress = { ...progress, ...afterRound(progress, both, []).progress };
    }
    expect(progress).toEqual(NEW);
  });

  it("[EV16] three days without a receipt, or a 410, disable it, and nothing is given up", () => {
    const failing = { ...NEW, failures: 9, failing_since: AT - WEBHOOK_FAILING_MS };
    const last = afterRound(failing, [tried("refused", { tries: 9 })], []);
    expect([last.disabled, last.over]).toEqual(["failing", []]);
    expect(last.waiting).toMatchObject([{ sequence: 1 }]);
    const early = { ...failing, failing_since: AT - WEBHOOK_FAILING_MS + 1 };
    expect(afterRound(early, [tried("refused")], []).disabled).toBeUndefined();
    const gone = afterRound(NEW, [tried("gone", { tries: 9 })], []);
    expect([gone.disabled, gone.over, gone.waiting.length]).toEqual(["gone", [], 1]);
    expect(afterRound(failing, [tried()], []).disabled).toBeUndefined();
  });
});
