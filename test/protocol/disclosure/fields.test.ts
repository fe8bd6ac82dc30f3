// What a shop may ask for, and what may be given: closed, bounded, and nothing of it in terms that don't ask.
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { Asks, EncryptionKey } from "../../../protocol/disclosure/asks.ts";
import {
  DeliveryAddress,
  GivenFields,
  OwnDetails,
  pick,
} from "../../../protocol/disclosure/fields.ts";
import { toBase64Url } from "../../../protocol/signing/encoding.ts";
import { canonicalBytes } from "../../../protocol/signing/signature.ts";
import { Terms } from "../../../protocol/signing/signed-objects.ts";
import { DETAILS } from "../../support/builders/disclosures.ts";
import { aRealm, someTerms } from "../../support/builders/realm.ts";

describe("what terms may ask for", () => {
  it("[DI1] is each field once, in one order", () => {
    const all = ["delivery_address", "delivery_name", "email", "phone"];
    for (const asks of [all, ["email"], ["delivery_name", "phone"]])
      expect(v.is(Asks, asks)).toBe(true);
    for (const asks of [
      [],
      ["email", "email"],
      ["phone", "email"],
      ["birthday"],
      [...all, "tax_id"],
    ])
      expect(v.is(Asks, asks), asks.join()).toBe(false);
  });

  it("[DI1] is nothing where they don't say: the same bytes as ever", async () => {
    const { payload } = await someTerms(await aRealm());
    const read = v.parse(Terms, JSON.parse(JSON.stringify(payload)));
    expect(canonicalBytes(read)).toEqual(canonicalBytes(payload));
    expect(new TextDecoder().decode(canonicalBytes(read))).not.toContain("asks");
    expect(v.is(Terms, { ...payload, asks: ["phone"] })).toBe(true);
    expect(v.is(Terms, { ...payload, asks: [] })).toBe(false);
  });
});

describe("a P-256 key", () => {
  it("[DI2] is its uncompressed point, in one spelling", () => {
    const point = new Uint8Array(65).fill(7);
    expect(v.is(EncryptionKey, toBase64Url(point))).toBe(false);
    point[0] = 4;
    expect(v.is(EncryptionKey, toBase64Url(point))).toBe(true);
    expect(v.is(EncryptionKey, toBase64Url(point.subarray(0, 64)))).toBe(false);
    expect(v.is(EncryptionKey, `${toBase64Url(point)}=`)).toBe(false);
  });
});

describe("what may be given", () => {
  it("[DI5] is at least one field, and none that isn't in the list", () => {
    expect(v.is(GivenFields, DETAILS)).toBe(true);
    expect(v.is(GivenFields, {})).toBe(false);
    expect(v.is(OwnDetails, {})).toBe(true);
    expect(v.is(GivenFields, { ...DETAILS, birthday: "1990-01-01" })).toBe(false);
    expect(pick(DETAILS, ["phone"])).toEqual({ phone: DETAILS.phone });
    expect(pick({}, ["phone"])).toEqual({});
  });

  it.each([
    ["phone", "call me"],
    ["phone", "+81 75 555\n0142"],
    ["phone", "1".repeat(31)],
    ["email", "hanako"],
    ["email", "hanako@disclosed"],
    ["email", "Hanako <hanako@disclosed.example>"],
    ["delivery_name", " Hanako"],
    ["delivery_name", "Hanako\u202e"],
    ["delivery_name", "H".repeat(101)],
  ])("[DI5] is no %s like %j", (field, value) => {
    expect(v.is(GivenFields, { [field]: value })).toBe(false);
  });

  it("[DI5] is an address with country, town and one line at least", () => {
    const { delivery_address: address } = DETAILS;
    expect(v.is(DeliveryAddress, address)).toBe(true);
    const { city: _, ...nowhere } = address;
    const wrong = [
      nowhere,
      { ...address, lines: [] },
      { ...address, lines: ["1", "2", "3", "4"] },
      { ...address, country: "Japan" },
      { ...address, floor: "3" },
    ];
    for (const one of wrong) expect(v.is(DeliveryAddress, one), JSON.stringify(one)).toBe(false);
  });
});
