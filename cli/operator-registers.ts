/** The words of `npm run operator` about registers: fees, standing, a lost key. Sends nothing. */

import { existsSync, readFileSync } from "node:fs";
import * as v from "valibot";
import { DisputeList } from "../protocol/dispute/dispute-messages.ts";
import { RegisterId } from "../protocol/ids.ts";
import { CertifiedRegister } from "../protocol/messages.ts";
import { FeeSchedule } from "../protocol/money/fees.ts";
import { DecideDispute, DecidedDispute } from "../protocol/operator/operator-disputes.ts";
import {
  OperatorRegister,
  RegisterFees,
  RegisterStanding,
  ReplaceKey,
  SetStanding,
} from "../protocol/operator/operator-registers.ts";
import type { Read } from "./operator-acts.ts";
import { amountNamed, currencyNamed, pageOf } from "./operator-words.ts";

/** A request about a register: whose it is stands in its address, since a register's id is public. */
export interface RegisterRequest {
  readonly path: string;
  readonly body?: unknown;
  readonly schema: v.GenericSchema;
}

export interface FeeWords {
  readonly fixed?: string | undefined;
  readonly rate?: string | undefined;
  readonly refunds?: string | undefined;
}

/** Without a currency the fees are read; with one they are set, whole. */
export function feesRequest(
  register: string | undefined,
  currency: string | undefined,
  { fixed = "0", rate = "0%", refunds = "kept" }: FeeWords,
): RegisterRequest {
  const path = `/v1/registers/${registerNamed(register)}/fees`;
  if (currency === undefined) return { path, schema: RegisterFees };
  const named = currencyNamed(currency);
  const body = v.safeParse(FeeSchedule, {
    currency: named,
    fixed: amountNamed(fixed, named),
    rate_ppm: ratePpm(rate),
    refunds,
  });
  if (!body.success) throw new Error(`${v.getDotPath(body.issues[0])}: ${body.issues[0].message}`);
  return { path, body: body.output, schema: RegisterFees };
}

export function registerNamed(text: string | undefined): RegisterId {
  const register = v.safeParse(RegisterId, text);
  if (register.success) return register.output;
  throw new Error(text === undefined ? "the register is missing" : "that isn't a register's id");
}

/** @param text "2.9%": at most four decimals, so that it is whole parts per million */
function ratePpm(text: string): number {
  const match = /^(\d{1,3})(?:\.(\d{1,4}))?%$/.exec(text);
  if (!match) throw new Error(`not a rate: ${text}; such as 2.9%`);
  return Number(`${match[1]}${(match[2] ?? "").padEnd(4, "0")}`);
}

const named = (register: string | undefined) => `/v1/registers/${registerNamed(register)}`;

/** What is read and set of a register beside its fees. */
export const REGISTER_COMMANDS: Readonly<Record<string, Read>> = {
  register: ([register]) => ({ path: named(register), schema: OperatorRegister }),
  suspend: ([register], values) => standing(register, "suspend", values.reason),
  resume: ([register], values) => standing(register, "resume", values.reason),
  disputes: ([register, trade, ruling], { reason, cursor }) => {
    const path = `${named(register)}/disputes`;
    if (trade === undefined) return { path: `${path}${pageOf({ cursor })}`, schema: DisputeList };
    const body = v.safeParse(DecideDispute, { trade, ruling, reason });
    if (!body.success)
      throw new Error("the trade, won or upheld, and --reason are what a decision needs");
    return { path, body: body.output, schema: DecidedDispute };
  },
  "replace-key": ([register], { registration }) => ({
    ...{ path: `${named(register)}/key`, body: replacementIn(registration) },
    schema: CertifiedRegister,
  }),
};

function standing(register: string | undefined, act: string, reason: string | undefined) {
  const body = v.safeParse(SetStanding, { reason });
  if (!body.success) throw new Error("--reason is missing: what the log is to say");
  return { path: `${named(register)}/${act}`, body: body.output, schema: RegisterStanding };
}

/** What the shop's `lost-key` made: the next key's own word, without a secret. */
function replacementIn(path: string | undefined): ReplaceKey {
  if (path === undefined) throw new Error("--registration is missing: the shop's request");
  if (!existsSync(path)) throw new Error(`there is no file ${path}`);
  const replacement = v.safeParse(ReplaceKey, jsonOf(readFileSync(path, "utf8")));
  if (replacement.success) return replacement.output;
  throw new Error(`${path} isn't what the shop's lost-key made`);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
