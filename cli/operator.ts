/**
 * `npm run operator`: the operator's commands at the carrier. The operator's key comes from a file or the
 * environment, never from the command line, and goes nowhere but to an https address or to this machine. An
 * act whose answer is lost says the key under which it can be sent again, so that it can't be done twice.
 */

import { writeFileSync } from "node:fs";
import * as v from "valibot";
import { ACCOUNT_HEADER } from "../protocol/operator/operator.ts";
import { ReplaceKey } from "../protocol/operator/operator-registers.ts";
import { isRetryable, Problem } from "../protocol/problem.ts";
import { type OperatorCommand, readCommand, USAGE } from "./operator-command.ts";
import { developmentKeys, isAddressHere, operatorKeyOf } from "./register.ts";

const ANSWER_LIMIT_MS = 30_000;

/** Runs the command. @returns the exit code */
export async function main(
  words: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Promise<number> {
  if (words.includes("--help")) {
    console.log(USAGE);
    return 0;
  }
  try {
    const command = readCommand(words);
    if (!command.carrier.startsWith("https://") && !isAddressHere(command.carrier))
      throw new Error("the operator's key goes over https only");
    const keys = { ...developmentKeys(words), ...env };
    const operatorKey = operatorKeyOf(command.operatorKeyFile, keys.WARIFU_OPERATOR_KEY);
    const answer = await send(command, operatorKey);
    // A new file: what stands in an older one of that name is somebody's.
    if (command.out === undefined) process.stdout.write(answer);
    else writeFileSync(command.out, answer, { flag: "wx", mode: 0o600 });
    return 0;
  } catch (error) {
    console.error(`operator: ${error instanceof Error ? error.message : error}`);
    return 1;
  }
}

/** @returns the answer as text: a file as it came, anything else as JSON for people */
async function send({ carrier, key, request }: OperatorCommand, operatorKey: string) {
  const { path, account, body, schema } = request;
  const isAct = body !== undefined;
  const idempotencyKey = key ?? crypto.randomUUID();
  const again = isAct ? `; send it again with --key ${idempotencyKey}` : "";
  const response = await fetch(new URL(path, carrier), {
    method: isAct ? "POST" : "GET",
    headers: {
      authorization: `Bearer ${operatorKey}`,
      ...(account === undefined ? {} : { [ACCOUNT_HEADER]: account }),
      ...(isAct ? { "content-type": "application/json", "idempotency-key": idempotencyKey } : {}),
    },
    ...(isAct ? { body: JSON.stringify(body) } : {}),
    redirect: "manual",
    signal: AbortSignal.timeout(ANSWER_LIMIT_MS),
  }).catch((cause: unknown) => {
    throw new Error(`the carrier doesn't answer${again}`, { cause });
  });
  const text = await response.text().catch((cause: unknown) => {
    throw new Error(`the carrier's answer broke off${again}`, { cause });
  });
  if (needsAnother(text)) return awaiting(body);
  if (!response.ok) throw new Error(refusalOf(text, response.status, again));
  if (!schema) return text;
  const parsed = v.safeParse(schema, jsonOf(text));
  if (parsed.success) return `${JSON.stringify(parsed.output, null, 2)}\n`;
  throw new Error(`what answers there isn't the carrier (HTTP ${response.status})${again}`);
}

/** [RG12] It is kept: for this operator that is all there is to do. */
function needsAnother(text: string): boolean {
  const problem = v.safeParse(Problem, jsonOf(text));
  return problem.success && problem.output.code === "second_operator_needed";
}

/** What the two operators compare: by another way than that which brought them the request. */
function awaiting(body: unknown): string {
  const { registration } = v.parse(ReplaceKey, body);
  const said = { waits_for: "another operator", key: registration.payload.iss };
  return `${JSON.stringify(said, null, 2)}\n`;
}

function refusalOf(text: string, status: number, again: string): string {
  const problem = v.safeParse(Problem, jsonOf(text));
  if (!problem.success) return `HTTP ${status}${again}`;
  const { code, title, detail, param } = problem.output;
  const said = [code, detail ?? title, param].filter((part) => part !== undefined).join(", ");
  return `the carrier refused: ${said}${isRetryable(code) ? again : ""}`;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

if (import.meta.main) process.exitCode = await main(process.argv.slice(2), process.env);
