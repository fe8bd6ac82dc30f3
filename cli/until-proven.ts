/** Asking the carrier again while an origin doesn't name the key yet: whoever runs the shop is putting the file there. */

const AGAIN_MS = 5_000;

interface Patience {
  /** how long it is tried again, ms */
  readonly patienceMs: number;
  readonly say: (text: string) => void;
  readonly wait?: (ms: number) => Promise<void>;
  /** ms since the epoch */
  readonly now?: () => number;
}

/** @throws what `ask` throws, once it is anything else than an unproven origin or the time is over */
export async function untilProven<T>(
  ask: () => Promise<T>,
  { patienceMs, say, wait = waitFor, now = Date.now }: Patience,
): Promise<T> {
  const until = now() + patienceMs;
  for (let said = ""; ; ) {
    try {
      return await ask();
    } catch (error) {
      const unproven =
        error instanceof Error && "code" in error && error.code === "origin_unproven";
      if (!unproven || now() + AGAIN_MS > until) throw error;
      if (error.message !== said) say(error.message);
      said = error.message;
      await wait(AGAIN_MS);
    }
  }
}

function waitFor(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
