/** The synchronous server's API as one description, for its OpenAPI document. */

import type { Described } from "../../http/contract/openapi.ts";
import { withExamples } from "../../http/contract/operation.ts";
import { RECEIPTS } from "../../http/contract/receipts.ts";
import { DISPUTES } from "./disputes.ts";
import { EVENT_OPERATIONS } from "./events.ts";
import REQUESTS from "./examples/requests.json" with { type: "json" };
import { KEYS } from "./keys.ts";
import { LINK_OPERATIONS } from "./linking.ts";
import { JOURNALS, PAYOUT_OPERATIONS } from "./money.ts";
import { PRICE_LISTS } from "./price-lists.ts";
import { PUBLIC, REGISTER_OPERATIONS } from "./public.ts";
import { TERMINAL_OPERATIONS } from "./terminals.ts";
import { TRADES } from "./trades.ts";
import { WEBHOOK_OPERATIONS, WEBHOOKS } from "./webhooks.ts";

export const SYNCHRONOUS_SERVER: Described = {
  title: "Warifu: the synchronous server",
  description:
    "Trades between registers and user terminals. A register gets a settled trade and a receipt that it can verify, " +
    "and never a card number, a name or any other personal data. Every refusal is a problem (RFC 9457) with a stable code.",
  tags: {
    Trades: "Create, read, cancel, capture, void, refund",
    Disputes: "A payer says that something is wrong; the shop answers without learning who",
    "Price lists": "What a register sells without a backend, signed once",
    Journal: "Every entry of a register's money",
    Events: "What happened, by asking",
    Webhooks: "What happened, brought by Standard Webhooks",
    Payouts: "Money on its way to the register's bank",
    Registers: "Registration and tills",
    "API keys": "Made by the register's own signature, with scopes",
    Terminals: "User terminals, known by their device keys",
    Paying: "A trade, from the payer's side",
    Pages: "What a shop's page may know",
    Receipts: "Proofs that a receipt is among its day's",
    Keys: "Signing keys",
    "Test mode": "Signing up, and what can be made to happen",
    Service: "Whether the server answers",
  },
  operations: withExamples(
    [
      ...TRADES,
      ...DISPUTES,
      ...PRICE_LISTS,
      ...JOURNALS,
      ...PAYOUT_OPERATIONS,
      ...EVENT_OPERATIONS,
      ...WEBHOOK_OPERATIONS,
      ...REGISTER_OPERATIONS,
      ...KEYS,
      ...TERMINAL_OPERATIONS,
      ...LINK_OPERATIONS,
      ...PUBLIC,
      ...RECEIPTS,
    ],
    REQUESTS,
  ),
  webhooks: WEBHOOKS,
};
