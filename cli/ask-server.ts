/** A command's question to one of our servers: a POST, its answer parsed, its refusal as one sentence with the code. */

import * as v from "valibot";
import { Problem } from "../protocol/problem.ts";

const ANSWER_LIMIT_MS = 30_000;

/** What a server refused. The message is for whoever typed the command, and never holds a secret. */
export class RefusedError extends Error {
  override readonly name = "RefusedError";
  readonly code: string | undefined;

  constructor(message: string, code: string | undefined) {
    super(message);
    this.code = code;
  }
}

export type Ask = <S extends v.GenericSchema>(
  who: string,
  url: URL,
  body: unknown,
  schema: S,
  headers?: Record<string, string>,
) => Promise<v.InferOutput<S>>;

export function askWith(fetchAnswer: typeof fetch): Ask {
  return async (who, url, body, schema, headers = {}) => {
    const response = await fetchAnswer(url, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "idempotency-key": crypto.randomUUID(),
        ...headers,
      },
      body: JSON.stringify(body),
      redirect: "manual",
      signal: AbortSignal.timeout(ANSWER_LIMIT_MS),
    }).catch((cause: unknown) => {
      throw new Error(`${who} doesn't answer at ${url.origin}`, { cause });
    });
    const answer: unknown = await response.json().catch(() => undefined);
    if (!response.ok) throw refused(who, answer, response.status);
    const parsed = v.safeParse(schema, answer);
    if (parsed.success) return parsed.output;
    throw new Error(`what answers at ${url.origin} isn't ${who} (HTTP ${response.status})`);
  };
}

function refused(who: string, answer: unknown, status: number): RefusedError {
  const problem = v.safeParse(Problem, answer);
  if (!problem.success) return new RefusedError(`${who} refused: HTTP ${status}`, undefined);
  const { code, title, detail, param } = problem.output;
  const said = [code, detail ?? title, param].filter((part) => part !== undefined).join(", ");
  return new RefusedError(`${who} refused: ${said}`, code);
}
