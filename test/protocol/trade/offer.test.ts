// Offers from the pinned root down: each way in which one must not hold, in the documented order.

import * as v from "valibot";
import { beforeAll, describe, expect, it } from "vitest";
import { certifySigningKey, makeKeyPair } from "../../../cli/keys.ts";
import { registerIdFrom } from "../../../protocol/ids.ts";
import { hashOf } from "../../../protocol/signing/signature.ts";
import { SignedTerms } from "../../../protocol/signing/signed-objects.ts";
import {
  isProvenOrigin,
  Offer,
  offerHash,
  offerPeriodRefusal,
  verifyOffer,
} from "../../../protocol/trade/offer.ts";
import {
  aCertificate,
  anOffer,
  aRealm,
  aTradeId,
  NOW,
  type Realm,
  someTerms,
} from "../../support/builders/realm.ts";

let realm: Realm;
let offer: Offer;
beforeAll(async () => {
  realm = await aRealm();
  offer = await anOffer(realm);
});

describe("an offer", () => {
  it("[SG5] holds when root, carrier and register all signed", async () => {
    expect(v.is(Offer, offer)).toBe(true);
    expect(await verifyOffer(offer, realm.trust)).toBeUndefined();
    expect(await verifyOffer(structuredClone(offer), realm.trust)).toBeUndefined();
  });

  it("[SG5] of test mode is refused in live mode", async () => {
    expect(await verifyOffer(offer, { ...realm.trust, mode: "live" })).toBe("wrong_mode");
  });

  it("[SG5] under another root is not certified", async () => {
    const stranger = await aRealm();
    expect(await verifyOffer(offer, stranger.trust)).toBe("register_uncertified");
    expect(await verifyOffer({ ...offer, chain: stranger.chain }, realm.trust)).toBe(
      "register_uncertified",
    );
  });

  it("[SG5] with a register certificate that the carrier didn't sign is not certified", async () => {
    const stranger = await makeKeyPair();
    const forged = await aCertificate(realm, { kid: realm.chain.payload.kid }, stranger);
    const kidFixed = { ...forged, payload: { ...forged.payload, kid: realm.chain.payload.kid } };
    expect(await verifyOffer({ ...offer, certificate: kidFixed }, realm.trust)).toBe(
      "register_uncertified",
    );
    const renamed = structuredClone(offer);
    renamed.certificate.payload.name = "Another shop";
    expect(await verifyOffer(renamed, realm.trust)).toBe("register_uncertified");
  });

  it("[SG5] signed by a key that the root certified for another mode is not certified", async () => {
    const live = await certifySigningKey(realm.root, realm.signing, "live", NOW);
    expect(await verifyOffer({ ...offer, chain: live }, realm.trust)).toBe("register_uncertified");
  });

  it("[SG5] names one register throughout", async () => {
    const other = registerIdFrom("test", new Uint8Array(8));
    const terms = await someTerms(realm, { iss: other });
    expect(await verifyOffer({ ...offer, terms }, realm.trust)).toBe("wrong_register");
    expect(await verifyOffer({ ...offer, trade: aTradeId(realm, other) }, realm.trust)).toBe(
      "wrong_register",
    );
  });

  it("[SG5] with an amount the register didn't sign doesn't hold", async () => {
    const altered = structuredClone(offer);
    altered.terms.payload.amount = 1;
    expect(await verifyOffer(altered, realm.trust)).toBe("bad_signature");
    const terms = await someTerms(realm, { aud: "realm:0000000000000000" });
    expect(await verifyOffer({ ...offer, terms }, realm.trust)).toBe("wrong_audience");
  });

  it("[SG6] its period is checked apart from its signatures", async () => {
    expect(offerPeriodRefusal(offer, NOW)).toBeUndefined();
    expect(offerPeriodRefusal(offer, offer.certificate.payload.not_before - 1)).toBe(
      "certificate_expired",
    );
    expect(offerPeriodRefusal(offer, offer.certificate.payload.not_after + 1)).toBe(
      "certificate_expired",
    );
  });

  it("[SG5] its hash names trade, terms and certificate, and not the chain", async () => {
    const hash = await offerHash(offer);
    const { trade, terms, certificate } = offer;
    expect(hash).toBe(await hashOf({ typ: "warifu/offer/1", trade, terms, certificate }));
    expect(await offerHash({ ...offer, chain: (await aRealm()).chain } as Offer)).toBe(hash);
    expect(await offerHash({ ...offer, trade: aTradeId(realm) })).not.toBe(hash);
    expect(
      await offerHash({ ...offer, terms: await someTerms(realm, { amount: 1, items: [] }) }),
    ).not.toBe(hash);
  });

  it("[ID6] is for its register's proven origins, exactly", () => {
    expect(isProvenOrigin(offer, "http://127.0.0.1:3000")).toBe(true);
    for (const origin of [
      "http://127.0.0.1:3001",
      "https://127.0.0.1:3000",
      "http://127.0.0.1:3000/",
      "null",
      "http://127.0.0.1:3000.evil.example",
    ]) {
      expect(isProvenOrigin(offer, origin)).toBe(false);
    }
  });

  it("[MS1] terms with unknown members, bad sums, or hidden characters are not terms", async () => {
    const terms = await someTerms(realm);
    const bad = [
      { extra: 1 },
      { amount: 0 },
      { amount: 4980.5 },
      { currency: "XXX" },
      { items: [{ name: "x", quantity: 1, amount: 4979 }] },
      { items: [{ name: "a\u202eb", quantity: 1, amount: 4980 }] },
      { items: [{ name: " a", quantity: 1, amount: 4980 }] },
      { items: [{ name: "a", quantity: 0, amount: 4980 }] },
      { mode: "demo" },
      { capture: "later" },
      { key: "" },
      { key: "a b" },
      { deadline: -1 },
      { typ: "warifu/terms/2" },
      { iss: "reg_test_x" },
    ];
    for (const change of bad)
      expect(v.is(SignedTerms, { ...terms, payload: { ...terms.payload, ...change } })).toBe(false);
    expect(v.is(SignedTerms, terms)).toBe(true);
  });
});
