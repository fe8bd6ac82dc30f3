/**
 * The synchronous server as the terminal sees it: one function per address, each answer parsed with the
 * schema of protocol/. An answer is a value, a refusal with a code of ours, or nothing; nothing includes
 * whatever can't be read, since an unreadable answer never means "not applied".
 */

import type { TradeId } from "../../protocol/ids.ts";
import {
  AccountView,
  type AskAsTerminal,
  type ClaimTrade,
  Confirmed,
  Credential,
  type DeclineTrade,
  Enrolled,
  type EnrolTerminal,
  Granted,
  type Left,
  OfferView,
  PageStatus,
  RefusedProblem,
  StepUpProblem,
} from "../../protocol/messages.ts";
import { parse, type Schema } from "../../protocol/parse.ts";
import { Problem, type ProblemCode } from "../../protocol/problem.ts";
import type { SignedReceipt } from "../../protocol/signed-objects.ts";
import type { Http, HttpAnswer, HttpRequest } from "./ports.ts";

export type Answer<T> =
  | { readonly kind: "value"; readonly value: T }
  | Refused
  /** nothing is known */
  | { readonly kind: "none" };

export interface Refused {
  readonly kind: "refused";
  readonly code: ProblemCode;
  /** of a recorded refusal: which attempt it ended, with the carrier's proof of it */
  readonly attempt?: number;
  readonly receipt?: SignedReceipt;
  /** what would have been let through instead */
  readonly left?: Left;
}

export interface SynchronousServer {
  enrol(body: EnrolTerminal): Promise<Answer<Enrolled>>;
  /** The device key is enough: an old credential adds nothing to it. */
  renewCredential(body: AskAsTerminal): Promise<Answer<Credential>>;
  account(body: AskAsTerminal, token: string): Promise<Answer<AccountView>>;
  /** Reading binds nothing and says nothing of who reads. */
  readOffer(trade: TradeId): Promise<Answer<OfferView>>;
  status(trade: TradeId): Promise<Answer<PageStatus>>;
  claim(trade: TradeId, body: ClaimTrade, token: string): Promise<Answer<Granted>>;
  /** @param body a ConfirmTrade as text: the same bytes each time */
  confirm(body: string): Promise<Answer<Confirmed>>;
  decline(trade: TradeId, body: DeclineTrade, token: string): Promise<Answer<PageStatus>>;
}

export function synchronousServer(http: Http): SynchronousServer {
  const ask = async <T>(request: HttpRequest, schema: Schema<T>) =>
    readAnswer(await http.send(request), schema);
  const post = (path: string, body: unknown, credential?: string): HttpRequest => ({
    method: "POST",
    path,
    body: JSON.stringify(body),
    ...(credential === undefined ? {} : { credential }),
  });
  return {
    enrol: (body) => ask(post("/v1/terminals", body), Enrolled),
    renewCredential: (body) => ask(post("/v1/terminals/credential", body), Credential),
    account: (body, token) => ask(post("/v1/account", body, token), AccountView),
    readOffer: (trade) => ask({ method: "GET", path: `/v1/trades/${trade}/offer` }, OfferView),
    status: (trade) => ask({ method: "GET", path: `/v1/trades/${trade}/status` }, PageStatus),
    claim: (trade, body, token) => ask(post(`/v1/trades/${trade}/claim`, body, token), Granted),
    confirm: (body) => ask({ method: "POST", path: "/v1/confirmations", body }, Confirmed),
    decline: (trade, body, token) =>
      ask(post(`/v1/trades/${trade}/decline`, body, token), PageStatus),
  };
}

/** The same reading for HTTP and for the money socket, its twin. */
export function readAnswer<T>(answer: HttpAnswer | undefined, schema: Schema<T>): Answer<T> {
  if (!answer) return { kind: "none" };
  if (answer.status >= 200 && answer.status < 300) {
    const value = parse(schema, answer.body);
    return value.ok ? { kind: "value", value: value.value } : { kind: "none" };
  }
  const recorded = parse(RefusedProblem, answer.body);
  if (recorded.ok) {
    const { code, attempt, receipt, left } = recorded.value;
    const said = { ...(receipt ? { receipt } : {}), ...(left ? { left } : {}) };
    return { kind: "refused", code, attempt, ...said };
  }
  const stepUp = parse(StepUpProblem, answer.body);
  if (stepUp.ok) return { kind: "refused", code: stepUp.value.code, left: stepUp.value.left };
  const problem = parse(Problem, answer.body);
  return problem.ok ? { kind: "refused", code: problem.value.code } : { kind: "none" };
}
