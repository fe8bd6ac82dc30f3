/**
 * The query of a list, read by the very parameters that its contract describes: a name that isn't one of them, one that
 * stands twice, or a value that doesn't fit is refused by its name [AR3].
 */

import * as v from "valibot";
import { type Refusal, refusal } from "../../protocol/problem.ts";
import { err, ok, type Result } from "../../protocol/result.ts";
import type { Parameter } from "./contract/operation.ts";

export type QueryOf<P extends Readonly<Record<string, Parameter>>> = {
  readonly [K in keyof P]?: v.InferOutput<P[K]["schema"]>;
};

export function readQuery<const P extends Readonly<Record<string, Parameter>>>(
  request: Request,
  parameters: P,
): Result<QueryOf<P>, Refusal> {
  const { searchParams } = new URL(request.url);
  const read: Record<string, unknown> = {};
  for (const [name, text] of searchParams) {
    const known = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
    const value = known && !Object.hasOwn(read, name) ? valueIn(text, known) : undefined;
    if (value === undefined) return err(refusalOf(name, known));
    read[name] = value;
  }
  return ok(read as QueryOf<P>);
}

/** What stands in an address is text: a number is one where the schema takes no text. */
function valueIn(text: string, { schema }: Parameter): unknown {
  const asText = v.safeParse(schema, text);
  if (asText.success) return asText.output;
  if (!/^\d{1,16}$/.test(text)) return undefined;
  const asNumber = v.safeParse(schema, Number(text));
  return asNumber.success ? asNumber.output : undefined;
}

/** The name is the asker's own word, and may be anything: only what could be a parameter's is said again. */
function refusalOf(name: string, known: Parameter | undefined): Refusal {
  const param = /^[\w.[\]-]{1,40}$/.test(name) ? name : "query";
  const detail = known ? known.description : "there is no such parameter";
  return refusal("invalid_request", { param, detail });
}
