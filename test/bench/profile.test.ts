// Classes of a profile: which functions count as what, and that shares are of the whole.

import { describe, expect, it } from "vitest";
import { callShares, NOBODY } from "../../bench/profile/call-shares.ts";
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

const STACKS = `
7
	 1 fe_mul_impl
	 2 JS:*'signatureHolds index.js:3719:30
	 3 JS:+'verifyConfirm index.js:38558:29
	 4 Builtins_JSEntry

7
	 5 Builtins_StringAdd
	 5 JS:+' index.js:3861:9
	 6 JS:^run index.js:2816:11
	 7 JS:*~run index.js:2591:11
	 8 JS:+'verifyConfirm index.js:38558:29

7
	 9 tcp_sendmsg

8
	 1 fe_mul_impl
	 2 JS:*'signatureHolds index.js:3719:30

7
	 3 kj::_::waitImpl
`;

describe("calls", () => {
  it("count for each function on the stack, once, and for nobody where there is none of ours", () => {
    expect(callShares(STACKS, 7)).toEqual([
      { name: "verifyConfirm", share: 0.5 },
      { name: "signatureHolds", share: 0.25 },
      { name: "run", share: 0.25 },
      { name: NOBODY, share: 0.5 },
    ]);
  });

  it("are of one process", () => {
    expect(callShares(STACKS, 8)).toEqual([{ name: "signatureHolds", share: 1 }]);
    expect(callShares(STACKS, 9)).toEqual([]);
  });
});
