// Files of payouts for banks: valid by ISO 20022's own schema, with exact amounts in every currency's decimals, and
// names that hold what XML, CSV and banks don't take.

import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { validateXML } from "xmllint-wasm";
import { payoutIdFrom, registerIdFrom } from "../../protocol/ids.ts";
import { decimalsOf } from "../../protocol/money/currencies.ts";
import type { Currency } from "../../protocol/money/money.ts";
import { decimalOfMinor } from "../../protocol/money/money-text.ts";
import type { BankPayout, PayoutFile } from "../../protocol/operator/payout-files.ts";
import type { BankAccount } from "../../protocol/register/payout-account.ts";
import { bankName, csvField, xmlText } from "../../worker/carrier-server/treasury/bank-text.ts";
import { pain001, payoutsCsv, totalOf } from "../../worker/carrier-server/treasury/pain-001.ts";

const NOW = Date.UTC(2026, 10, 22, 19, 5, 9, 123);
const REGISTER = registerIdFrom("test", new Uint8Array(8).fill(3));
const DEBTOR: BankAccount = { holder: "Warifu carrier", iban: "DE89370400440532013000" };
const KAMI: BankAccount = { holder: "Kami paper goods", iban: "FR1420041010050500013M02606" };

function aPayout(number: number, overrides: Partial<BankPayout> = {}): BankPayout {
  const currency = overrides.currency ?? ("JPY" as Currency);
  const id = payoutIdFrom(REGISTER, currency, number);
  return { id, register: REGISTER, currency, amount: 4980, account: KAMI, at: NOW, ...overrides };
}

function aFile(payouts: readonly BankPayout[]): PayoutFile {
  const currency = payouts[0]?.currency ?? ("JPY" as Currency);
  const id = `WARIFU-TEST-${currency}-000001`;
  return { id, currency, payouts: payouts.length, total: `${totalOf(payouts)}`, created: NOW };
}

const xmlOf = (payouts: readonly BankPayout[]) => pain001(aFile(payouts), payouts, DEBTOR);

/** The texts of an element, in order. */
function texts(xml: string, name: string): string[] {
  return [...xml.matchAll(new RegExp(`<${name}(?: [^>]*)?>([^<]*)</${name}>`, "g"))].map(
    ([, text = ""]) => text,
  );
}

describe("a file as pain.001", () => {
  it("[LE57] has one payment per payout, by the payout's id, and sums that fit", () => {
    const payouts = [aPayout(1), aPayout(2, { amount: 20 })];
    const xml = xmlOf(payouts);
    expect(texts(xml, "EndToEndId")).toEqual(payouts.map(({ id }) => id));
    expect(texts(xml, "InstdAmt")).toEqual(["4980", "20"]);
    expect(texts(xml, "CtrlSum")).toEqual(["5000", "5000"]);
    expect(texts(xml, "NbOfTxs")).toEqual(["2", "2"]);
    expect(texts(xml, "MsgId")).toEqual(["WARIFU-TEST-JPY-000001"]);
    expect(texts(xml, "CreDtTm")).toEqual(["2026-11-22T19:05:09Z"]);
    expect(texts(xml, "IBAN")).toEqual([DEBTOR.iban, KAMI.iban, KAMI.iban]);
    expect(xmlOf(payouts)).toBe(xml);
  });

  it.each([
    ["JPY", "1234567"],
    ["USD", "12345.67"],
    ["KWD", "1234.567"],
  ])("[LE57] [LE1] has amounts in the decimals of %s: %s", (code, text) => {
    const xml = xmlOf([aPayout(1, { currency: code as Currency, amount: 1_234_567 })]);
    expect(texts(xml, "InstdAmt")).toEqual([text]);
    expect(texts(xml, "CtrlSum")).toEqual([text, text]);
  });

  it("[LE57] sums what leaves the safe integers exactly", () => {
    const amount = Number.MAX_SAFE_INTEGER;
    const payouts = [1, 2, 3].map((number) => aPayout(number, { amount }));
    expect(texts(xmlOf(payouts), "CtrlSum")[0]).toBe("27021597764222973");
  });

  it("[LE1] writes any amount as the decimals say", () => {
    const currencies = fc.constantFrom("JPY", "USD", "KWD").map((code) => code as Currency);
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 18n }), currencies, (amount, currency) => {
        const text = decimalOfMinor(amount, currency);
        const [whole = "", fraction = ""] = text.split(".");
        expect(fraction).toHaveLength(decimalsOf(currency) ?? -1);
        expect(BigInt(whole + fraction)).toBe(amount);
      }),
    );
  });
});

const SCHEMA = readFileSync(
  new URL("../vectors/iso20022/pain.001.001.09.xsd", import.meta.url),
  "utf8",
);

/** What ISO 20022's own schema finds wrong. */
async function faults(xml: string): Promise<string[]> {
  const file = { fileName: "payouts.xml", contents: xml };
  const { errors } = await validateXML({ xml: [file], schema: [SCHEMA] });
  return errors.map(({ message }) => message);
}

describe("ISO 20022's schema", () => {
  const other: BankAccount = { holder: "紙屋 & <Söhne>", account: "0001-1234567", bic: "BOJPJPJT" };
  const long: BankAccount = { ...KAMI, holder: "é".repeat(70), bic: "BNPAFRPPXXX" };

  it.each(["JPY", "USD", "KWD"])("[LE57] finds nothing wrong with a file in %s", async (code) => {
    const currency = code as Currency;
    const amounts = [1, 999, 1_234_567_890, Number.MAX_SAFE_INTEGER];
    const payouts = amounts.map((amount, at) =>
      aPayout(at + 1, { currency, amount, account: [KAMI, other, long, other][at] ?? KAMI }),
    );
    expect(await faults(xmlOf(payouts))).toEqual([]);
    const debtor = { ...DEBTOR, bic: "COBADEFFXXX" };
    expect(await faults(pain001(aFile(payouts), payouts, debtor))).toEqual([]);
  });

  it("[LE57] finds an end-to-end id that is too long, and an amount that is none", async () => {
    const xml = xmlOf([aPayout(1)]);
    expect(await faults(xml.replace("<EndToEndId>", "<EndToEndId>x"))).not.toEqual([]);
    expect(await faults(xml.replace(">4980</InstdAmt>", ">4,980</InstdAmt>"))).not.toEqual([]);
  });
});

describe("names", () => {
  it.each([
    ["Müller & Söhne GmbH", "Muller + Sohne GmbH"],
    ["Łódź Straße Ørsted Æble", "Lodz Strasse Orsted AEble"],
    ["Café “Zoë” <Paris>; 100%", "Cafe .Zoe. .Paris.. 100."],
    ["紙屋", "紙屋"],
    ["Kami 紙屋", "Kami 紙屋"],
  ])("[LE57] %s goes to a bank as %s", (name, taken) => {
    expect(bankName(name)).toBe(taken);
  });

  it("[LE57] mean nothing in XML or in a spreadsheet", () => {
    expect(xmlText(`<Cdtr>"&"</Cdtr>`)).toBe("&lt;Cdtr&gt;&quot;&amp;&quot;&lt;/Cdtr&gt;");
    expect(csvField('=cmd|"/c calc"')).toBe(`"'=cmd|""/c calc"""`);
    expect(csvField("Kami, paper")).toBe('"Kami, paper"');
    expect(csvField("Kami")).toBe("Kami");
    const odd = aPayout(1, { account: { ...KAMI, holder: "@SUM(A1), Ltd" } });
    const [, line] = payoutsCsv([odd]).split("\r\n");
    expect(line).toBe(
      `${odd.id},${REGISTER},JPY,4980,"'@SUM(A1), Ltd",${KAMI.iban},,,2026-11-22T19:05:09.123Z`,
    );
  });
});
