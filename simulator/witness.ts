/**
 * What the parties were told, and what can't be true of it whatever else happens: answers that change, grants
 * to two, ids that differ. Says so at once. Knows nothing of what is stored.
 */

import type { AccountId, TradeId } from "../protocol/ids.ts";
import type { ConfirmTrade, Granted } from "../protocol/messages.ts";
import { isFinalStatus, type TradeStatus } from "../protocol/words.ts";
import type { OperatorCommand } from "../worker/carrier-server/branch/account/operator-act.ts";

/** What must hold, in the words that a failure is named by. */
export const INVARIANTS = [
  "one key, one trade",
  "one grant per attempt",
  "same bytes, same answer",
  "other bytes, another answer",
  "a final word is final",
  "nothing is answered that is not stored",
  "the postings sum to zero",
  "balances follow from the journal",
  "a trade is settled once",
  "captures and refunds keep their caps",
  "a hold ends once and whole",
  "debits are credits",
  "both sides count the same",
  "sales are numbered without a gap",
  "each change has its event",
  "events are listed without a gap",
  "nothing is stuck",
  "what is decided reaches the till",
  "the till agrees with the branch",
  "an attempt begins after the last one's end",
  "nothing is settled too late",
  "limits hold",
  "one key, one payout",
  "a payout is paid out once",
  "a payout is what it contains",
  "what tills gave is what the register has",
  "what is paid out was captured",
  "the books agree with the register",
  "the bank is told of each payout once",
  "no refund is unfunded for good",
  "fees are by the schedule",
  "an act is done once",
  "every refusal is a problem",
  "a full disk is said so",
  "what was refused goes through",
  "a repeat writes nothing",
  "the shells find no invariant broken",
] as const;
export type Invariant = (typeof INVARIANTS)[number];

export interface Violation {
  readonly invariant: Invariant;
  readonly detail: string;
}

/** A confirmation as a wallet has stored it, and what came of it. */
export interface Sent {
  /** for the trace, such as "t3 payer 7" */
  readonly name: string;
  readonly body: ConfirmTrade;
  /** the carrier's word, as JSON, once there is one */
  answer: string | undefined;
  /** a decided attempt's kind: only then is `answer` an outcome */
  decided: boolean;
}

export interface KnownTrade {
  readonly name: string;
  readonly id: TradeId;
  /** register and idempotency key */
  readonly key: string;
}

/** Minor units of JPY, set before the first payment and never changed. */
export interface KnownLimits {
  readonly payment: number;
  readonly day: number;
}

/** An act of the operator that was answered, and how, as JSON. */
export interface KnownAct {
  readonly command: OperatorCommand;
  readonly answer: string;
}

export class Witness {
  readonly violations: Violation[] = [];
  readonly sent: Sent[] = [];
  /** what a shop or page was told for good, by trade */
  readonly finals = new Map<TradeId, string>();
  /** `trade#attempt` to the account's commitment */
  readonly grants = new Map<string, string>();
  readonly limits = new Map<AccountId, KnownLimits>();
  /** by idempotency key */
  readonly acts = new Map<string, KnownAct>();
  /** orders that were carried out: by signature, what was answered, as JSON */
  readonly orders = new Map<string, string>();
  /** checks that were made, by invariant */
  readonly checked = new Map<Invariant, number>();
  /** by key; more than one only where the first was lost and the tills were changed since: see checkKeys */
  readonly ids = new Map<string, Set<TradeId>>();
  readonly #answered = new Map<string, Sent>();
  readonly #event: (line: string) => void;

  constructor(event: (line: string) => void) {
    this.#event = event;
  }

  expect(invariant: Invariant, holds: boolean, detail: () => string): void {
    this.checked.set(invariant, (this.checked.get(invariant) ?? 0) + 1);
    if (holds) return;
    const violation = { invariant, detail: detail() };
    this.#event(`BROKEN: ${invariant}: ${violation.detail}`);
    this.violations.push(violation);
  }

  tradeMade({ name, id, key }: KnownTrade): void {
    this.ids.set(key, (this.ids.get(key) ?? new Set()).add(id));
    this.#event(`${name} is made`);
  }

  granted(name: string, { grant }: Granted): void {
    const { trade, attempt, account } = grant.payload;
    const key = `${trade}#${attempt}`;
    const known = this.grants.get(key) ?? account;
    this.grants.set(key, known);
    this.#event(`${name} is granted attempt ${attempt}`);
    this.expect("one grant per attempt", known === account, () => `${name} attempt ${attempt}`);
  }

  answered(sent: Sent, answer: string, decided: boolean): void {
    const { name, body } = sent;
    const { trade, attempt } = body.grant.payload;
    const first = sent.answer ?? answer;
    this.#event(`${name} attempt ${attempt} is answered ${wordOf(answer)}`);
    const same = () => `${name}: first ${wordOf(first)}, then ${wordOf(answer)}`;
    this.expect("same bytes, same answer", first === answer, same);
    sent.answer = first;
    sent.decided ||= decided;
    if (!decided || !answer.includes('"receipt"')) return;
    const key = `${trade}#${attempt}`;
    const other = this.#answered.get(key) ?? sent;
    this.#answered.set(key, other);
    const two = () => `attempt ${attempt} answered ${other.name} and ${name}`;
    const isSame = other.body.confirmation.signature === body.confirmation.signature;
    this.expect("other bytes, another answer", isSame, two);
  }

  operated(name: string, command: OperatorCommand, answer: string): void {
    const known = this.acts.get(command.idempotencyKey) ?? { command, answer };
    this.acts.set(command.idempotencyKey, known);
    this.#event(`${name} is answered`);
    const differ = () => `${name}: first ${known.answer}, then ${answer}`;
    this.expect("same bytes, same answer", known.answer === answer, differ);
  }

  /** @param status as a shop or page is told it; `open` may still change */
  /** @param view a capture, refund or trade; a trade may say more when it is asked again */
  ordered(name: string, signature: string, view: string): void {
    const { object, status, receipt } = JSON.parse(view);
    this.#event(`${name} is ${status}`);
    if (object === "trade" || status !== "done") return;
    const text = JSON.stringify(receipt);
    const known = this.orders.get(signature) ?? text;
    this.orders.set(signature, known);
    this.expect("same bytes, same answer", known === text, () => name);
  }

  told(name: string, trade: TradeId, status: string): void {
    if (!isFinalStatus(status as TradeStatus)) return;
    const known = this.finals.get(trade) ?? status;
    this.finals.set(trade, known);
    this.#event(`${name} is told ${status}`);
    this.expect("a final word is final", known === status, () => `${name}: ${known}, ${status}`);
  }
}

function wordOf(answer: string): string {
  const { value, error } = JSON.parse(answer) as {
    value?: { outcome: string };
    error?: { code: string };
  };
  return value?.outcome ?? error?.code ?? "nothing";
}
