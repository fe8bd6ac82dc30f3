// What is sent to an endpoint now, and what waits: in order per trade, and never behind another trade.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { WEBHOOK_FAILURES_MAX, WEBHOOK_LANES } from "../../protocol/limits.ts";
import {
  type Picture,
  planRound,
} from "../../worker/synchronous-server/courier/delivery/plan-round.ts";
import {
  FROM_HERE,
  type Progress,
} from "../../worker/synchronous-server/courier/delivery/progress.ts";

const NOW = 1_000_000;
const fresh = (...of: [number, string][]) =>
  of.map(([sequence, subject]) => ({ sequence, subject }));
const waits = (sequence: number, subject: string, due = 0, tries = 1) => ({
  ...{ sequence, subject, due, tries },
});

function plan(
  picture: Omit<Partial<Picture>, "progress"> & { progress?: Partial<Progress> },
  now = NOW,
) {
  const { fresh: found = [], waiting = [], progress } = picture;
  const all = { cursor: 0, attempts: 0, ...FROM_HERE, ...progress };
  const seen = picture.seen ?? found.at(-1)?.sequence ?? all.cursor;
  const round = planRound({ fresh: found, waiting, seen, progress: all }, now);
  const lanes = round.lanes.map((lane) => lane.map(({ sequence }) => sequence));
  return { ...round, lanes, parked: round.parked.map(({ sequence }) => sequence) };
}

describe("a round", () => {
  it("[EV12] has a lane for each trade, its events in order, and moves on past them", () => {
    const found = fresh([1, "a"], [2, "b"], [3, "a"], [4, "c"]);
    expect(plan({ fresh: found, seen: 9 })).toMatchObject({ lanes: [[1, 3], [2], [4]], cursor: 9 });
  });

  it("[EV12] has nothing of a trade whose earlier event waits for its time; the others go", () => {
    const waiting = [waits(1, "a", NOW + 5)];
    const found = fresh([2, "a"], [3, "b"]);
    const planned = plan({ waiting, fresh: found, progress: { cursor: 1 } });
    expect(planned).toMatchObject({ lanes: [[3]], parked: [2], cursor: 3 });
    expect(plan({ waiting })).toMatchObject({ lanes: [], wake: NOW + 5 });
  });

  it("[EV12] goes on with what waited behind, once the first of it is due", () => {
    const waiting = [waits(1, "a", NOW), waits(2, "a"), waits(3, "b", NOW + 1), waits(4, "b")];
    expect(plan({ waiting }).lanes).toEqual([[1, 2]]);
  });

  it("[EV12] has so many lanes and no more, and leaves the rest where it is", () => {
    const found = fresh(
      ...Array.from({ length: 20 }, (_, at) => [at + 1, `t${at}`] as [number, string]),
    );
    const { lanes, cursor } = plan({ fresh: found });
    expect([lanes.length, cursor]).toEqual([WEBHOOK_LANES, WEBHOOK_LANES]);
  });

  it("[EV15] is none while the endpoint is left alone, and then one event, a new one first", () => {
    const resting = { failures: WEBHOOK_FAILURES_MAX, resting_until: NOW + 10, cursor: 1 };
    const picture = { waiting: [waits(1, "a")], fresh: fresh([2, "b"], [3, "c"]) };
    expect(plan({ ...picture, progress: resting })).toMatchObject({ lanes: [], wake: NOW + 10 });
    const trial = plan({ ...picture, progress: resting }, NOW + 10);
    expect(trial).toMatchObject({ lanes: [[2]], cursor: 2 });
    const old = plan({ waiting: picture.waiting, progress: resting }, NOW + 10);
    expect(old.lanes).toEqual([[1]]);
    const behind = { waiting: [waits(1, "a")], fresh: fresh([2, "a"], [3, "b"]) };
    expect(plan({ ...behind, progress: resting }, NOW + 10)).toMatchObject({
      ...{ lanes: [[3]], parked: [2], cursor: 3 },
    });
  });

  it("[EV12] leaves no event out and sends none before the earlier ones of its trade, whatever waits", () => {
    const subject = fc.constantFrom("a", "b", "c", "d");
    const events = fc.array(fc.tuple(subject, fc.boolean(), fc.nat(NOW * 2)), { maxLength: 40 });
    fc.assert(
      fc.property(events, fc.nat(12), (all, failures) => {
        const waiting = all.flatMap(([of, isOld, due], at) =>
          isOld && at < 20 ? [waits(at + 1, of, due)] : [],
        );
        const cursor = Math.min(20, all.length);
        const found = all.slice(20).map(([of], at) => ({ sequence: at + 21, subject: of }));
        const planned = plan({ waiting, fresh: found, progress: { cursor, failures } });
        const sent = planned.lanes.flat();
        const taken = [...sent, ...planned.parked].filter((one) => one > cursor);
        expect(taken.sort((a, b) => a - b)).toEqual(
          found.map(({ sequence }) => sequence).filter((one) => one <= planned.cursor),
        );
        const known = [...waiting, ...found];
        for (const sequence of sent) {
          const of = known.find((one) => one.sequence === sequence)?.subject;
          const lane = planned.lanes.find((one) => one.includes(sequence)) ?? [];
          const earlier = known.filter((one) => one.subject === of && one.sequence < sequence);
          for (const one of earlier)
            expect(lane.indexOf(one.sequence)).toBeLessThan(lane.indexOf(sequence));
          for (const one of earlier) expect(lane).toContain(one.sequence);
        }
      }),
    );
  });
});
