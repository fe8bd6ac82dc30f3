/**
 * The synchronous server as the terminal sees it: one function per address, each answer parsed with the
 * schema of protocol/. An answer is a value, a refusal with a code of ours, or nothing; nothing includes
 * whatever can't be read, since an unreadable answer never means "not applied".
 */

import type { ChangeAccount } from "../../protocol/account/account-change.ts";
import {
  type AskToLink,
  type ChangeTerminals,
  LinkAsked,
  LinkView,
  type LookAtLink,
  type RecoverTerminal,
} from "../../protocol/account/linking.ts";
import { PinProblem, StepUpProblem } from "../../protocol/account/step-up-problems.ts";
import { type TellTerminals, TradeWords } from "../../protocol/account/trade-words.ts";
import { Disclosed, type DiscloseToShop } from "../../protocol/disclosure/disclosure.ts";
import { DisputeView, type SayInDispute } from "../../protocol/dispute/dispute-messages.ts";
import type { TradeId } from "../../protocol/ids.ts";
import {
  AccountView,
  type AskAsTerminal,
  type ClaimTrade,
  Confirmed,
  Credential,
  Enrolled,
  type EnrolTerminal,
  Granted,
  type Left,
  OfferView,
  PageStatus,
  RefusedProblem,
} from "../../protocol/messages.ts";
import { parse, type Schema } from "../../protocol/parse.ts";
import { Problem, type ProblemCode } from "../../protocol/problem.ts";
import { toUtf8 } from "../../protocol/signing/encoding.ts";
import type { SignedReceipt } from "../../protocol/signing/signed-objects.ts";
import { type RequestKey, signRequest } from "../../protocol/signing/signed-requests.ts";
import type { Trust } from "../../protocol/trade/offer.ts";
import { TradeReceipts } from "../../protocol/trade/trade-receipts.ts";
import type { StepUpSaid } from "./asked.ts";
import type { Http, HttpAnswer } from "./ports.ts";

export type Answer<T> =
  | { readonly kind: "value"; readonly value: T }
  | Refused
  /** nothing is known */
  | { readonly kind: "none" };

export interface Refused extends StepUpSaid {
  readonly kind: "refused";
  readonly code: ProblemCode;
  /** of a recorded refusal: which attempt it ended, with the carrier's proof of it */
  readonly attempt?: number;
  readonly receipt?: SignedReceipt;
  /** what would have been let through instead */
  readonly left?: Left;
  /** of a request whose time was refused: the server's, ms since the epoch */
  readonly time?: number;
}

/** Whose request it is: its device key signs each sending of it [RQ5]. */
export interface Bearer {
  readonly key: RequestKey;
  /** of its credential */
  readonly token: string;
}

export interface SynchronousServer {
  enrol(body: EnrolTerminal, key: RequestKey): Promise<Answer<Enrolled>>;
  /** The device key is enough: an old credential adds nothing to it. */
  renewCredential(key: RequestKey): Promise<Answer<Credential>>;
  account(body: AskAsTerminal, bearer: Bearer): Promise<Answer<AccountView>>;
  changeAccount(body: ChangeAccount, bearer: Bearer): Promise<Answer<AccountView>>;
  /** Reading binds nothing and says nothing of who reads. */
  readOffer(trade: TradeId): Promise<Answer<OfferView>>;
  status(trade: TradeId): Promise<Answer<PageStatus>>;
  /** of the payment and of what came after it; says nothing of who asks */
  receipts(trade: TradeId): Promise<Answer<TradeReceipts>>;
  claim(trade: TradeId, body: ClaimTrade, bearer: Bearer): Promise<Answer<Granted>>;
  /** @param body a ConfirmTrade as text: the same bytes each time */
  confirm(body: string, key: RequestKey): Promise<Answer<Confirmed>>;
  decline(trade: TradeId, bearer: Bearer): Promise<Answer<PageStatus>>;
  disclose(trade: TradeId, body: DiscloseToShop, bearer: Bearer): Promise<Answer<Disclosed>>;
  sayInDispute(trade: TradeId, body: SayInDispute, bearer: Bearer): Promise<Answer<DisputeView>>;
  readDispute(trade: TradeId, bearer: Bearer): Promise<Answer<DisputeView>>;
  askToLink(body: AskToLink, key: RequestKey): Promise<Answer<LinkView>>;
  recover(body: RecoverTerminal, key: RequestKey): Promise<Answer<Enrolled>>;
  lookAtLink(body: LookAtLink, bearer: Bearer): Promise<Answer<LinkAsked>>;
  changeTerminals(body: ChangeTerminals, bearer: Bearer): Promise<Answer<AccountView>>;
  tellTerminals(body: TellTerminals, bearer: Bearer): Promise<Answer<TradeWords>>;
}

export interface Surroundings {
  readonly http: Http;
  readonly trust: Trust;
  /** ms since the epoch */
  now(): number;
}

export function synchronousServer(around: Surroundings): SynchronousServer {
  const { http } = around;
  const read = async <T>(path: string, schema: Schema<T>) =>
    readAnswer(await http.send({ method: "GET", path }), schema);
  const post = signedPosts(around);
  return {
    enrol: (body, key) =>
      post({ path: "/v1/terminals", body: JSON.stringify(body), key }, Enrolled),
    renewCredential: (key) =>
      post({ path: "/v1/terminals/credential", body: "{}", key }, Credential),
    account: (body, bearer) =>
      post({ path: "/v1/account", body: JSON.stringify(body), ...bearer }, AccountView),
    changeAccount: (body, bearer) =>
      post({ path: "/v1/account/changes", body: JSON.stringify(body), ...bearer }, AccountView),
    readOffer: (trade) => read(`/v1/trades/${trade}/offer`, OfferView),
    status: (trade) => read(`/v1/trades/${trade}/status`, PageStatus),
    receipts: (trade) => read(`/v1/trades/${trade}/receipts`, TradeReceipts),
    claim: (trade, body, bearer) =>
      post({ path: `/v1/trades/${trade}/claim`, body: JSON.stringify(body), ...bearer }, Granted),
    confirm: (body, key) => post({ path: "/v1/confirmations", body, key }, Confirmed),
    decline: (trade, bearer) =>
      post({ path: `/v1/trades/${trade}/decline`, body: "{}", ...bearer }, PageStatus),
    disclose: (trade, body, bearer) =>
      post(
        { path: `/v1/trades/${trade}/disclosure`, body: JSON.stringify(body), ...bearer },
        Disclosed,
      ),
    sayInDispute: (trade, body, bearer) =>
      post(
        { path: `/v1/trades/${trade}/dispute`, body: JSON.stringify(body), ...bearer },
        DisputeView,
      ),
    readDispute: (trade, bearer) =>
      post({ path: `/v1/trades/${trade}/dispute/read`, body: "{}", ...bearer }, DisputeView),
    ...terminalPosts(post),
  };
}

type Post = ReturnType<typeof signedPosts>;

/** How terminals are kept, as terminals/ asks for it. */
function terminalPosts(post: Post) {
  const at = "/v1/terminals";
  return {
    askToLink: (body: AskToLink, key: RequestKey) =>
      post({ path: `${at}/links`, body: JSON.stringify(body), key }, LinkView),
    recover: (body: RecoverTerminal, key: RequestKey) =>
      post({ path: `${at}/recoveries`, body: JSON.stringify(body), key }, Enrolled),
    lookAtLink: (body: LookAtLink, bearer: Bearer) =>
      post({ path: `${at}/links/look`, body: JSON.stringify(body), ...bearer }, LinkAsked),
    changeTerminals: (body: ChangeTerminals, bearer: Bearer) =>
      post({ path: `${at}/changes`, body: JSON.stringify(body), ...bearer }, AccountView),
    tellTerminals: (body: TellTerminals, bearer: Bearer) =>
      post({ path: `${at}/words`, body: JSON.stringify(body), ...bearer }, TradeWords),
  };
}

interface SignedPost {
  readonly path: string;
  readonly body: string;
  readonly key: RequestKey;
  readonly token?: string;
}

/** Signs each sending afresh, the body untouched; by the server's clock, once it has said that ours is wrong [RQ6]. */
function signedPosts({ http, trust, now }: Surroundings) {
  let ahead = 0;
  const send = async ({ path, body, key, token }: SignedPost) => {
    const url = new URL(path, http.origin).href;
    const request = { method: "POST", url, body: toUtf8(body) };
    const signature = await signRequest(request, key, trust, now() + ahead);
    const credential = token === undefined ? {} : { credential: token };
    return http.send({ method: "POST", path, body, signature, ...credential });
  };
  return async <T>(request: SignedPost, schema: Schema<T>): Promise<Answer<T>> => {
    const answer = readAnswer(await send(request), schema);
    if (answer.kind !== "refused" || answer.time === undefined) return answer;
    ahead = answer.time - now();
    return readAnswer(await send(request), schema);
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
  if (stepUp.ok) {
    const { code, left, reason, methods } = stepUp.value;
    return { kind: "refused", code, ...(left ? { left } : {}), stepUp: { reason, methods } };
  }
  const pin = parse(PinProblem, answer.body);
  if (pin.ok) {
    const { code, tries_left: triesLeft, next_at: nextAt } = pin.value;
    return {
      kind: "refused",
      code,
      pin: { triesLeft, ...(nextAt === undefined ? {} : { nextAt }) },
    };
  }
  const problem = parse(Problem, answer.body);
  if (!problem.ok) return { kind: "none" };
  const { code, time } = problem.value;
  return { kind: "refused", code, ...(time === undefined ? {} : { time }) };
}
