/** Work in parallel, so many at a time. */

/** At most `width` at a time, results in the order of the work. */
export async function inParallel<T, R>(
  work: readonly T[],
  width: number,
  each: (one: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const run = async () => {
    for (let at = next++; at < work.length; at = next++) results[at] = await each(work[at] as T);
  };
  await Promise.all(Array.from({ length: width }, run));
  return results;
}
