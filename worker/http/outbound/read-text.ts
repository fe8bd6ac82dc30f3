/**
 * Reads a body of a server that nobody trusts: no further than a size, counted after it was unpacked, and no longer than
 * a time. Never waits for whoever doesn't answer.
 */

/** @returns undefined for more than there may be. @throws when the time is over */
export async function readText(
  { body }: Response,
  bytesMax: number,
  signal: AbortSignal,
): Promise<string | undefined> {
  const reader = body?.getReader();
  if (!reader) return "";
  // A body may go on for ever without a fetch being asked to end it.
  const over = new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => reject(new Error("the time is over")));
  });
  over.catch(() => undefined);
  const decoder = new TextDecoder();
  let [text, bytes] = ["", 0];
  try {
    for (;;) {
      const { done, value } = await Promise.race([reader.read(), over]);
      if (done) return text + decoder.decode();
      bytes += value.length;
      if (bytes > bytesMax) return undefined;
      text += decoder.decode(value, { stream: true });
    }
  } finally {
    // Not awaited: what never answers must not be waited for here either.
    reader.cancel().catch(() => undefined);
  }
}
