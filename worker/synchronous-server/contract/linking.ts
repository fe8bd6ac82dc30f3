/** How the terminals of an account are kept: a new one is linked, or comes back by the recovery key. */

import {
  AskToLink,
  ChangeTerminals,
  LinkAsked,
  LinkView,
  LookAtLink,
  RecoverTerminal,
} from "../../../protocol/account/linking.ts";
import { TellTerminals, TradeWords } from "../../../protocol/account/trade-words.ts";
import { AccountView, Enrolled } from "../../../protocol/messages.ts";
import type { ProblemCode } from "../../../protocol/problem.ts";
import type { Operation } from "../../http/contract/operation.ts";

const NEW = { tag: "Terminals", asker: "anyone", signed: true } as const;
const OF_ACCOUNT = { tag: "Terminals", asker: "terminal", signed: true } as const;

const STEP_UP: readonly ProblemCode[] = [
  "step_up_required",
  "step_up_mismatch",
  "wrong_pin",
  "pin_blocked",
  "passkey_refused",
];

export const LINK_OPERATIONS: readonly Operation[] = [
  {
    ...NEW,
    ...{ method: "post", path: "/v1/terminals/links", id: "askToLink" },
    summary: "A new terminal asks to be linked, and again what became of it",
    body: AskToLink,
    answers: { 200: { description: "Waiting, or linked", schema: LinkView } },
    problems: ["terminal_revoked", "carrier_unavailable"],
  },
  {
    ...OF_ACCOUNT,
    ...{ method: "post", path: "/v1/terminals/links/look", id: "lookAtLink" },
    summary: "Who asks to be linked with this code: the caller checks the key against it",
    body: LookAtLink,
    answers: { 200: { description: "The new terminal's key and name", schema: LinkAsked } },
    problems: ["link_not_found", "too_many_links"],
  },
  {
    ...OF_ACCOUNT,
    ...{ method: "post", path: "/v1/terminals/changes", id: "changeTerminals" },
    summary: "Bring a signed approval, revocation, name or recovery key to the carrier",
    body: ChangeTerminals,
    answers: { 200: { description: "The account, its terminals in it", schema: AccountView } },
    problems: [
      "bad_signature",
      "unknown_terminal",
      "terminal_revoked",
      "terminal_bound",
      "too_many_terminals",
      "last_terminal",
      "recovery_key_outdated",
      "stale_request",
      "status_conflict",
      ...STEP_UP,
      "carrier_unavailable",
    ],
  },
  {
    ...OF_ACCOUNT,
    ...{ method: "post", path: "/v1/terminals/words", id: "tellTerminals" },
    summary:
      "Say to the account's other terminals what waits or was decided here, and hear what they say",
    body: TellTerminals,
    answers: { 200: { description: "What the other terminals say", schema: TradeWords } },
    problems: ["wrong_type", "trade_not_found", "unknown_terminal", "terminal_revoked"],
  },
  {
    ...NEW,
    ...{ method: "post", path: "/v1/terminals/recoveries", id: "recoverTerminal" },
    summary: "A new terminal comes to an account by an approval of its recovery key",
    body: RecoverTerminal,
    answers: { 200: { description: "Enrolled", schema: Enrolled } },
    problems: ["unknown_terminal", "wrong_issuer", "stale_request", "carrier_unavailable"],
  },
];
