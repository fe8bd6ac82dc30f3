/**
 * The carrier as the synchronous server calls it, by RPC: parses and verifies, then one hop to the branch.
 * It trusts the caller with nothing: every argument is parsed, every signature checked here. What a branch
 * fails to answer is a refusal of kind not_yet: not known, so ask or send the same again [PR4].
 */

import { WorkerEntrypoint } from "cloudflare:workers";
import * as v from "valibot";
import type { ChangeAccount } from "../../protocol/account/account-change.ts";
import type { ChangeTerminals } from "../../protocol/account/linking.ts";
import type { OpeningProof } from "../../protocol/account/opening-code.ts";
import {
  Day,
  type ReceiptProof,
  type SignedReceiptRoot,
} from "../../protocol/count/receipt-root.ts";
import { modeOf, type PayoutId, RegisterId, TradeId } from "../../protocol/ids.ts";
import { type AccountView, type CertifiedRegister, ConfirmTrade } from "../../protocol/messages.ts";
import { refusal } from "../../protocol/problem.ts";
import type {
  PayoutAccountView,
  SignedPayoutAccount,
} from "../../protocol/register/payout-account.ts";
import type { ChangeOrigins, ChangeRegisterKey } from "../../protocol/register/register-key.ts";
import { err, ok } from "../../protocol/result.ts";
import { PublicKey } from "../../protocol/signing/signature.ts";
import {
  Attempt,
  SignedEnrolment,
  SignedReceipt,
  type SignedRegistration,
  SignedTerminalRequest,
} from "../../protocol/signing/signed-objects.ts";
import type { SignedCapture, SignedRefund, SignedVoidHold } from "../../protocol/trade/orders.ts";
import type { AttemptOutcome } from "../../protocol/trade/trade.ts";
import type { PublishedCertificate } from "../http/jwks.ts";
import { problemResponse, requestIdOf, takeForwardedId } from "../http/problem-response.ts";
import { parseMessage } from "../http/read-body.ts";
import { clockNow } from "../objects/clock.ts";
import { objectNamed } from "../objects/placed.ts";
import { answered } from "./answered.ts";
import type { Binding } from "./branch/account/bind-terminal.ts";
import { accountIdOf, openingCredit } from "./branch/account/open-account.ts";
import { branchFor } from "./branch/branches.ts";
import { verifyComing } from "./branch/confirm/verify-confirm.ts";
import { readUpgrade } from "./branch/money-socket.ts";
import type {
  Answer,
  Captured,
  Carrier,
  HoldEnded,
  HoldQuestion,
  HoldVoided,
  OrderCall,
  OutcomeQuestion,
  PayoutOrder,
  PayoutTaker,
  Refunded,
  RegisterKeeper,
  SealedAccountReference,
  Ticket,
} from "./carrier.ts";
import { changeTerminals } from "./change-terminals.ts";
import { deploymentOf, publishedKeys } from "./deployment.ts";
import type { CarrierEnv } from "./env.ts";
import { reconciliationOf } from "./reconciliation/reconciliation.ts";
import { certifyTestRegister, changeRegisterKey, setOrigins } from "./registration.ts";
import { relayedConfirm } from "./relayed-confirm.ts";
import { needsAnotherKey, openAccountReference, sealAccount } from "./sealing/account-reference.ts";
import { openingCodeHash, openOpeningCode } from "./sealing/opening-code.ts";
import { issueTicket } from "./sealing/ticket.ts";
import { changeAccount, withPinKey } from "./step-up/change-account.ts";
import { askHoldEnd, CaptureCall, RefundCall, Sealed, takeOrder, VoidCall } from "./take-order.ts";
import { paidPayouts, readPayoutAccount, setPayoutAccount, takePayout } from "./take-payout.ts";
import { verifyTerminal } from "./terminal-checks.ts";

const Question = v.strictObject({
  sealed: Sealed,
  trade: TradeId,
  attempt: Attempt,
  voidIfAbsent: v.boolean(),
});

export class CarrierEntrypoint
  extends WorkerEntrypoint<CarrierEnv>
  implements Carrier, PayoutTaker, RegisterKeeper
{
  async openAccount(
    enrolment: SignedEnrolment,
  ): Promise<Answer<{ account: AccountView; sealed: SealedAccountReference }>> {
    const deployment = await deploymentOf(this.env);
    const { mode, trust } = deployment;
    const parsed = parseMessage(SignedEnrolment, enrolment);
    if (!parsed.ok) return parsed;
    const device = await verifyTerminal(parsed.value, "warifu/enrolment/1", trust, clockNow());
    if (!device.ok) return device;
    const id = await accountIdOf(mode, device.value);
    const { code, name } = parsed.value.payload;
    if (code !== undefined) return this.#bind(code, { device: device.value, name, own: id });
    const credit = openingCredit(mode, this.env.DEMO_CREDIT);
    const asked = { id, device: device.value, name, credit };
    const opened = await answered(() => branchFor(this.env, id).openAccount(asked));
    if (!opened.ok) return opened;
    const { view, id: has } = opened.value;
    const account = withPinKey(view, deployment);
    return ok({ account, sealed: await sealAccount(deployment.sealing, has) });
  }

  async #bind(
    proof: OpeningProof,
    { device, name, own }: Pick<Binding, "device" | "name" | "own">,
  ): ReturnType<Carrier["openAccount"]> {
    const deployment = await deploymentOf(this.env);
    const { mode, sealing } = deployment;
    const content = await openOpeningCode(sealing, proof, device);
    if (!content || modeOf(content.account) !== mode) return err(refusal("opening_code_invalid"));
    const { account } = content;
    const binding = { account, device, name, own, code: await openingCodeHash(content) };
    const bound = await answered(() => branchFor(this.env, account).bindTerminal(binding));
    if (!bound.ok) return bound;
    const view = withPinKey(bound.value, deployment);
    return ok({ account: view, sealed: await sealAccount(sealing, account) });
  }

  async sealAgain(
    sealed: SealedAccountReference,
    terminal: PublicKey,
  ): Promise<Answer<SealedAccountReference>> {
    const { sealing } = await deploymentOf(this.env);
    const account = await openAccountReference(sealing, sealed);
    if (!account) return err(refusal("credential_invalid"));
    if (!v.is(PublicKey, terminal)) return err(refusal("invalid_request", { param: "terminal" }));
    const known = await answered(() => branchFor(this.env, account).readAccount(account, terminal));
    return known.ok ? ok(await sealAccount(sealing, account)) : known;
  }

  changeTerminals(
    sealed: SealedAccountReference,
    body: ChangeTerminals,
  ): ReturnType<Carrier["changeTerminals"]> {
    return changeTerminals(this.env, sealed, body);
  }

  async issueTicket(sealed: SealedAccountReference, terminal?: PublicKey): Promise<Answer<Ticket>> {
    const { sealing } = await deploymentOf(this.env);
    const account = await openAccountReference(sealing, sealed);
    if (!account) return err(refusal("credential_invalid"));
    if (terminal !== undefined && !v.is(PublicKey, terminal))
      return err(refusal("invalid_request", { param: "terminal" }));
    return ok(await issueTicket(sealing, account, sealed, { now: clockNow(), terminal }));
  }

  async confirm(body: ConfirmTrade): ReturnType<Carrier["confirm"]> {
    const parsed = parseMessage(ConfirmTrade, body);
    return parsed.ok ? this.#verifyAndConfirm(parsed.value) : parsed;
  }

  async #verifyAndConfirm(body: ConfirmTrade, requestId?: string): ReturnType<Carrier["confirm"]> {
    const verified = await verifyComing(body, await deploymentOf(this.env));
    if (!verified.ok) return verified;
    const request = verified.value;
    return answered(
      () => branchFor(this.env, request.account).confirm(request, requestId),
      requestId,
    );
  }

  async outcome(question: OutcomeQuestion): Promise<Answer<AttemptOutcome | null>> {
    const parsed = parseMessage(Question, question);
    if (!parsed.ok) return parsed;
    const { sealed, trade, attempt, voidIfAbsent } = parsed.value;
    const { sealing } = await deploymentOf(this.env);
    const account = await openAccountReference(sealing, sealed);
    // A key that was dropped too early may have settled this attempt: not known is not void.
    if (!account && needsAnotherKey(sealing, sealed)) return err(refusal("storage_unavailable"));
    // No ticket was ever made of such a reference, so no confirm of the attempt can ever be decided.
    if (!account) return ok({ kind: "void" });
    const asked = { account, trade, attempt, voidIfAbsent };
    return answered(async () => ok(await branchFor(this.env, account).outcome(asked)));
  }

  async capture(call: OrderCall<SignedCapture>): Promise<Answer<Captured>> {
    const done = await takeOrder(this.env, CaptureCall, call);
    if (!done.ok) return done;
    const { receipt, fee, total, ended } = done.value;
    return ok({ receipt, fee, captured: total, ended });
  }

  async voidHold(call: OrderCall<SignedVoidHold>): Promise<Answer<HoldVoided>> {
    const done = await takeOrder(this.env, VoidCall, call);
    return done.ok ? ok({ receipt: done.value.receipt, captured: done.value.total }) : done;
  }

  async refund(call: OrderCall<SignedRefund>): Promise<Answer<Refunded>> {
    const done = await takeOrder(this.env, RefundCall, call);
    if (!done.ok) return done;
    const { receipt, fee, total } = done.value;
    return ok({ receipt, feeReturned: fee, refunded: total });
  }

  holdEnd(question: HoldQuestion): Promise<Answer<HoldEnded | null>> {
    return askHoldEnd(this.env, question);
  }

  async readAccount(
    sealed: SealedAccountReference,
    request: SignedTerminalRequest,
  ): Promise<Answer<AccountView>> {
    const deployment = await deploymentOf(this.env);
    const { trust, sealing } = deployment;
    const parsed = parseMessage(SignedTerminalRequest, request);
    if (!parsed.ok) return parsed;
    if (parsed.value.payload.act !== "account")
      return err(refusal("wrong_type", { param: "/payload/act" }));
    const typ = "warifu/terminal-request/1";
    const device = await verifyTerminal(parsed.value, typ, trust, clockNow());
    if (!device.ok) return device;
    const account = await openAccountReference(sealing, sealed);
    if (!account) return err(refusal("credential_invalid"));
    const read = await answered(() =>
      branchFor(this.env, account).readAccount(account, device.value),
    );
    return read.ok ? ok(withPinKey(read.value, deployment)) : read;
  }

  changeAccount(
    sealed: SealedAccountReference,
    body: ChangeAccount,
  ): ReturnType<Carrier["changeAccount"]> {
    return changeAccount(this.env, sealed, body);
  }

  async keyCertificates(): Promise<PublishedCertificate[]> {
    return publishedKeys(await deploymentOf(this.env));
  }

  async certifiedRegister(register: string): Promise<CertifiedRegister | undefined> {
    if (!v.is(RegisterId, register)) return undefined;
    return objectNamed(this.env.BOOKS, register).certified();
  }

  setOrigins(register: RegisterId, change: ChangeOrigins): Promise<Answer<CertifiedRegister>> {
    return setOrigins(this.env, register, change);
  }

  changeRegisterKey(change: ChangeRegisterKey): Promise<Answer<CertifiedRegister>> {
    return changeRegisterKey(this.env, change);
  }

  certifyTestRegister(
    registration: SignedRegistration,
    idempotencyKey: string,
  ): Promise<Answer<CertifiedRegister>> {
    return certifyTestRegister(this.env, registration, idempotencyKey);
  }

  setPayoutAccount(signed: SignedPayoutAccount): Promise<Answer<PayoutAccountView>> {
    return setPayoutAccount(this.env, signed);
  }

  payoutAccount(register: RegisterId): Promise<Answer<PayoutAccountView>> {
    return readPayoutAccount(this.env, register);
  }

  payout(order: PayoutOrder): Promise<Answer<null>> {
    return answered(() => takePayout(this.env, order));
  }

  paidOut(payouts: readonly PayoutId[]): Promise<PayoutId[]> {
    return paidPayouts(this.env, payouts);
  }

  async receiptRoot(day: string): Promise<Answer<SignedReceiptRoot>> {
    if (!v.is(Day, day)) return err(refusal("invalid_request", { param: "day" }));
    return answered(async () => reconciliationOf(this.env).receiptRoot(day));
  }

  async proveReceipt(receipt: SignedReceipt): Promise<Answer<ReceiptProof>> {
    const parsed = parseMessage(SignedReceipt, receipt);
    if (!parsed.ok) return parsed;
    return answered(async () => reconciliationOf(this.env).proveReceipt(parsed.value));
  }

  override async fetch(request: Request): Promise<Response> {
    takeForwardedId(request);
    if (request.method === "POST")
      return relayedConfirm(request, (body) => this.#verifyAndConfirm(body, requestIdOf(request)));
    const { sealing } = await deploymentOf(this.env);
    const ticket = await readUpgrade(request, sealing, clockNow());
    if (!ticket.ok) return problemResponse(ticket.error, request);
    return branchFor(this.env, ticket.value.account).fetch(request);
  }
}
