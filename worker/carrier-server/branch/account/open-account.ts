/**
 * Opening an account: its id from the device key, so that a repeat finds the same account, and its demo
 * credit as a transfer from the carrier's equity, so that the ledger still sums to zero. Pure but for hashes.
 */

import * as v from "valibot";
import { assert } from "../../../../protocol/assert.ts";
import { type AccountId, accountIdFrom, type Mode, modeOf } from "../../../../protocol/ids.ts";
import type { AccountView } from "../../../../protocol/messages.ts";
import { Amount, Currency, type Money } from "../../../../protocol/money/money.ts";
import { type Refusal, refusal } from "../../../../protocol/problem.ts";
import { err, ok, type Result } from "../../../../protocol/result.ts";
import { fromBase64Url } from "../../../../protocol/signing/encoding.ts";
import { type PublicKey, sha256 } from "../../../../protocol/signing/signature.ts";
import { NEWEST_BRANCH } from "../branches.ts";
import { oneClickView } from "../confirm/step-up.ts";
import { type Account, equityAccount, post, transfer } from "../ledger.ts";
import { hasMeans, ownMethodsOf } from "../step-up/means.ts";
import { deviceRefusal, terminalsView } from "../terminal/device-keys.ts";
import type { StoredTransfer, Turn } from "../turn.ts";
import { emptyAccount } from "./empty-account.ts";
import { balancesOf, creditOf } from "./operator-view.ts";

/** The account of a device key. Its 64 bits can collide: whoever opens it must hold the key it was opened with. */
export async function accountIdOf(mode: Mode, device: PublicKey): Promise<AccountId> {
  const digest = fromBase64Url(await sha256(fromBase64Url(device) ?? new Uint8Array()));
  assert(digest, "a SHA-256 decodes");
  return accountIdFrom(mode, NEWEST_BRANCH, digest.subarray(0, 8));
}

/**
 * @param text "JPY:50000,USD:20000", minor units
 * @returns nothing in live mode: real money is never given away by a setting
 */
export function openingCredit(mode: Mode, text = ""): Money[] {
  if (mode !== "test" || text === "") return [];
  return text.split(",").map((part) => {
    const [currency, amount] = part.split(":");
    return { currency: v.parse(Currency, currency), amount: v.parse(Amount, Number(amount)) };
  });
}

export interface TerminalsAccount {
  readonly id: AccountId;
  readonly view: AccountView;
}

export interface Opened {
  readonly id: AccountId;
  readonly device: PublicKey;
  /** what the terminal calls itself */
  readonly name: string;
  readonly credit: readonly Money[];
}

/** Idempotent by the device key, which has one account for ever [LE88]. @param now ms since the epoch */
export function openAccountInTurn(
  turn: Turn,
  { id, device, name, credit }: Opened,
  now: number,
): Result<TerminalsAccount, Refusal> {
  const has = turn.boundTo(device) ?? id;
  const known = turn.account(has);
  if (known) {
    const view = viewFor(known, device);
    return view.ok ? ok({ id: has, view: view.value }) : view;
  }
  const opening = credit.map((money) => openingTransfer(id, money, now));
  const devices: Account["devices"] = [{ key: device, name, state: "active", since: now }];
  const account = opening.reduce<Account>(post, { ...emptyAccount(id, now), devices });
  turn.openAccount(account, opening);
  return ok({ id, view: accountView(account) });
}

function openingTransfer(id: AccountId, { amount, currency }: Money, now: number): StoredTransfer {
  const postings = [
    { account: equityAccount(modeOf(id)), amount: -amount },
    { account: id, amount },
  ];
  const made = transfer(currency, postings);
  return { ...made, id: `opening/${id}/${currency}`, kind: "opening", at: now };
}

/** What the terminal that holds an active key of the account may see of it; anyone else learns nothing. */
export function viewFor(
  account: Account | undefined,
  device: PublicKey,
): Result<AccountView, Refusal> {
  const refused = deviceRefusal(account, device, "unknown_terminal");
  return refused || !account
    ? err(refused ?? refusal("unknown_terminal"))
    : ok(accountView(account));
}

export function accountView(account: Account): AccountView {
  const { id, status, balances } = account;
  const kind = modeOf(id) === "test" ? "Demo account" : "Account";
  return {
    label: `${kind} ·· ${id.slice(-4)}`,
    status,
    balances: balancesOf(balances),
    ...creditOf(account),
    ...terminalsView(account),
    ...securityOf(account),
  };
}

/** Nothing where there is nothing: no passkey, no PIN, no rule. */
function securityOf({ means, stepUps }: Account): Pick<AccountView, "security"> {
  const one_click = oneClickView(stepUps);
  if (!hasMeans(means) && one_click.length === 0) return {};
  return { security: { ...ownMethodsOf(means), one_click } };
}
