/**
 * What functions of a profile belong to, pure: a line of perf's report names one of thousands, and a class says what the
 * time was for. The first class whose pattern fits counts.
 */

export interface ClassShare {
  readonly name: string;
  /** of all samples of the process, 0 to 1 */
  readonly share: number;
}

const CLASSES: readonly (readonly [name: string, pattern: RegExp])[] = [
  ["kernel: disk, sockets, scheduling", /\[k\]/],
  ["JavaScript of ours and its libraries", /JS:|\[JIT\]/],
  [
    "cryptography",
    /\[\.\] (fe_|ge_|sc_|fiat|bssl|ed25519|x25519|sha(256|512)|curve25519|aes|EVP_|CRYPTO_|BN_)/,
  ],
  [
    "SQLite",
    /\[\.\] (sqlite3|wal|pcache|vdbe|btree|balance|pager|json[A-Z]|unix[A-Z]|getPage|moveTo|insertCell)/,
  ],
  ["JSON", /Json/],
  [
    "garbage collection",
    /Scaveng|MarkCompact|Marking|Sweep|Evacuat|cppgc|HeapTracer|TracedHandles|YoungGeneration|IterateRoots/,
  ],
  ["V8: builtins and runtime", /Builtins_|v8::/],
  ["RPC and event loop", /kj::|capnp::/],
  ["workerd", /workerd::/],
  ["memory allocation", /tcmalloc|TCMalloc|operator (new|delete)|malloc/],
];
export const OTHER = "other";

/**
 * @param report what `perf report --stdio --sort dso,symbol` prints of one process: a share, then where
 * @returns every class that was met, the largest first; their shares are of the samples in this report
 */
export function classesIn(report: string): ClassShare[] {
  const sums = new Map<string, number>();
  let whole = 0;
  for (const line of report.split("\n")) {
    const [, percent, where] = /^\s*(\d+(?:\.\d+)?)%\s+(.*)$/.exec(line) ?? [];
    if (percent === undefined || where === undefined) continue;
    const [name] = CLASSES.find(([, pattern]) => pattern.test(where)) ?? [OTHER];
    sums.set(name, (sums.get(name) ?? 0) + Number(percent));
    whole += Number(percent);
  }
  const shares = [...sums].map(([name, sum]) => ({ name, share: sum / whole }));
  return shares.sort((a, b) => b.share - a.share);
}
