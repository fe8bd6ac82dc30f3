// How a mutation run is judged: what counts for and against us, and when it fails.

import { describe, expect, it } from "vitest";
import { FILES, strykerOptions } from "../../mutation/options.ts";
import { scoresOf, shortcomings, table } from "../../mutation/score.ts";

/** `count` mutants of a file with this status. */
const mutants = (fileName: string, status: string, count: number) =>
  Array<{ fileName: string; status: string }>(count).fill({ fileName, status });

const wordsOf = (...all: ReturnType<typeof mutants>[]) =>
  shortcomings(scoresOf(["a.ts", "b.ts"], all.flat()));

describe("the score", () => {
  it("counts a timeout as a kill, an unreached mutant as survived, an ignored or broken one not at all", () => {
    const all = [
      ...mutants("a.ts", "Killed", 3),
      ...mutants("a.ts", "Timeout", 1),
      ...mutants("a.ts", "Survived", 2),
      ...mutants("a.ts", "NoCoverage", 2),
      ...mutants("a.ts", "Ignored", 5),
      ...mutants("a.ts", "RuntimeError", 7),
    ];
    const expected = { killed: 4, survived: 2, unreached: 2, ignored: 5, percent: 50 };
    expect(scoresOf(["a.ts"], all)).toEqual([
      { name: "a.ts", ...expected },
      { name: "total", ...expected },
    ]);
  });

  it("fails below 85 % in total and below 80 % in one file, and not at them", () => {
    const good = mutants("b.ts", "Killed", 100);
    const a = (killed: number) => [
      ...mutants("a.ts", "Killed", killed),
      ...mutants("a.ts", "Survived", 100 - killed),
    ];
    expect(wordsOf(good, a(80))).toEqual([]);
    expect(wordsOf(good, a(79))).toEqual(["a.ts: 79.0 %, at least 80 % wanted"]);
    expect(wordsOf(mutants("b.ts", "Killed", 17), mutants("b.ts", "Survived", 3), a(85))).toEqual(
      [],
    );
    expect(wordsOf(mutants("b.ts", "Killed", 17), mutants("b.ts", "Survived", 3), a(84))).toEqual([
      "total: 84.1 %, at least 85 % wanted",
    ]);
  });

  it("fails for a file in which nothing was mutated", () => {
    expect(wordsOf(mutants("b.ts", "Killed", 9))).toEqual(["a.ts: no mutants"]);
  });

  it("is printed as a table, rounded down", () => {
    const all = [...mutants("a.ts", "Killed", 1999), ...mutants("a.ts", "Survived", 1)];
    expect(
      table(scoresOf(["a.ts"], all))
        .split("\n")
        .slice(2),
    ).toEqual(["| a.ts | 1999 | 1 | 0 | 0 | 99.9 |", "| total | 1999 | 1 | 0 | 0 | 99.9 |"]);
  });
});

describe("the list of files", () => {
  it("names files that exist, each once", () => {
    expect(strykerOptions(FILES).mutate).toEqual([...new Set(FILES)]);
    expect(() => strykerOptions(["protocol/gone.ts"])).toThrow("protocol/gone.ts");
  });
});
