/** The API keys of a register: made by its own signature, listed, revoked. */

import { ApiKeyList, ApiKeyView, CreateApiKey } from "../../../protocol/api-keys.ts";
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
    problems: ["bad_signature", "wrong_audience", "wrong_register", "stale_request"],
  },
  {
    ...TAG,
    ...{ method: "delete", path: "/v1/keys/{key}", id: "revokeKey" },
    summary: "Revoke a key: from the next request on it is none",
    answers: { 200: { description: "The key, revoked", schema: ApiKeyView } },
    problems: ["key_not_found"],
  },
];
