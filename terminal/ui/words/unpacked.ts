/**
 * Words as the build keeps them, put together again: the texts of one language in a list, and the keys, which are the
 * same for all, in one text. Only what the build has packed comes here (extension/build/packed-words.ts).
 */

/** A key, and what comes with it: the keys below it begin, or theirs end. */
const KEY = /(\w+)({|}*)/g;

type Room = Record<string, unknown>;

/** @param keys such as `title said{settled held}name` @param texts one for each of those that hold no others */
export function unpacked<T>(keys: string, texts: readonly unknown[]): T {
  const words: Room = {};
  const open = [words];
  let next = 0;
  for (const [, key = "", sign = ""] of keys.matchAll(KEY)) {
    const room = open[open.length - 1] ?? words;
    if (sign === "{") {
      const inner: Room = {};
      room[key] = inner;
      open.push(inner);
    } else {
      room[key] = texts[next];
      next += 1;
      open.length -= sign.length;
    }
  }
  return words as T;
}
