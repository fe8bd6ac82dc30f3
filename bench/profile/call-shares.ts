/**
 * What our own functions take with all that they call, pure: of `perf script`'s stacks. A sample counts once for each
 * function that is on its stack, so that shares don't add up; what runs on no function's behalf is the last line.
 */

export interface CallShare {
  readonly name: string;
  /** of all samples of the process, 0 to 1 */
  readonly share: number;
}

export const NOBODY = "nobody's: sockets, calls between processes, commits, collecting garbage";

/** @param script what `perf script -F pid,ip,sym` prints @returns the largest first, NOBODY last */
export function callShares(script: string, pid: number): CallShare[] {
  const counts = new Map<string, number>();
  let samples = 0;
  for (const sample of script.split(/\n\s*\n/)) {
    const [head = "", ...frames] = sample.trim().split("\n");
    if (Number(head.trim()) !== pid || frames.length === 0) continue;
    samples++;
    const names = new Set(frames.flatMap((frame) => ourFunction(frame) ?? []));
    for (const name of names.size > 0 ? names : [NOBODY])
      counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const shares = [...counts].map(([name, count]) => ({ name, share: count / samples }));
  const last = ({ name }: CallShare) => (name === NOBODY ? 1 : 0);
  return shares.sort((a, b) => last(a) - last(b) || b.share - a.share);
}

/** `JS:*'verifyConfirm index.js:38558:29`: how it is compiled, its name, where it stands in the bundle. Some have no name. */
function ourFunction(frame: string): string | undefined {
  const [, name] = /JS:[*^~+']*([^\s*^~+']*) index\.js:\d+/.exec(frame) ?? [];
  return name === "" ? undefined : name;
}
