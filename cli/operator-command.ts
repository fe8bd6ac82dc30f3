/**
 * The words of `npm run operator`, read: which request each means at the carrier's door. Reads no file, sends
 * nothing, and never takes the operator's key: it isn't among the words.
 */

import { AccountList } from "../protocol/account/opening.ts";
import { ActLog, AuditLog } from "../protocol/operator/audit.ts";
import { AccountEntries, OperatorAccount, Statement } from "../protocol/operator/operator.ts";
import { ACTS, type OperatorRequest, type Read } from "./operator-acts.ts";
import { payoutsRequest } from "./operator-payouts.ts";
import { reconciliationRequest, thawRequest } from "./operator-reconciliation.ts";
import { feesRequest, REGISTER_COMMANDS, registerNamed } from "./operator-registers.ts";
import { suspenseRequest } from "./operator-suspense.ts";
import { watchingRequest } from "./operator-watching.ts";
import { accountNamed, branchNamed, pageOf, readWords } from "./operator-words.ts";

export const USAGE = `npm run operator -- WORDS
  open [--currency CURRENCY …] [--credit CURRENCY=AMOUNT …] [--jurisdiction eu|us]
                                       an account without a terminal, and the code for its first one
  code ACCOUNT                         another opening code, in the place of the one before
  list [--branch N] [--limit N] [--cursor C]
  account ACCOUNT                      what it has, its limits, and what is spent of them
  top-up ACCOUNT AMOUNT CURRENCY       such as 5000 JPY or 19.90 USD
  withdraw ACCOUNT AMOUNT CURRENCY     back to the clearing account, only what is there
  credit ACCOUNT CURRENCY [AMOUNT]     postpaid up to this limit; prepaid without one
  instruction ACCOUNT CURRENCY [--below AMOUNT --amount AMOUNT --month AMOUNT]
                                       top up by itself when a payment would leave less; none without
  step-up ACCOUNT CURRENCY [--one-click AMOUNT] [--total AMOUNT] [--first-payment]
                                       what one click isn't enough for, in the place of what it was
  status ACCOUNT active|frozen|closing|closed
  revoke-terminals ACCOUNT             every browser of it; a code then lets its holder in again
  limits ACCOUNT CURRENCY [--payment AMOUNT] [--day AMOUNT] [--week AMOUNT] [--month AMOUNT]
                          [--budget REGISTER=AMOUNT/day|week|month …]
                                       all limits of the currency, in the place of those it had
  transfers ACCOUNT [--limit N] [--cursor C]
  statement ACCOUNT YYYY-MM [--csv | --html [--lang en|ja]]
  export ACCOUNT | export --branch N | export --all
                                       as an hledger journal: an account's, a branch's, the whole carrier's
  fees REGISTER [CURRENCY [--fixed AMOUNT] [--rate 2.9%] [--refunds kept|returned]]
                                       what its sales cost; with a currency, from now on (told: its tills know)
  register REGISTER                    how it stands: its certificate, each origin's proof, whether it begins trades
  suspend REGISTER --reason TEXT       begins no trade from now on; what was begun, refunds and payouts go on
  resume REGISTER --reason TEXT
  disputes REGISTER [--cursor C]       what its payers say is wrong, as long as it isn't over
  disputes REGISTER TRADE won|upheld --reason TEXT
                                       decides what is escalated: for the shop, or the register is to refund
  replace-key REGISTER --registration FILE
                                       another signing key for a register that lost its own: the first operator's is
                                       kept, a second one's for the same key does it; see --out
  payouts                              what waits for the bank, and the files made for it
  payouts file CURRENCY                all that waits of it, in a file
  payouts get FILE [--csv]             the file, as ISO 20022 pain.001 or as CSV; see --out
  payouts sent FILE                    the bank has it: its payouts are paid
  payouts returned PAYOUT REASON       the bank sent it back: the register has the money again
  suspense [--branch N] [--limit N]    refunds to accounts that were closed
  suspense ACCOUNT TRADE REFUND [--into ACCOUNT]
                                       paid out by hand, or into another account
  reconciliation                       where the carrier's count and the tills' differ: 0 when all is well
  watching                             how both servers do: alerts with their runbook pages, numbers, objectives
  thaw REGISTER TILL                   both sides count afresh, and the frozen till goes on
  audit [--branch N] [--limit N] [--cursor C] | audit --register REGISTER | audit --payouts
  --carrier URL              the carrier server (http://localhost:8788)
  --operator-key-file FILE   the operator's key, or WARIFU_OPERATOR_KEY
  --out FILE                 the answer into a new file, for this user alone
  --key KEY                  the Idempotency-Key of an act that is sent again after a lost answer
The keys of a system that npm start made are found by themselves.`;

export interface OperatorCommand {
  readonly carrier: string;
  readonly operatorKeyFile?: string;
  readonly key?: string;
  readonly out?: string;
  readonly request: OperatorRequest;
}

const COMMANDS: Readonly<Record<string, Read>> = {
  ...ACTS,
  account: ([account]) => ({
    ...{ path: "/v1/account", account: accountNamed(account) },
    schema: OperatorAccount,
  }),
  transfers: ([account], { limit, cursor }) => ({
    ...{
      path: `/v1/account/transfers${pageOf({ limit, cursor })}`,
      account: accountNamed(account),
    },
    schema: AccountEntries,
  }),
  statement: ([account, month], { csv, html, lang }) => {
    if (!/^\d{4}-\d\d$/.test(month ?? "")) throw new Error("the month is missing, such as 2026-11");
    const path = `/v1/account/statements/${month}`;
    const language = lang === undefined ? "" : `&lang=${encodeURIComponent(lang)}`;
    if (html) return { path: `${path}?format=html${language}`, account: accountNamed(account) };
    if (csv) return { path: `${path}?format=csv`, account: accountNamed(account) };
    return { path, account: accountNamed(account), schema: Statement };
  },
  export: ([account], { branch, all }) => {
    if (all) return { path: "/v1/export?format=hledger" };
    if (branch !== undefined)
      return { path: `/v1/branches/${branchNamed(branch)}/export?format=hledger` };
    return { path: "/v1/account/export?format=hledger", account: accountNamed(account) };
  },
  payouts: (words, values) => payoutsRequest(words, values),
  fees: ([register, currency], values) => feesRequest(register, currency, values),
  ...REGISTER_COMMANDS,
  suspense: (words, values) => suspenseRequest(words, values),
  list: (_, { branch = "0", limit, cursor }) => ({
    path: `/v1/branches/${branchNamed(branch)}/accounts${pageOf({ limit, cursor })}`,
    schema: AccountList,
  }),
  reconciliation: () => reconciliationRequest(),
  watching: () => watchingRequest(),
  thaw: ([register, till]) => thawRequest(register, till),
  audit: (_, { branch = "0", limit, cursor, register, payouts }) => {
    if (payouts) return { path: "/v1/payouts/audit", schema: ActLog };
    if (register !== undefined)
      return { path: `/v1/registers/${registerNamed(register)}/audit`, schema: ActLog };
    const path = `/v1/branches/${branchNamed(branch)}/audit${pageOf({ limit, cursor })}`;
    return { path, schema: AuditLog };
  },
};

/** @throws Error with one sentence for whoever typed the command */
export function readCommand(words: readonly string[]): OperatorCommand {
  const { values, positionals } = readWords(words);
  const [name = "", ...rest] = positionals;
  const read = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!read) throw new Error(name === "" ? "what is to be done?" : `no such command: ${name}`);
  const { carrier, key, out } = values;
  const operatorKeyFile = values["operator-key-file"];
  if (!URL.canParse(carrier)) throw new Error(`not an address: ${carrier}`);
  return {
    carrier,
    ...(operatorKeyFile === undefined ? {} : { operatorKeyFile }),
    ...(key === undefined ? {} : { key }),
    ...(out === undefined ? {} : { out }),
    request: read(rest, values),
  };
}
