// Both servers as a terminal sees them, over its Http and MoneySocket ports: enrolment, offers, claims,
// confirmations decided once and answered alike for ever. Answers can be lost, refused or broken on order.

import type { ChangeAccount } from "../../../protocol/account/account-change.ts";
import type { ChangeTerminals } from "../../../protocol/account/linking.ts";
import {
  type DiscloseToShop,
  disclosureHash,
  type SealedDisclosure,
} from "../../../protocol/disclosure/disclosure.ts";
import { userIdFrom } from "../../../protocol/ids.ts";
import type { ConfirmTrade, Left } from "../../../protocol/messages.ts";
import {
  PROBLEMS,
  type ProblemCode,
  problemOf,
  type Refusal,
  type RefusedOutcomeCode,
} from "../../../protocol/problem.ts";
import { ok } from "../../../protocol/result.ts";
import { toBase64Url, toUtf8 } from "../../../protocol/signing/encoding.ts";
import {
  type Envelope,
  type Hash,
  hashOf,
  type PublicKey,
  type Signed,
  verify,
} from "../../../protocol/signing/signature.ts";
import type { SignedReceipt } from "../../../protocol/signing/signed-objects.ts";
import { type SignatureHeaders, verifyRequest } from "../../../protocol/signing/signed-requests.ts";
import { type Offer, offerHash, paidOutcome } from "../../../protocol/trade/offer.ts";
import type { TradeStatus } from "../../../protocol/words.ts";
import type { Http, HttpAnswer, HttpRequest, MoneySocket } from "../../../terminal/wallet/ports.ts";
import { aReceipt, type Realm } from "../../support/builders/realm.ts";

/** `lost`: done, and its answer never comes. `unreachable`: never arrives. `garbled`: done, unreadable answer. */
export type Mishap = "lost" | "unreachable" | "garbled" | ProblemCode;

interface TradeAtTill {
  readonly offer: Offer;
  status: TradeStatus;
  attempt: number;
  /** the public key of who claimed it */
  payer?: string;
  receipt?: SignedReceipt;
  disclosure?: SealedDisclosure;
}

type Decision =
  | { readonly code?: undefined; readonly receipt: SignedReceipt }
  | { readonly code: ProblemCode; readonly receipt?: SignedReceipt };

export class FakeServers implements Http {
  readonly origin = "https://pay.example";
  readonly realm: Realm;
  readonly seen: HttpRequest[] = [];
  /** what becomes of the next requests to a path that ends so */
  readonly mishaps: { readonly path: string; readonly mishap: Mishap }[] = [];
  /** what the next requests are refused with, whatever they are */
  readonly refusals: Refusal[] = [];
  readonly trades = new Map<string, TradeAtTill>();
  /** by trade and attempt: the bytes that were decided, and the answer they get for ever */
  readonly outcomes = new Map<string, { readonly bytes: string; readonly decision: Decision }>();
  balance = 50_000;
  /** what the branch says to the next new attempt, if not yes */
  refusal: RefusedOutcomeCode | "attempt_void" | undefined;
  /** what a refusal says would have been let through */
  left: Left | undefined;
  /** minor units that one click is enough for */
  oneClick: number | undefined;
  /** what the carrier says to a proof, or to there being none; undefined: it decides */
  stepUp: ((body: ConfirmTrade) => HttpAnswer | undefined) | undefined;
  /** what the carrier says to a change of the account */
  change: ((body: ChangeAccount) => HttpAnswer) | undefined;
  /** and to one of its terminals */
  changeTerminals: ((body: ChangeTerminals) => HttpAnswer) | undefined;
  /** more of the account's view */
  accountMore: object = {};
  /** changes a receipt before it is handed out */
  forge: (receipt: SignedReceipt) => SignedReceipt | Promise<SignedReceipt> = (receipt) => receipt;
  /** what an answer that is made waits for before it is sent, by the end of its request's path; once each */
  readonly slow: { readonly path: string; readonly until: Promise<void> }[] = [];
  socket: "closed" | "open" | "breaks" = "closed";
  /** bodies that came on a money socket */
  readonly bySocket: string[] = [];
  credentials = 0;
  /** answers what is asked of an account's terminals @param key whose request it is */
  terminals: (path: string, body: unknown, key: PublicKey) => object | undefined = () => undefined;
  /** who pays with this key: the terminals of one account are one payer [TE7] */
  payerOf: (key: PublicKey) => string = (key) => key;
  /** ms since the epoch */
  now: () => number;
  /** ms that the servers' clock is ahead of the terminal's */
  ahead = 0;

  #turn: Promise<unknown> = Promise.resolve();

  constructor(realm: Realm, now: () => number) {
    this.realm = realm;
    this.now = now;
  }

  /** The shop's trade, as its register server made it. */
  offerTrade(offer: Offer): void {
    this.trades.set(offer.trade, { offer, status: "open", attempt: 1 });
  }

  mishap(path: string, ...mishaps: Mishap[]): void {
    for (const mishap of mishaps) this.mishaps.push({ path, mishap });
  }

  sent(path: string): HttpRequest[] {
    return this.seen.filter((request) => request.path.endsWith(path));
  }

  async send(request: HttpRequest): Promise<HttpAnswer | undefined> {
    this.seen.push(request);
    const at = this.mishaps.findIndex(({ path }) => request.path.endsWith(path));
    const mishap = at < 0 ? undefined : this.mishaps.splice(at, 1)[0]?.mishap;
    if (mishap === "unreachable") return undefined;
    if (mishap && mishap in PROBLEMS) return problem(mishap as ProblemCode);
    const refused = this.refusals.shift();
    if (refused) return problem(refused);
    const answer = await this.#answer(request);
    const waiting = this.slow.findIndex(({ path }) => request.path.endsWith(path));
    if (waiting >= 0) await this.slow.splice(waiting, 1)[0]?.until;
    if (mishap === "lost") return undefined;
    return mishap === "garbled" ? { status: answer.status, body: { outcome: "settled" } } : answer;
  }

  readonly money: MoneySocket = {
    open: () => ({
      confirm: async (body) => {
        if (this.socket === "closed") return { sent: false };
        this.bySocket.push(body);
        const answer = await this.#confirm(body);
        return this.socket === "open" ? { sent: true, answer } : { sent: true };
      },
      close: () => undefined,
    }),
  };

  async #answer(request: HttpRequest): Promise<HttpAnswer> {
    const { path, body, credential } = request;
    const key = request.method === "GET" ? ok("nobody" as PublicKey) : await this.#signer(request);
    if (!key.ok) return problem(key.error);
    const other = this.terminals(path, JSON.parse(body ?? "{}"), key.value);
    if (other && "code" in other) return problem(other.code as ProblemCode);
    if (other) return { status: 200, body: other };
    const trade = this.trades.get(/\/v1\/trades\/([^/]+)/.exec(path)?.[1] ?? "");
    if (path === "/v1/terminals") return this.#enrol(body);
    if (path === "/v1/terminals/credential") return { status: 200, body: this.#credential() };
    if (path === "/v1/account/changes" && this.change)
      return this.change(JSON.parse(request.body ?? ""));
    if (path === "/v1/terminals/changes" && this.changeTerminals)
      return this.changeTerminals(JSON.parse(request.body ?? ""));
    if (path === "/v1/account") return { status: 200, body: this.account() };
    if (path === "/v1/confirmations") return this.#confirm(body ?? "");
    if (!trade) return problem("trade_not_found");
    const { offer, status, receipt } = trade;
    if (path.endsWith("/offer")) return { status: 200, body: { offer, status } };
    const { deadline } = offer.terms.payload;
    const pageStatus = { trade: offer.trade, status, deadline, ...(receipt ? { receipt } : {}) };
    if (path.endsWith("/status")) return { status: 200, body: pageStatus };
    if (credential === undefined) return problem("credential_invalid");
    if (path.endsWith("/claim")) return this.#claim(trade, key.value);
    if (path.endsWith("/disclosure")) return this.#disclose(trade, JSON.parse(body ?? "{}"));
    trade.status = status === "open" ? "declined" : status;
    return { status: 200, body: { ...pageStatus, status: trade.status } };
  }

  async #enrol(body = ""): Promise<HttpAnswer> {
    const { enrolment } = JSON.parse(body);
    if (!(await this.#signedHere(enrolment, "warifu/enrolment/1"))) return problem("bad_signature");
    const user = userIdFrom(this.realm.mode, new Uint8Array(10));
    return {
      status: 201,
      body: { user, account: this.account(), credential: this.#credential() },
    };
  }

  #credential() {
    this.credentials += 1;
    return { token: `token-${this.credentials}`, expires_at: this.now() + 5 * 60_000 };
  }

  /** the account's view, as it is now */
  account() {
    const balances = [{ currency: "JPY", amount: this.balance }];
    return { label: "Demo account ··42", status: "active", balances, ...this.accountMore };
  }

  async #claim(trade: TradeAtTill, payer: PublicKey): Promise<HttpAnswer> {
    if (trade.status === "settled") return problem("trade_settled");
    if (trade.status !== "open") return problem(`trade_${trade.status}` as ProblemCode);
    if (this.now() >= trade.offer.terms.payload.deadline) return problem("trade_expired");
    trade.payer ??= this.payerOf(payer);
    if (trade.payer !== this.payerOf(payer)) return problem("claimed_by_another");
    const payload = {
      typ: "warifu/grant/1",
      iss: "synchronous-server",
      aud: this.realm.realm,
      mode: this.realm.mode,
      trade: trade.offer.trade,
      attempt: trade.attempt,
      offer: await offerHash(trade.offer),
      account: await hashOf("the account"),
      until: this.now() + 60_000,
    };
    const mac = toBase64Url(new Uint8Array(32));
    return { status: 200, body: { grant: { payload, mac }, ticket: "tk1.1.abc" } };
  }

  /** [DI8] As the till takes it. */
  async #disclose(trade: TradeAtTill, { sealed }: DiscloseToShop): Promise<HttpAnswer> {
    if (!trade.receipt) return problem("disclosure_early");
    const hash = await disclosureHash(sealed);
    if (trade.receipt.payload.disclosure !== hash) return problem("disclosure_mismatch");
    trade.disclosure = sealed;
    return { status: 200, body: { object: "disclosure", trade: trade.offer.trade, hash } };
  }

  /** One after another: an account decides in one turn [LE4]. */
  #confirm(bytes: string): Promise<HttpAnswer> {
    this.#turn = this.#turn.then(() => this.#confirmInTurn(bytes));
    return this.#turn as Promise<HttpAnswer>;
  }

  async #confirmInTurn(bytes: string): Promise<HttpAnswer> {
    const sent: ConfirmTrade = JSON.parse(bytes);
    const { confirmation, grant, offer } = sent;
    if (!(await this.#signedHere(confirmation, "warifu/confirmation/1")))
      return problem("bad_signature");
    if (confirmation.payload.grant !== (await hashOf(grant.payload)))
      return problem("offer_mismatch");
    const { attempt } = grant.payload;
    const name = `${offer.trade} ${attempt}`;
    const known = this.outcomes.get(name);
    const asked = known ? undefined : this.stepUp?.(sent);
    if (asked) return asked;
    if (!known && this.oneClick !== undefined && this.oneClick < confirmation.payload.amount) {
      const left = { amount: this.oneClick, currency: confirmation.payload.currency };
      const { status, body } = problem("step_up_required");
      const methods = { passkeys: [], pin: { state: "none" } };
      return { status, body: { ...(body as object), reason: "amount", left, methods } };
    }
    if (known && known.bytes !== bytes) return problem("exists_with_different_confirmation");
    const { disclosure } = confirmation.payload;
    const decision = known?.decision ?? (await this.#decide(offer, attempt, disclosure));
    if (!known) this.outcomes.set(name, { bytes, decision });
    const receipt = decision.receipt && (await this.forge(decision.receipt));
    if (decision.code === undefined)
      return { status: 200, body: { outcome: paidOutcome(offer.terms.payload), attempt, receipt } };
    const { body } = problem(decision.code);
    const said = { ...(receipt ? { receipt } : {}), ...(this.left ? { left: this.left } : {}) };
    return { status: 402, body: { ...(body as object), attempt, ...said } };
  }

  /** One turn of the branch, and at once the credit to the till. */
  async #decide(offer: Offer, attempt: number, disclosure?: Hash): Promise<Decision> {
    const trade = this.trades.get(offer.trade);
    const code = this.refusal;
    this.refusal = undefined;
    if (trade && code) {
      trade.attempt = attempt + 1;
      delete trade.payer;
    }
    if (code === "attempt_void") return { code };
    if (code) {
      const receipt = await aReceipt(this.realm, offer, { attempt, outcome: "refused", code });
      return { code, receipt };
    }
    this.balance -= offer.terms.payload.amount;
    const outcome = paidOutcome(offer.terms.payload);
    const given = disclosure === undefined ? {} : { disclosure };
    const receipt = await aReceipt(this.realm, offer, { attempt, outcome, ...given });
    if (trade) Object.assign(trade, { status: outcome, receipt });
    return { receipt };
  }

  /** Who signed this very sending, by the clock of these servers. */
  #signer({ method, path, body = "", signature }: HttpRequest) {
    const sent = { method, url: `${this.origin}${path}`, body: toUtf8(body) };
    const header = (name: string) => signature?.[name as keyof SignatureHeaders] ?? null;
    return verifyRequest(sent, header, this.realm, this.now() + this.ahead);
  }

  async #signedHere(signed: Signed<Envelope>, typ: string): Promise<boolean> {
    const { iss } = signed.payload;
    const expected = { typ, iss, aud: this.realm.realm, mode: this.realm.mode };
    return (await verify(signed, expected, iss as never)) === undefined;
  }
}

export function problem(refused: ProblemCode | Refusal): HttpAnswer {
  const refusal = typeof refused === "string" ? { code: refused } : refused;
  return { status: PROBLEMS[refusal.code].status, body: problemOf(refusal, "req-1") };
}

/** A problem with members of its own. */
export function saying(code: ProblemCode, members: object): { status: number; body: object } {
  const { status, body } = problem(code);
  return { status, body: { ...(body as object), ...members } };
}
