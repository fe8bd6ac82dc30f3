/** A register's keys and origins: API keys, its signing key, and where its pages are; each by its own signature. */

import { ApiKeyList, ApiKeyView, CreateApiKey } from "../../../protocol/register/api-keys.ts";
import {
  ChangeOrigins,
  ChangeRegisterKey,
  RegisterCertified,
} from "../../../protocol/register/register-key.ts";
import type { Operation } from "../../http/contract/operation.ts";

const TAG = { tag: "API keys", asker: "register" } as const;

export const KEYS: readonly Operation[] = [
  {
    ...TAG,
    ...{ method: "get", path: "/v1/keys", id: "listKeys" },
    summary: "The register's API keys, the valid ones first",
    answers: { 200: { description: "What may be shown of them", schema: ApiKeyList } },
  },
  {
    ...TAG,
    ...{ method: "post", path: "/v1/keys", id: "createKey" },
    summary: "Make known a key that the register's key signed; its text stays with who made it",
    keyed: true,
    body: CreateApiKey,
    answers: {
      201: { description: "What may be shown of it; a repeat gets the same", schema: ApiKeyView },
    },
    problems: ["bad_signature", "wrong_audience", "wrong_register", "too_many_keys"],
  },
  {
    ...TAG,
    ...{ method: "delete", path: "/v1/keys/{key}", id: "revokeKey" },
    summary: "Revoke a key: from the next request on it is none",
    keyed: true,
    answers: { 200: { description: "The key, revoked", schema: ApiKeyView } },
    problems: ["key_not_found"],
  },
  {
    ...TAG,
    ...{ method: "post", path: "/v1/register-key", id: "changeRegisterKey" },
    summary: "Another signing key for the register, signed by both keys and named by every origin",
    keyed: true,
    body: ChangeRegisterKey,
    answers: { 200: { description: "The certificate from now on", schema: RegisterCertified } },
    problems: [
      ...["bad_signature", "wrong_type", "wrong_audience", "wrong_issuer", "wrong_register"],
      ...["register_unknown", "register_key_outdated", "origin_unproven", "carrier_unavailable"],
    ] as const,
  },
  {
    ...{ tag: "Registers", asker: "register" },
    ...{ method: "post", path: "/v1/origins", id: "setOrigins" },
    summary: "All of the register's origins from now on; new ones are proven first",
    keyed: true,
    body: ChangeOrigins,
    answers: { 200: { description: "The certificate from now on", schema: RegisterCertified } },
    problems: [
      ...["bad_signature", "wrong_type", "wrong_audience", "wrong_issuer", "stale_request"],
      ...["register_unknown", "register_uncertified", "origin_unproven", "carrier_unavailable"],
    ] as const,
  },
];
