// What is uploaded in which order, by what is there; what a version's mark says; and where a rollback may go.

import { describe, expect, it } from "vitest";
import {
  type DeployedMark,
  isDeployed,
  markText,
  parseMark,
} from "../../../cli/deploy/upload/deployed-mark.ts";
import { type History, rollbackTarget } from "../../../cli/deploy/upload/rollback-target.ts";
import { uploadsNeeded, withoutServices } from "../../../cli/deploy/upload/upload-order.ts";

const MARK: DeployedMark = {
  ...{ version: "0.2.0", commit: "0123abcd", code: "c0de", secrets: "5ec1", objects: "v3" },
};
const words = (uploads: ReturnType<typeof uploadsNeeded>) =>
  uploads.map(({ role, unbound }) => (unbound ? `${role}, unbound` : role)).join(" → ");
const both = (mark: DeployedMark | null | undefined) => ({ carrier: mark, synchronous: mark });
const wanted = { carrier: MARK, synchronous: MARK };

describe("the uploads", () => {
  it.each([
    ["nothing is there", both(null), "carrier, unbound → synchronous → carrier"],
    [
      "only the carrier is, not bound yet",
      { carrier: { ...MARK, unbound: true }, synchronous: null },
      "carrier, unbound → synchronous → carrier",
    ],
    [
      "the last upload was cut off",
      { carrier: { ...MARK, unbound: true }, synchronous: MARK },
      "carrier → synchronous",
    ],
    ["all is there", both(MARK), ""],
    [
      "one is older",
      { carrier: MARK, synchronous: { ...MARK, code: "0ld0" } },
      "carrier → synchronous",
    ],
    [
      "a key is another",
      { carrier: MARK, synchronous: { ...MARK, secrets: "0ld0" } },
      "carrier → synchronous",
    ],
    ["somebody else deployed", both(undefined), "carrier → synchronous"],
  ] as const)("when %s", (_when, seen, order) => {
    expect(words(uploadsNeeded(seen, wanted))).toBe(order);
  });

  it("leave secrets that nobody gave as they are", () => {
    const { secrets: _, ...asked } = MARK;
    expect(isDeployed(MARK, asked)).toBe(true);
    expect(isDeployed({ ...MARK, code: "0ld0" }, asked)).toBe(false);
  });

  it("bind nothing that isn't there, in no environment", () => {
    const table = (name: string) => `[[${name}]]\nbinding = "X"\nservice = "y"\n`;
    const rest = '[[env.staging.ratelimits]]\nname = "Z"\n';
    expect(withoutServices(table("services") + table("env.staging.services") + rest)).toBe(rest);
  });
});

describe("a version's mark", () => {
  const { secrets: _, ...bare } = MARK;
  it.each([[MARK], [bare], [{ ...MARK, unbound: true }]])(
    "is read as it was written: %j",
    (mark) => {
      expect(parseMark(markText(mark))).toEqual(mark);
      expect(markText({ ...mark, version: "100.200.300", objects: "v100" }).length).toBeLessThan(
        100,
      );
    },
  );

  it("is nothing that somebody else wrote", () => {
    for (const text of ["", "Rollback", "0.2.0", "0.2.0 0123abcd code=XY objects=v3"])
      expect(parseMark(text)).toBeUndefined();
  });
});

describe("a rollback", () => {
  const mark = (code: string, change: Partial<DeployedMark> = {}): DeployedMark => ({
    ...{ ...MARK, code, version: code, commit: code },
    ...change,
  });
  const versions = (role: string, ...marks: (DeployedMark | undefined)[]) =>
    marks.map((one, index) => ({ id: `${role}-${index}`, mark: one }));
  const history = (change: Partial<History> = {}): History => ({
    carrier: versions("carrier", mark("b2"), mark("a1"), mark("a1", { unbound: true })),
    synchronous: versions("synchronous", mark("b2"), mark("a1")),
    ...change,
  });
  const why = (change: Partial<History>) => {
    const target = rollbackTarget(history(change));
    expect(target.ok).toBe(false);
    return target.ok ? "" : target.why;
  };

  it("goes to the last two that belonged together", () => {
    const target = rollbackTarget(history());
    expect(target.ok && [target.to.carrier.id, target.to.synchronous.id, target.mark.code]).toEqual(
      ["carrier-1", "synchronous-1", "a1"],
    );
  });

  it("passes over a deployment of the same code", () => {
    const again = versions("synchronous", mark("b2"), mark("b2"), mark("a1"));
    const target = rollbackTarget(history({ synchronous: again }));
    expect(target.ok && target.to.synchronous.id).toBe("synchronous-2");
  });

  it.each<[string, Partial<History>, RegExp]>([
    [
      "past a migration of classes",
      { carrier: versions("c", mark("b2", { objects: "v4" }), mark("a1")) },
      /carrier server's Durable Object classes were migrated from v3 to v4/,
    ],
    [
      "past a change of keys",
      { synchronous: versions("s", mark("b2", { secrets: "0ther" }), mark("a1")) },
      /synchronous server's keys were changed/,
    ],
    [
      "to a carrier that was never bound",
      { carrier: versions("c", mark("b2"), mark("a1", { unbound: true })) },
      /carrier server's half/,
    ],
    [
      "from what somebody else deployed",
      { synchronous: versions("s", undefined, mark("a1")) },
      /has no mark/,
    ],
    [
      "from two that don't belong together",
      { carrier: versions("c", mark("a1")) },
      /different deployments/,
    ],
    ["from the first version", { synchronous: versions("s", mark("b2")) }, /no version before/],
  ])("does not go %s, and says why", (_where, change, expected) => {
    expect(why(change)).toMatch(expected);
  });
});
