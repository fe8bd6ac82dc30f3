// What a shopper gives, from his wallet's encryption to the shop's opening: exactly that, for that trade, by that key.
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { disclosureHash, type SealedDisclosure } from "../../protocol/disclosure/disclosure.ts";
import type { GivenFields } from "../../protocol/disclosure/fields.ts";
import { SEALED_DISCLOSURE_CHARS_MAX } from "../../protocol/limits.ts";
import type { TradeView } from "../../protocol/messages.ts";
import type { ChangeOrigins, ChangeRegisterKey } from "../../protocol/register/register-key.ts";
import type { Receipt } from "../../protocol/signing/signed-objects.ts";
import type { Offer } from "../../protocol/trade/offer.ts";
import { createWarifu, type Warifu } from "../../register-server/index.ts";
import { keyFor } from "../../register-server/key.ts";
import {
  aDisclosure,
  anOpeningKey,
  DETAILS,
  type OpeningPair,
} from "../support/builders/disclosures.ts";
import {
  aCertificate,
  anOffer,
  aRealm,
  aReceipt,
  aTradeId,
  NOW,
  type Realm,
  someTerms,
} from "../support/builders/realm.ts";

let realm: Realm;
let pair: OpeningPair;
let offer: Offer;
let shop: Warifu;

beforeAll(async () => {
  realm = await aRealm();
  pair = await anOpeningKey();
  offer = await anOffer(realm, { terms: await someTerms(realm, { asks: ["delivery_name"] }) });
  shop = shopWith([pair.opens]);
});

function keyWith(opens: readonly string[]): string {
  const { register, registerKey, root } = realm;
  return keyFor({
    ...{ mode: "test", register, origin: "https://pay.example", root_key: root.publicKey },
    ...{ api_key: `wk_${register.slice(4)}_${"a".repeat(52)}`, seed: registerKey.seed },
    ...(opens.length > 0 ? { opening_keys: [...opens] } : {}),
  });
}

function shopWith(opens: readonly string[], answer: typeof fetch = fetch): Warifu {
  return createWarifu({ key: keyWith(opens), fetch: answer, now: () => NOW });
}

/** The trade as the shop reads it, with what came for it. */
async function viewWith(
  sealed: SealedDisclosure,
  receipt: Partial<Receipt> = {},
): Promise<TradeView> {
  const { amount, currency, items, deadline, capture } = offer.terms.payload;
  const disclosure = await disclosureHash(sealed);
  return {
    ...{ id: offer.trade, object: "trade", mode: "test", register: realm.register },
    ...{ status: "settled", amount, currency, items, deadline, capture, disclosure: sealed },
    receipt: await aReceipt(realm, offer, { disclosure, ...receipt }),
  };
}

const name = fc
  .string({ unit: "grapheme", minLength: 1, maxLength: 20 })
  .filter((text) => text === text.trim() && !/[\p{C}\p{Zl}\p{Zp}]/u.test(text));
const address = fc.record(
  {
    country: fc.constantFrom("JP", "DE", "US"),
    postal_code: fc.stringMatching(/^[0-9]{3,7}$/),
    region: name,
    city: name,
    lines: fc.array(name, { minLength: 1, maxLength: 3 }),
  },
  { requiredKeys: ["country", "city", "lines"] },
);
const fields = fc
  .record(
    {
      delivery_address: address,
      delivery_name: name,
      email: fc.constant(DETAILS.email),
      phone: fc.constant(DETAILS.phone),
    },
    { requiredKeys: [] },
  )
  .filter((one) => Object.keys(one).length > 0);

describe("what a shopper gives", () => {
  it("[DI5] [DI9] is what the shop opens, whatever was chosen", async () => {
    await fc.assert(
      fc.asyncProperty(fields, async (given) => {
        const sealed = await aDisclosure(pair.encryption, offer, { fields: given as GivenFields });
        expect(await shop.openDisclosure(await viewWith(sealed))).toEqual(given);
      }),
      { numRuns: 25 },
    );
  });

  it("[DI5] doesn't tell by its length what was chosen, and the largest fits", async () => {
    const lengthOf = async (given: GivenFields) =>
      (await aDisclosure(pair.encryption, offer, { fields: given })).length;
    expect(await lengthOf({ phone: "110" })).toBe(await lengthOf(DETAILS));
    const wide = "割";
    const largest: GivenFields = {
      delivery_address: {
        ...{
          country: "JP",
          postal_code: wide.repeat(16),
          region: wide.repeat(80),
          city: wide.repeat(80),
        },
        lines: [1, 2, 3].map(() => wide.repeat(100)),
      },
      ...{ delivery_name: wide.repeat(100), phone: "1".repeat(30) },
      email: `${wide.repeat(246)}@a.shop`,
    };
    expect(await lengthOf(largest)).toBeLessThanOrEqual(SEALED_DISCLOSURE_CHARS_MAX);
  });

  it("[DI10] is nothing where the trade has none", async () => {
    const { disclosure: _, ...view } = await viewWith(await aDisclosure(pair.encryption, offer));
    expect(await shop.openDisclosure(view)).toBeUndefined();
  });

  it("[DI9] is opened by a former key too, and by no other", async () => {
    const [newer, other] = [await anOpeningKey(), await anOpeningKey()];
    const view = await viewWith(await aDisclosure(pair.encryption, offer));
    const fieldsGiven = { delivery_name: DETAILS.delivery_name };
    expect(await shopWith([newer.opens, pair.opens]).openDisclosure(view)).toEqual(fieldsGiven);
    for (const opens of [[other.opens], []])
      await expect(shopWith(opens).openDisclosure(view)).rejects.toMatchObject({
        code: "disclosure_unreadable",
      });
  });

  it("[DI9] is of this trade, register and mode", async () => {
    const others = [
      { trade: aTradeId(realm) },
      { aud: (await aRealm()).register },
      { mode: "live" as const },
    ];
    for (const inside of others) {
      const view = await viewWith(await aDisclosure(pair.encryption, offer, inside));
      await expect(shop.openDisclosure(view)).rejects.toMatchObject({
        code: "disclosure_mismatch",
      });
    }
  });

  it("[DI6] [DI9] is the one that the receipt names, under the pinned root", async () => {
    const sealed = await aDisclosure(pair.encryption, offer);
    const another = await aDisclosure(pair.encryption, offer, { fields: { phone: "110" } });
    const honest = await viewWith(sealed);
    const { disclosure: _, ...unnamed } = honest.receipt!.payload;
    const { receipt: __, ...unpaid } = honest;
    const stranger = await aRealm();
    const forged = [
      { ...honest, disclosure: another },
      { ...honest, receipt: { ...honest.receipt!, payload: { ...unnamed } } },
      unpaid,
      { ...honest, id: aTradeId(realm) },
      await viewWith(sealed, { outcome: "refused", code: "insufficient_funds" }),
      {
        ...honest,
        receipt: await aReceipt(stranger, offer, { disclosure: await disclosureHash(sealed) }),
      },
    ];
    for (const view of forged)
      await expect(shop.openDisclosure(view)).rejects.toMatchObject({
        code: "disclosure_mismatch",
      });
    expect(await shop.openDisclosure(honest)).toBeDefined();
  });

  it("[DI9] that was changed by a letter, or asks for another algorithm, opens nothing", async () => {
    const sealed = await aDisclosure(pair.encryption, offer);
    const [head = "", , iv, content = "", tag] = sealed.split(".");
    const header = JSON.parse(atob(head.replaceAll("-", "+").replaceAll("_", "/")));
    const headed = (more: object) =>
      btoa(JSON.stringify({ ...header, ...more })).replaceAll("=", "");
    const flipped = `${content.startsWith("A") ? "B" : "A"}${content.slice(1)}`;
    const changed = [
      [head, "", iv, flipped, tag],
      [headed({ alg: "dir" }), "", iv, content, tag],
      [headed({ apu: "QQ" }), "", iv, content, tag],
      [headed({ epk: { ...header.epk, y: header.epk.x } }), "", iv, content, tag],
    ];
    for (const parts of changed) {
      const view = await viewWith(parts.join(".") as SealedDisclosure);
      await expect(shop.openDisclosure(view)).rejects.toMatchObject({
        code: "disclosure_unreadable",
      });
    }
    const view = await viewWith("not.a.jwe" as SealedDisclosure);
    await expect(shop.openDisclosure(view)).rejects.toMatchObject({ code: "disclosure_malformed" });
  });
});

describe("a register that asks", () => {
  const sent: unknown[] = [];
  const answer: typeof fetch = async (input, init) => {
    sent.push(await new Request(input, init).json());
    const { register, chain } = realm;
    return Response.json({ register, certificate: await aCertificate(realm), chain });
  };

  it("[DI2] needs a key that opens what it gets", async () => {
    const asked = { amount: 4980, currency: "JPY", asks: ["phone", "email", "phone"] as const };
    await expect(shopWith([], answer).createTrade(asked)).rejects.toMatchObject({
      code: "encryption_key_missing",
    });
    await expect(shopWith([pair.opens], answer).createTrade(asked)).rejects.toMatchObject({
      code: "answer_malformed",
    });
    expect(sent.at(-1)).toMatchObject({ terms: { payload: { asks: ["email", "phone"] } } });
  });

  it("[DI3] names its key with its origins, and the next one's with a change of its key", async () => {
    const warifu = shopWith([pair.opens], answer);
    await warifu.setOrigins("Kami", ["https://kami.shop"]);
    const { registration } = sent.at(-1) as ChangeOrigins;
    expect(registration.payload.encryption_key).toBe(pair.encryption);
    const next = await anOpeningKey();
    await warifu.changeRegisterKey(keyWith([next.opens, pair.opens]));
    const { change } = sent.at(-1) as ChangeRegisterKey;
    expect(change.payload.encryption_key).toBe(next.encryption);
  });
});
