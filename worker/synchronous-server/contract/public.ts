/** What anyone may ask, and the registration of a register. */

import {
  CertifiedRegister,
  Health,
  PageStatus,
  Ready,
  RegisteredRegister,
  RegisterRegister,
  SetTills,
  TillMap,
} from "../../../protocol/messages.ts";
import { RegisterView } from "../../../protocol/register/register-view.ts";
import { Jwks } from "../../../protocol/signing/published-keys.ts";
import { SignUpRegister, TestMode } from "../../../protocol/test-mode.ts";
import { TradeReceipts } from "../../../protocol/trade/trade-receipts.ts";
import type { Operation } from "../../http/contract/operation.ts";

const ANYONE = { asker: "anyone", method: "get" } as const;

export const REGISTER_OPERATIONS: readonly Operation[] = [
  {
    ...{ tag: "Registers", asker: "register", method: "get" },
    ...{ path: "/v1/register", id: "getRegister" },
    summary: "Who asks: name, origins, keys, certificate, tills, and the API key itself",
    answers: { 200: { description: "The register, without any secret", schema: RegisterView } },
  },
  {
    ...{ tag: "Registers", asker: "anyone", method: "post" },
    ...{ path: "/v1/registers", id: "registerRegister" },
    summary: "Register a certified register: the carrier's certificate is the permission",
    keyed: true,
    body: RegisterRegister,
    answers: { 201: { description: "Its API key, shown once", schema: RegisteredRegister } },
    problems: [
      "wrong_mode",
      "register_uncertified",
      "certificate_expired",
      "register_exists",
      "bad_signature",
      "stale_request",
    ],
  },
  {
    ...{ tag: "Registers", asker: "register", method: "post" },
    ...{ path: "/v1/registers/{register}/tills", id: "setTills" },
    summary: "How many tills the register has from now on",
    keyed: true,
    body: SetTills,
    answers: { 200: { description: "The map from now on", schema: TillMap } },
    problems: ["wrong_register"],
  },
];

const TEST_MODE = [
  {
    ...ANYONE,
    ...{ tag: "Test mode", path: "/v1/test", id: "readTestMode" },
    summary: "The root key to pin, and what happens by which amount; nothing in live mode",
    answers: { 200: { description: "Test mode", schema: TestMode } },
    problems: ["route_not_found"],
  },
  {
    ...{ tag: "Test mode", asker: "anyone", method: "post" },
    ...{ path: "/v1/test/registers", id: "signUpRegister" },
    summary: "Certify a test register by its own signature; nothing in live mode",
    keyed: true,
    body: SignUpRegister,
    answers: { 201: { description: "Its certificate", schema: CertifiedRegister } },
    problems: [
      ...["route_not_found", "wrong_mode", "wrong_audience", "bad_signature"],
      ...["wrong_type", "stale_request", "origin_unproven", "register_exists"],
      "carrier_unavailable",
    ],
  },
] as const satisfies readonly Operation[];

export const PUBLIC: readonly Operation[] = [
  {
    ...ANYONE,
    ...{ tag: "Pages", path: "/v1/trades/{trade}/status", id: "readStatus" },
    summary: "A trade's public status, for a page that knows its id",
    answers: { 200: { description: "The status", schema: PageStatus } },
    problems: ["trade_not_found", "wrong_mode"],
  },
  {
    ...ANYONE,
    ...{ tag: "Paying", path: "/v1/trades/{trade}/receipts", id: "readTradeReceipts" },
    summary: "The carrier's receipts of a trade, its captures and refunds, for who knows its id",
    answers: { 200: { description: "The receipts, the oldest first", schema: TradeReceipts } },
    problems: ["trade_not_found", "wrong_mode"],
  },
  {
    ...ANYONE,
    ...{ tag: "Keys", path: "/.well-known/jwks.json", id: "readKeys" },
    summary: "The carrier's signing keys, each with the root's certificate",
    answers: { 200: { description: "A JSON Web Key Set (RFC 7517)", schema: Jwks } },
    problems: ["carrier_unavailable"],
  },
  {
    ...ANYONE,
    ...{ tag: "Service", path: "/health", id: "readHealth" },
    summary: "Whether the server answers, and in which mode",
    answers: { 200: { description: "It does", schema: Health } },
    problems: ["not_ready"],
  },
  {
    ...ANYONE,
    ...{ tag: "Service", path: "/ready", id: "readReadiness" },
    summary: "Whether the server can do its work: its storage and the other server answer",
    answers: { 200: { description: "It can", schema: Ready } },
    problems: ["not_ready"],
  },
  ...TEST_MODE,
];
