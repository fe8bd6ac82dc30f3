// Bank accounts: IBANs by their check digits, numbers with their bank's BIC, and nothing else.

import fc from "fast-check";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { IBAN_LENGTHS, Iban, remainder97 } from "../../../protocol/money/iban.ts";
import { BankAccount, Bic } from "../../../protocol/register/payout-account.ts";

// From the IBAN registry's examples.
const REAL = [
  "DE89370400440532013000",
  "GB29NWBK60161331926819",
  "FR1420041010050500013M02606",
  "NO9386011117947",
  "MT84MALT011000012345MTLCAST001S",
];

describe("an IBAN", () => {
  it.each(REAL)("[LE51] %s is one", (iban) => {
    expect(v.is(Iban, iban)).toBe(true);
  });

  it("[LE51] with any digit changed, or two neighbours swapped, is none", () => {
    const at = fc.nat({ max: 17 });
    fc.assert(
      fc.property(
        fc.constantFrom(...REAL.slice(0, 2)),
        at,
        fc.nat({ max: 9 }),
        (iban, n, digit) => {
          const place = 4 + n;
          const changed = iban.slice(0, place) + digit + iban.slice(place + 1);
          fc.pre(/\d/.test(iban[place] ?? "") && changed !== iban);
          expect(v.is(Iban, changed)).toBe(false);
          const [a = "", b = ""] = iban.slice(place, place + 2);
          fc.pre(a !== b && /\d\d/.test(a + b));
          expect(v.is(Iban, iban.slice(0, place) + b + a + iban.slice(place + 2))).toBe(false);
        },
      ),
    );
  });

  it.each([
    "",
    "DE89 3704 0044 0532 0130 00",
    "de89370400440532013000",
    "DE8937040044053201300",
    "D889370400440532013000",
    `DE89${"0".repeat(31)}`,
  ])("[LE51] %j is none", (text) => {
    expect(v.is(Iban, text)).toBe(false);
  });
});

describe("[LE51] an IBAN of any country of the registry", () => {
  const characters = fc.constantFrom(..."0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ");
  const country = fc.constantFrom(...Object.keys(IBAN_LENGTHS));
  const inside = fc.array(characters, { minLength: 30, maxLength: 30 });
  const withDigits = (of: string, rest: string) => {
    const digits = 98 - remainder97(`${of}00${rest}`);
    return `${of}${String(digits).padStart(2, "0")}${rest}`;
  };

  it("has that country's length, and its check digits", () => {
    const made = fc.property(country, inside, fc.nat(), fc.nat(35), (of, text, at, by) => {
      const length = IBAN_LENGTHS[of] ?? 0;
      const iban = withDigits(of, text.join("").slice(0, length - 4));
      expect(v.is(Iban, iban)).toBe(true);
      for (const other of [length - 5, length - 3])
        expect(v.is(Iban, withDigits(of, text.join("").slice(0, other)))).toBe(false);
      // One character changed, of those inside: a digit by a digit, a letter by a letter.
      const place = 4 + (at % (length - 4));
      const was = iban[place] ?? "";
      const others = /\d/.test(was) ? "0123456789" : "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
      const changed =
        others[(others.indexOf(was) + 1 + (by % (others.length - 1))) % others.length];
      expect(v.is(Iban, iban.slice(0, place) + changed + iban.slice(place + 1))).toBe(false);
    });
    fc.assert(made);
  });

  it.each(["00", "01", "99"])("has never %s for check digits", (digits) => {
    const texts = Array.from(
      { length: 97 },
      (_, at) => `DE${digits}${String(at).padStart(18, "0")}`,
    );
    // One of them in 97 has the right remainder all the same.
    expect(texts.some((text) => remainder97(text) === 1)).toBe(true);
    expect(texts.filter((text) => v.is(Iban, text))).toEqual([]);
  });

  it("is of a country that has IBANs", () => {
    for (const of of ["US", "JP", "ZZ"])
      for (let length = 15; length <= 34; length++)
        expect(v.is(Iban, withDigits(of, "1".repeat(length - 4)))).toBe(false);
  });
});

describe("a bank account", () => {
  const iban = REAL[0] ?? "";

  it("[LE51] has an IBAN, or a number with its bank's BIC, and a holder", () => {
    const number = { account: "0001-1234567", bic: "BOJPJPJT", holder: "紙屋" };
    expect(v.is(BankAccount, { iban, holder: "Kami" })).toBe(true);
    expect(v.is(BankAccount, { iban, bic: "COBADEFFXXX", holder: "Kami" })).toBe(true);
    expect(v.is(BankAccount, number)).toBe(true);
    const wrong = [
      { holder: "Kami" },
      { iban, account: "1", holder: "Kami" },
      { account: "0001-1234567", holder: "Kami" },
      { iban },
      { iban, holder: "" },
      { iban, holder: "x".repeat(71) },
      { iban, holder: "Kami\u0007" },
      { ...number, account: "a".repeat(35) },
      { ...number, account: "<1>" },
      { iban, holder: "Kami", note: "x" },
    ];
    for (const account of wrong) expect(v.is(BankAccount, account)).toBe(false);
  });

  it.each(["COBADEFF", "COBADEFFXXX", "BOJPJPJT"])("[LE51] has a BIC like %s", (bic) => {
    expect(v.is(Bic, bic)).toBe(true);
    expect(v.is(Bic, bic.slice(1))).toBe(false);
    expect(v.is(Bic, bic.toLowerCase())).toBe(false);
  });
});
