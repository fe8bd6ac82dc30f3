// Classes of a profile: which functions count as what, and that shares are of the whole.

import { describe, expect, it } from "vitest";
import { classesIn } from "../../bench/profile/cpu-classes.ts";

const REPORT = `
# Overhead  Shared Object      Symbol
    20.00%  [kernel.kallsyms]  [k] finish_task_switch
    10.00%  workerd            [.] fe_mul_impl
     5.00%  workerd            [.] ge_p2_dbl
     4.00%  workerd            [.] sqlite3VdbeExec
     4.00%  workerd            [.] v8::internal::JsonParser<unsigned char>::Parse
     3.00%  workerd            [.] v8::internal::Scavenger::Process
     2.00%  [JIT] tid 7        [.] JS:*'verifyConfirm index.js:35091:29
     1.00%  workerd            [.] Builtins_StringIndexOf
     1.00%  libc.so.6          [.] __memmove_avx512_unaligned_erms
`;

describe("a profile", () => {
  it("is summed by what functions are for, the most first", () => {
    const found = classesIn(REPORT);
    expect(found[0]).toEqual({ name: "kernel: disk, sockets, scheduling", share: 0.4 });
    expect(found[1]).toEqual({ name: "cryptography", share: 0.3 });
    expect(found.map(({ name }) => name).sort()).toEqual([
      "JSON",
      "JavaScript of ours and its libraries",
      "SQLite",
      "V8: builtins and runtime",
      "cryptography",
      "garbage collection",
      "kernel: disk, sockets, scheduling",
      "other",
    ]);
    expect(found.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1);
  });

  it("of nothing has no classes", () => {
    expect(classesIn("# no samples\n")).toEqual([]);
  });
});
