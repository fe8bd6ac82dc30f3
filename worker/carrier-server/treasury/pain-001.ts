/**
 * A file of payouts as a bank takes it: ISO 20022 pain.001.001.09, and the same as CSV. Pure: the same payouts
 * give the same bytes, so that a file can be made again for ever. One payment per payout, with the payout's
 * id as its end-to-end id, so that a bank's answer finds it [LE57].
 */

import type { Currency } from "../../../protocol/money/money.ts";
import { decimalOfMinor } from "../../../protocol/money/money-text.ts";
import type { BankPayout, PayoutFile } from "../../../protocol/operator/payout-files.ts";
import type { BankAccount } from "../../../protocol/register/payout-account.ts";
import { bankName, csvField, xmlText } from "./bank-text.ts";

const NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09";

/** @param debtor the account that the carrier pays from */
export function pain001(
  file: PayoutFile,
  payouts: readonly BankPayout[],
  debtor: BankAccount,
): string {
  const created = `${new Date(file.created).toISOString().slice(0, 19)}Z`;
  const sums = [
    element("NbOfTxs", `${payouts.length}`),
    element("CtrlSum", decimalOfMinor(totalOf(payouts), file.currency)),
  ];
  const header = group("GrpHdr", [
    element("MsgId", file.id),
    element("CreDtTm", created),
    ...sums,
    group("InitgPty", [element("Nm", bankName(debtor.holder))]),
  ]);
  const payment = group("PmtInf", [
    element("PmtInfId", file.id),
    element("PmtMtd", "TRF"),
    ...sums,
    group("ReqdExctnDt", [element("Dt", created.slice(0, 10))]),
    group("Dbtr", [element("Nm", bankName(debtor.holder))]),
    group("DbtrAcct", [...accountOf(debtor), element("Ccy", file.currency)]),
    group("DbtrAgt", [agentOf(debtor)]),
    ...payouts.map(transferOf),
  ]);
  const body = group("CstmrCdtTrfInitn", [header, payment]);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="${NAMESPACE}">\n${body}\n</Document>\n`;
}

function transferOf({ id, currency, amount, account }: BankPayout): string {
  const text = decimalOfMinor(BigInt(amount), currency);
  return group("CdtTrfTxInf", [
    group("PmtId", [element("EndToEndId", id)]),
    group("Amt", [`<InstdAmt Ccy="${currency}">${text}</InstdAmt>`]),
    ...(account.bic === undefined ? [] : [group("CdtrAgt", [agentOf(account)])]),
    group("Cdtr", [element("Nm", bankName(account.holder))]),
    group("CdtrAcct", accountOf(account)),
    group("RmtInf", [element("Ustrd", id)]),
  ]);
}

function accountOf({ iban, account = "" }: BankAccount): string[] {
  const id = iban === undefined ? group("Othr", [element("Id", account)]) : element("IBAN", iban);
  return [group("Id", [id])];
}

/** A bank knows itself by the IBAN; the schema wants its institution said all the same. */
function agentOf({ bic }: BankAccount): string {
  const known = bic === undefined ? group("Othr", [element("Id", "NOTPROVIDED")]) : undefined;
  return group("FinInstnId", [known ?? element("BICFI", bic ?? "")]);
}

function element(name: string, text: string): string {
  return `<${name}>${xmlText(text)}</${name}>`;
}

function group(name: string, children: readonly string[]): string {
  const inner = children.join("\n").replace(/^/gm, "  ");
  return `<${name}>\n${inner}\n</${name}>`;
}

/** Minor units. */
export function totalOf(payouts: readonly Pick<BankPayout, "amount">[]): bigint {
  return payouts.reduce((sum, { amount }) => sum + BigInt(amount), 0n);
}

const COLUMNS = "payout,register,currency,amount,holder,iban,account,bic,ordered_at";

export function payoutsCsv(payouts: readonly BankPayout[]): string {
  const lines = payouts.map(({ id, register, currency, amount, account, at }) =>
    [
      ...[id, register, currency, decimalText(amount, currency), csvField(account.holder)],
      ...[account.iban ?? "", account.account ?? "", account.bic ?? ""],
      new Date(at).toISOString(),
    ].join(","),
  );
  return `${[COLUMNS, ...lines].join("\r\n")}\r\n`;
}

function decimalText(amount: number, currency: Currency): string {
  return decimalOfMinor(BigInt(amount), currency);
}
