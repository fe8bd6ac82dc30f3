/**
 * A branch: a shard of the carrier's accounts, as an object. A thin shell: it verifies before the turn,
 * decides requests that arrive together in one turn and one commit, and stores outcome, balance and outbox
 * together. The rules are in decide-confirm.ts and ledger.ts. It decides nothing by anyone else's clock.
 *
 * Trade-off: a receipt is signed before the turn for the verdict expected there, so a request whose
 * verdict changes under it signs twice. In exchange nothing awaits in the turn, and there is one commit.
 */

import type { AccountSummary } from "../../../protocol/account/opening.ts";
import type { AccountId, TradeId } from "../../../protocol/ids.ts";
import {
  type AccountView,
  type ConfirmTrade,
  MONEY_SOCKET_PROTOCOL,
} from "../../../protocol/messages.ts";
import type { Currency } from "../../../protocol/money/money.ts";
import type { AuditEntry } from "../../../protocol/operator/audit.ts";
import type { OperatorAccount, SuspenseEntry } from "../../../protocol/operator/operator.ts";
import { type Refusal, refusal } from "../../../protocol/problem.ts";
import { err, ok, type Result } from "../../../protocol/result.ts";
import type { PublicKey } from "../../../protocol/signing/signature.ts";
import type { AttemptOutcome } from "../../../protocol/trade/trade.ts";
import { problemResponse, takeForwardedId } from "../../http/problem-response.ts";
import { clockNow } from "../../objects/clock.ts";
import { Database } from "../../objects/database.ts";
import { tellWatch } from "../../watching/tell-watch.ts";
import type { Answer, Creditor, HoldQuestion } from "../carrier.ts";
import { deploymentOf } from "../deployment.ts";
import type { CarrierEnv } from "../env.ts";
import { type Binding, bindTerminalInTurn } from "./account/bind-terminal.ts";
import type { VerifiedChange } from "./account/change-account.ts";
import { type ChangeAnswer, changeAtDesk } from "./account/change-desk.ts";
import {
  type Opened,
  openAccountInTurn,
  type TerminalsAccount,
  viewFor,
} from "./account/open-account.ts";
import { type Operated, type OperatorCommand, operateInTurn } from "./account/operator-act.ts";
import { operatorAccount } from "./account/operator-view.ts";
import { confirmAtDesk, PREDICTIONS_MAX } from "./confirm/confirm-desk.ts";
import { outcomeInTurn, PREDICT_AGAIN } from "./confirm/confirm-turn.ts";
import type { ConfirmAnswer } from "./confirm/recorded-outcome.ts";
import { type VerifiedConfirm, verifyComing } from "./confirm/verify-confirm.ts";
import { CountedBranch } from "./count/counted-branch.ts";
import { BranchDesk } from "./desk.ts";
import { Journal } from "./journal.ts";
import type { AccountBalance, JournalExtract } from "./journal-entry.ts";
import { answerMessage, readUpgrade } from "./money-socket.ts";
import { closeRevoked, hear, openSocket } from "./money-sockets.ts";
import { decideOrder } from "./order/decide-order.ts";
import { holdEndInTurn, orderInTurn, orderWithoutRecord } from "./order/order-turn.ts";
import type { OrderDone } from "./order/recorded-order.ts";
import type { VerifiedOrder } from "./order/verify-order.ts";
import { signOrderReceipt } from "./receipts.ts";
import { type SweepQuestion, sweepToBooks } from "./sweep.ts";
import type { ChangeCommand } from "./terminal/change-terminals.ts";
import { changeTerminalsAtDesk, type TerminalsAnswer } from "./terminal/terminals-desk.ts";

export class Branch extends CountedBranch {
  readonly database: Database;
  /** the alarm's writes, counted apart from those of requests */
  readonly alarmDatabase: Database;
  /** whom decided attempts are told to */
  creditor: Creditor;
  readonly #desk: BranchDesk;
  readonly #journal: Journal;
  protected override readonly counting = (): BranchDesk => this.#desk;

  constructor(ctx: DurableObjectState, env: CarrierEnv) {
    super(ctx, env);
    this.database = new Database(ctx.storage);
    this.alarmDatabase = new Database(ctx.storage);
    this.creditor = env.CREDITOR;
    this.#journal = new Journal(this.database);
    this.#desk = new BranchDesk(
      ...([ctx, this.database, this.alarmDatabase] as const),
      () => this.creditor,
      () => this.tellReconciliation(),
    );
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair("ping", "pong"));
    void ctx.blockConcurrencyWhile(async () => {
      const { signing } = await deploymentOf(env);
      await this.#desk.wake(signing.certificate);
    });
  }

  /**
   * The payer's account decides [LE4]. @param request verified by verifyConfirm: this trusts it
   * @param requestId what the door called the request, for the log
   */
  confirm(request: VerifiedConfirm, requestId?: string): Promise<ConfirmAnswer> {
    this.database.meter.hop();
    const answer = this.#confirm(request);
    if (requestId !== undefined) this.#desk.named(requestId, answer);
    return answer;
  }

  /** A capture, void or refund of a register. @param request verified by verifyOrder: this trusts it */
  async order(request: VerifiedOrder): Promise<Answer<OrderDone>> {
    this.database.meter.hop();
    const deployment = await deploymentOf(this.env);
    const { trade } = request;
    for (let tries = 0; tries < PREDICTIONS_MAX; tries++) {
      const now = clockNow();
      const [known, orders] = [this.#desk.outcomes(trade), this.#desk.orders(trade)];
      const facts = { account: this.#desk.account(request.account), known, orders };
      const expected = decideOrder(facts, request, now);
      if (expected.kind !== "decided") return orderWithoutRecord(expected);
      const { effect } = expected;
      const receipt = await signOrderReceipt(request, effect, now, deployment);
      const prediction = { now, effect, receipt };
      const answer = await this.#desk.inTurn((turn) => orderInTurn(turn, request, prediction));
      if (answer !== PREDICT_AGAIN) return answer;
    }
    return err(refusal("storage_unavailable", { detail: "the account is very busy" }));
  }

  /** How a hold ended; null while it stands. */
  holdEnd(question: Omit<HoldQuestion, "sealed"> & { account: AccountId }) {
    this.database.meter.hop();
    const now = clockNow();
    return this.#desk.inTurn((turn) => holdEndInTurn(turn, question, now));
  }

  /** What became of an attempt; null when nothing did and it isn't to be voided. */
  outcome(question: {
    account: AccountId;
    trade: TradeId;
    attempt: number;
    voidIfAbsent: boolean;
  }): Promise<AttemptOutcome | null> {
    this.database.meter.hop();
    const now = clockNow();
    return this.#desk.inTurn((turn) => outcomeInTurn(turn, question, now));
  }

  /** Idempotent by the device key. */
  openAccount(asked: Opened): Promise<Result<TerminalsAccount, Refusal>> {
    this.database.meter.hop();
    const now = clockNow();
    return this.#desk.inTurn((turn) => openAccountInTurn(turn, asked, now));
  }

  /** The first terminal of an account that the operator opened [LE74]. */
  bindTerminal(binding: Binding): Promise<Result<AccountView, Refusal>> {
    this.database.meter.hop();
    const now = clockNow();
    return this.#desk.inTurn((turn) => bindTerminalInTurn(turn, binding, now));
  }

  /** A further terminal, a revocation, a name, a recovery key. @param command its signature holds */
  async changeTerminals(command: ChangeCommand): Promise<TerminalsAnswer> {
    this.database.meter.hop();
    const done = await changeTerminalsAtDesk(this.#desk, command, await deploymentOf(this.env));
    closeRevoked(this.ctx, this.#desk.account(command.account));
    return done;
  }

  /** By the account's holder. @param request verified by verifyChange: this trusts it */
  async changeAccount(request: VerifiedChange): Promise<ChangeAnswer> {
    this.database.meter.hop();
    return changeAtDesk(this.#desk, request, await deploymentOf(this.env));
  }

  readAccount(id: AccountId, device: PublicKey): Result<AccountView, Refusal> {
    this.database.meter.hop();
    return viewFor(this.#desk.account(id), device);
  }

  /** An act of the operator, in the same turn as the confirms. Idempotent by its key [LE17]. */
  async operate(command: OperatorCommand): Promise<Result<Operated, Refusal>> {
    this.database.meter.hop();
    const now = clockNow();
    const done = await this.#desk.inTurn((turn) => operateInTurn(turn, command, now));
    closeRevoked(this.ctx, this.#desk.account(command.account));
    return done;
  }

  operatorAccount(id: AccountId): Result<OperatorAccount, Refusal> {
    this.database.meter.hop();
    const account = this.#desk.account(id);
    return account ? ok(operatorAccount(account, clockNow())) : err(refusal("account_not_found"));
  }

  accountExtract(id: AccountId): Result<JournalExtract, Refusal> {
    this.database.meter.hop();
    const extract = this.#journal.ofAccount(id);
    if (!extract) return err(refusal("account_not_found"));
    const postpaid = Object.keys(this.#desk.account(id)?.credit ?? {}) as Currency[];
    return ok({ ...extract, postpaid });
  }

  extract(): JournalExtract {
    this.database.meter.hop();
    return this.#journal.ofBranch();
  }

  accounts(from: { at: number; seen: number }, limit: number): AccountSummary[] {
    this.database.meter.hop();
    return this.#journal.accounts(from, limit);
  }

  audit(after: number, limit: number): AuditEntry[] {
    this.database.meter.hop();
    return this.#journal.audit(after, limit);
  }

  suspense(limit: number): SuspenseEntry[] {
    this.database.meter.hop();
    return this.#journal.suspense(limit);
  }

  /** What is here for a register goes to its Books [LE52]. Idempotent by the sweep's number. */
  sweep(question: SweepQuestion): number {
    this.database.meter.hop();
    return sweepToBooks(this.database, this.#journal, question, clockNow());
  }

  trialBalance(): AccountBalance[] {
    return this.#journal.trialBalance();
  }

  // #region money socket

  /** The money socket. */
  override async fetch(request: Request): Promise<Response> {
    this.database.meter.hop();
    takeForwardedId(request);
    const { sealing } = await deploymentOf(this.env);
    const ticket = await readUpgrade(request, sealing, clockNow());
    if (!ticket.ok) return problemResponse(ticket.error, request);
    const opened = openSocket(
      this.ctx,
      ticket.value,
      this.#desk.account(ticket.value.account),
      clockNow(),
    );
    if (!opened.ok) return problemResponse(opened.error, request);
    const headers = { "Sec-WebSocket-Protocol": MONEY_SOCKET_PROTOCOL };
    return new Response(null, { status: 101, webSocket: opened.value, headers });
  }

  override async webSocketMessage(socket: WebSocket, message: string | ArrayBuffer): Promise<void> {
    this.database.meter.hop();
    const account = hear(socket, clockNow());
    if (!account) return;
    const answer = await answerMessage(message, (body) => this.#verifyAndConfirm(body, account));
    socket.send(JSON.stringify(answer));
  }

  override webSocketClose(socket: WebSocket): void {
    socket.close(1000);
  }

  override async alarm(): Promise<void> {
    await this.#desk.alarm();
    tellWatch(this.env, "carrier-server", this.ctx, clockNow());
  }

  async #verifyAndConfirm(body: ConfirmTrade, account: AccountId): Promise<ConfirmAnswer> {
    const verified = await verifyComing(body, await deploymentOf(this.env));
    if (!verified.ok) return verified;
    if (verified.value.account !== account) return err(refusal("wrong_account"));
    return this.#confirm(verified.value);
  }

  async #confirm(request: VerifiedConfirm): Promise<ConfirmAnswer> {
    return confirmAtDesk(this.#desk, request, await deploymentOf(this.env));
  }
}
