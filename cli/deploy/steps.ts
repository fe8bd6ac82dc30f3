/**
 * How a deployment speaks: each step is one line of what it found or did and how long that took. What is missing ends it,
 * with the command to go on with. Nothing secret is ever given to it.
 */

/** Something the operator has to see to, in his words. */
export class Missing extends Error {
  /** the exact command to go on with */
  readonly next: string;

  constructor(what: string, next: string) {
    super(what);
    this.name = "Missing";
    this.next = next;
  }
}

/** What a step says, and what the next ones need of it. */
export interface Told<T> {
  readonly said: string;
  readonly value: T;
}

export interface Steps {
  /** @throws what `act` throws, once it is said */
  take<T>(name: string, act: () => Promise<Told<T>>): Promise<T>;
  /** A line between steps. */
  say(text: string): void;
}

const NAME_CHARS = 12;
const TEXT_CHARS = 92;
/** So long a step may be silent where nobody sees a cursor. */
const SIGN_OF_LIFE_MS = 20_000;

export interface StepsOptions {
  readonly write?: (line: string) => void;
  /** ms */
  readonly now?: () => number;
}

export function linesOfSteps({ write = console.log, now = Date.now }: StepsOptions = {}): Steps {
  const took = (began: number) => `${((now() - began) / 1000).toFixed(1)} s`;
  return {
    say: write,
    async take(name, act) {
      const began = now();
      const title = name.padEnd(NAME_CHARS);
      const alive = setInterval(() => write(`… ${title} ${took(began)}`), SIGN_OF_LIFE_MS);
      try {
        const { said, value } = await act();
        write(`✓ ${title} ${said.padEnd(TEXT_CHARS)} ${took(began)}`);
        return value;
      } catch (error) {
        write(`✗ ${title} ${error instanceof Error ? error.message : error}`);
        if (error instanceof Missing) write(`  ${"".padEnd(NAME_CHARS)} then: ${error.next}`);
        throw new Said(error);
      } finally {
        clearInterval(alive);
      }
    },
  };
}

/** Was thrown by a step that has said so already. */
export class Said extends Error {
  constructor(cause: unknown) {
    super("a step failed", { cause });
  }
}

/** @returns the exit code of a command made of steps */
export async function exitCodeOf(run: () => Promise<void>): Promise<number> {
  try {
    await run();
    return 0;
  } catch (error) {
    if (!(error instanceof Said))
      console.error(error instanceof Error ? error.message : String(error));
    return 1;
  }
}
