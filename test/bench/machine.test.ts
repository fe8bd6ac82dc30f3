// What the bench reads of the machine: CPU time, other programs' share, fsyncs.
import { describe, expect, test } from "vitest";
import { fsyncsIn } from "../../bench/measure/fsyncs.ts";
import {
  CpuMeter,
  cpuInStat,
  FOREIGN_CORES_MAX,
  foreignCores,
  isTaken,
  machineTime,
  withDescendants,
} from "../../bench/measure/machine.ts";

describe("the machine's time", () => {
  test("busy is all but idle and waiting; guests are counted once", () => {
    const stat = "cpu  100 10 50 1000 40 5 5 30 7 0\ncpu0 1 1 1 1 1 1 1 1 1 1\n";
    expect(machineTime(stat)).toEqual({ busyMs: 2_000, wholeMs: 12_400 });
  });

  test("what the run didn't use itself, others had", () => {
    const [before, after] = [
      { busyMs: 1_000, wholeMs: 0 },
      { busyMs: 3_000, wholeMs: 0 },
    ];
    expect(foreignCores(before, after, 1_500, 1_000)).toBe(0.5);
    expect(foreignCores(before, after, 2_500, 1_000)).toBe(0);
    expect(foreignCores(before, before, 0, 0)).toBe(0);
  });

  test("a round is marked when others had more than a third of a core", () => {
    expect(isTaken(FOREIGN_CORES_MAX)).toBe(false);
    expect(isTaken(FOREIGN_CORES_MAX + 0.01)).toBe(true);
  });
});

describe("processes", () => {
  test("a process has its own CPU time and what its ended children left it, whatever it is called", () => {
    const stat = "7 (a ) b) S 1 7 7 0 -1 4194304 100 0 0 0 11 3 20 6 20 0 1 0 5 1 2";
    expect(cpuInStat(stat)).toBe(400);
  });

  test("a process is among its own, and its CPU time grows", () => {
    expect(withDescendants(process.pid)).toContain(process.pid);
    const meter = new CpuMeter(() => [process.pid]);
    for (const until = performance.now() + 30; performance.now() < until; ) Math.sqrt(2);
    expect(meter.spent()).toBeGreaterThan(0);
  });

  test("one that has ended takes nothing off", () => {
    expect(new CpuMeter(() => [2 ** 22 + 1]).spent()).toBe(0);
  });
});

describe("fsyncs", () => {
  test("both kinds are added up", () => {
    const said =
      "12,,syscalls:sys_enter_fsync,1,100.00,,\n30,,syscalls:sys_enter_fdatasync,1,100.00,,\n";
    expect(fsyncsIn(said)).toBe(42);
  });

  test.each([
    "",
    "<not counted>,,syscalls:sys_enter_fsync,0,,,\n3,,syscalls:sys_enter_fdatasync,1,100.00,,\n",
    "3,,syscalls:sys_enter_fsync,1,100.00,,\n",
  ])("where they can't be counted, none is claimed: %j", (said) => {
    expect(fsyncsIn(said)).toBeUndefined();
  });
});
