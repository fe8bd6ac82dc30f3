/** The operator's view of registers: who they are, what they pay, whether they begin trades. */

import { CertifiedRegister, CertifyRegister } from "../../../protocol/messages.ts";
import { FeeSchedule } from "../../../protocol/money/fees.ts";
import { ActLog } from "../../../protocol/operator/audit.ts";
import {
  OperatorRegister,
  RegisterFees,
  RegisterStanding,
  ReplaceKey,
  SetStanding,
} from "../../../protocol/operator/operator-registers.ts";
import type { Operation } from "../../http/contract/operation.ts";

const REGISTERS = { tag: "Registers", asker: "operator" } as const;

const STANDING = {
  keyed: true,
  body: SetStanding,
  answers: { 200: { description: "How it stands now", schema: RegisterStanding } },
  problems: ["register_unknown", "wrong_mode"],
} as const;

export const REGISTER_OPERATIONS: readonly Operation[] = [
  {
    ...REGISTERS,
    ...{ method: "post", path: "/v1/registers", id: "certifyRegister" },
    summary: "Certify a register: its name, its origins, proven now, and its key",
    keyed: true,
    body: CertifyRegister,
    answers: { 201: { description: "The certificate", schema: CertifiedRegister } },
    problems: [
      ...["bad_signature", "wrong_type", "wrong_audience", "wrong_mode", "register_exists"],
      ...["origin_unproven", "register_unknown"],
    ] as const,
  },
  {
    ...REGISTERS,
    ...{ method: "get", path: "/v1/registers/{register}/fees", id: "readFees" },
    summary: "A register's fee schedules",
    answers: { 200: { description: "The schedules", schema: RegisterFees } },
    problems: ["register_unknown", "wrong_mode"],
  },
  {
    ...REGISTERS,
    ...{ method: "post", path: "/v1/registers/{register}/fees", id: "setFees" },
    summary: "Set the fee schedule of one currency",
    keyed: true,
    body: FeeSchedule,
    answers: { 200: { description: "The schedules from now on", schema: RegisterFees } },
    problems: ["register_unknown", "wrong_mode"],
  },
  {
    ...REGISTERS,
    ...{ method: "get", path: "/v1/registers/{register}/audit", id: "readRegisterAudit" },
    summary: "The operator's acts on a register",
    answers: { 200: { description: "The latest acts first", schema: ActLog } },
    problems: ["register_unknown", "wrong_mode"],
  },
  {
    ...REGISTERS,
    ...{ method: "get", path: "/v1/registers/{register}", id: "readRegister" },
    summary: "How a register stands: its certificate, and the proof of each origin",
    answers: { 200: { description: "The register", schema: OperatorRegister } },
    problems: ["register_unknown", "wrong_mode"],
  },
  {
    ...REGISTERS,
    ...{ method: "post", path: "/v1/registers/{register}/suspend", id: "suspendRegister" },
    summary: "Let a register begin no more trades",
    ...STANDING,
  },
  {
    ...REGISTERS,
    ...{ method: "post", path: "/v1/registers/{register}/resume", id: "resumeRegister" },
    summary: "Let a suspended register go on",
    ...STANDING,
  },
  {
    ...REGISTERS,
    ...{ method: "post", path: "/v1/registers/{register}/key", id: "replaceRegisterKey" },
    summary: "Another key for a register that lost its own: asked for by two operators",
    keyed: true,
    body: ReplaceKey,
    answers: { 200: { description: "The certificate", schema: CertifiedRegister } },
    problems: [
      ...["register_unknown", "wrong_mode", "wrong_audience", "bad_signature"],
      ...["origin_unproven", "second_operator_needed"],
    ] as const,
  },
];
