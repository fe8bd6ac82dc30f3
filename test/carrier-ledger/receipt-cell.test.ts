// Receipts in their rows: short, and byte for byte what was signed when they are read back, whatever was signed.

import { beforeAll, describe, expect, it } from "vitest";
import { certifySigningKey } from "../../cli/keys.ts";
import { captureIdFrom, refundIdFrom } from "../../protocol/ids.ts";
import { importSigningSeed } from "../../protocol/signing/signature.ts";
import type { SignedKeyCertificate, SignedReceipt } from "../../protocol/signing/signed-objects.ts";
import type { Verdict } from "../../worker/carrier-server/branch/confirm/decide-confirm.ts";
import { Certificates } from "../../worker/carrier-server/branch/receipt/certificates.ts";
import {
  cellOfReceipt,
  type ReceiptFacts,
  receiptOf,
} from "../../worker/carrier-server/branch/receipt/receipt-cell.ts";
import { signOrderReceipt, signReceipt } from "../../worker/carrier-server/branch/receipts.ts";
import type { Deployment } from "../../worker/carrier-server/deployment.ts";
import { aRealm, NOW, type Realm } from "../support/builders/realm.ts";
import {
  aCapture,
  anAuthorized,
  aRefund,
  aVerifiedConfirm,
  aVoidOrder,
  HOLD_UNTIL,
  storedCertificates,
} from "./branch-facts.ts";

let realm: Realm;
let signer: Pick<Deployment, "trust" | "signing">;
beforeAll(async () => {
  realm = await aRealm();
  signer = await signerOf(realm.chain);
});

async function signerOf(certificate: SignedKeyCertificate): Promise<typeof signer> {
  const key = await importSigningSeed(realm.signing.seed);
  return { trust: realm.trust, signing: { kid: certificate.payload.kid, key, certificate } };
}

function factsOf({ payload }: SignedReceipt): ReceiptFacts {
  const { trade, attempt, register, amount, currency, outcome, code, order, time } = payload;
  const facts = { trade, attempt, register, amount, currency, outcome, time };
  return { ...facts, ...(code ? { code } : {}), ...(order ? { order } : {}) };
}

const disclosure = aVerifiedConfirm().offer;
const confirmed = (verdict: Verdict, more = {}) =>
  signReceipt(aVerifiedConfirm(more), verdict, NOW, signer);
const order = { amount: 5, paid: anAuthorized() };
const paid = async () => ({ ...order, paid: anAuthorized({ receipt: await settled() }) });
const settled = () => confirmed({ kind: "settled" });
const ORDER_BYTES = new Uint8Array(16).fill(1);
const CAPTURE = captureIdFrom("test", ORDER_BYTES);
const REFUND = refundIdFrom("test", ORDER_BYTES);

describe("a receipt's cell", () => {
  it.each<[string, () => Promise<SignedReceipt>]>([
    ["settled", settled],
    ["settled with a disclosure", () => confirmed({ kind: "settled" }, { disclosure })],
    ["authorized", () => confirmed({ kind: "authorized" }, { holdUntil: HOLD_UNTIL })],
    [
      "authorized with a disclosure",
      () => confirmed({ kind: "authorized" }, { holdUntil: HOLD_UNTIL, disclosure }),
    ],
    ["refused", () => confirmed({ kind: "refused", code: "over_day_limit" })],
    [
      "captured",
      async () =>
        signOrderReceipt(
          aCapture({ id: CAPTURE }),
          { ...(await paid()), kind: "captured" },
          NOW,
          signer,
        ),
    ],
    [
      "refunded",
      async () =>
        signOrderReceipt(
          aRefund({ id: REFUND }),
          { ...(await paid()), kind: "refunded" },
          NOW,
          signer,
        ),
    ],
    [
      "voided",
      async () =>
        signOrderReceipt(aVoidOrder(), { ...(await paid()), kind: "voided" }, NOW, signer),
    ],
  ])("[LE5] [LE25] names its certificate, and reads back byte for byte: %s", async (_, make) => {
    const receipt = await make();
    const facts = factsOf(receipt);
    const known = storedCertificates(realm.chain);
    const cell = cellOfReceipt(receipt, facts, known);
    const { offer, hold_until, disclosure: given } = receipt.payload;
    const rest = { ...(hold_until ? { hold_until } : {}), ...(given ? { disclosure: given } : {}) };
    const more = hold_until || given ? [rest] : [];
    expect(cell).toBe(JSON.stringify([1, receipt.signature, offer, ...more]));
    const read = receiptOf(cell, facts, storedCertificates(realm.chain));
    expect(read).toStrictEqual(receipt);
    expect(JSON.stringify(read)).toBe(JSON.stringify(receipt));
  });

  it("[LE5] names the certificate that its key had then, also where the key has another one since", async () => {
    const { root, mode, signing } = realm;
    const renewed = await certifySigningKey(root, signing, mode, NOW + 1_000);
    expect(renewed.payload.kid).toBe(realm.chain.payload.kid);
    const known = storedCertificates(realm.chain, renewed);
    const before = await settled();
    const after = await signReceipt(
      aVerifiedConfirm(),
      { kind: "settled" },
      NOW,
      await signerOf(renewed),
    );
    for (const [number, receipt] of [before, after].entries()) {
      const cell = cellOfReceipt(receipt, factsOf(receipt), known);
      expect(JSON.parse(cell)[0]).toBe(number + 1);
      const read = receiptOf(cell, factsOf(receipt), known);
      expect(JSON.stringify(read)).toBe(JSON.stringify(receipt));
    }
  });

  it("[LE5] is the whole receipt where the certificate isn't stored, or the row wouldn't give it back", async () => {
    const receipt = await settled();
    const facts = factsOf(receipt);
    const known = storedCertificates(realm.chain);
    const { typ, ...others } = receipt.payload;
    const { certificate, ...signed } = receipt;
    const strange = [
      { ...receipt, payload: { ...receipt.payload, later: 1 } },
      { ...receipt, payload: { ...others, typ } },
      { certificate, ...signed },
      { ...receipt, payload: { ...receipt.payload, iss: "realm:0000000000000000" } },
    ] as SignedReceipt[];
    for (const one of strange) {
      const cell = cellOfReceipt(one, facts, known);
      expect(cell).toBe(JSON.stringify(one));
      expect(JSON.stringify(receiptOf(cell, facts, known))).toBe(JSON.stringify(one));
    }
    for (const other of [{ time: 1 }, { amount: 1 }, { outcome: "refused" }] as const)
      expect(cellOfReceipt(receipt, { ...facts, ...other }, known)).toBe(JSON.stringify(receipt));
    expect(cellOfReceipt(receipt, facts, storedCertificates())).toBe(JSON.stringify(receipt));
  });

  it("[LE5] of a row that was written once is read for ever", async () => {
    const { certificate } = await settled();
    const { iss, kid } = certificate.payload;
    const facts = factsOf(await confirmed({ kind: "refused", code: "too_late" }));
    const { trade, register } = facts;
    const read = receiptOf(
      '[1,"sig","hash",{"hold_until":5,"disclosure":"given"}]',
      { ...facts, order: "cap_1" },
      storedCertificates(certificate),
    );
    expect(JSON.stringify(read)).toBe(
      `{"payload":{"typ":"warifu/receipt/1","iss":"${iss}","aud":"${register}","mode":"test","kid":"${kid}",` +
        `"trade":"${trade}","attempt":1,"register":"${register}","amount":4980,"currency":"JPY",` +
        '"outcome":"refused","code":"too_late","order":"cap_1","hold_until":5,"disclosure":"given",' +
        `"offer":"hash","time":${NOW}},"signature":"sig","certificate":${JSON.stringify(certificate)}}`,
    );
  });

  it("[LE5] that names a certificate which isn't stored is not read as anything", async () => {
    const facts = factsOf(await settled());
    expect(() => receiptOf('[2,"s","h"]', facts, storedCertificates(realm.chain))).toThrow("[LE5]");
  });
});

describe("certificates in memory", () => {
  it("are read when they are first needed, and again for a number that came later", () => {
    const rows = [{ number: 1, certificate: JSON.stringify(realm.chain) }];
    const other = { ...realm.chain, signature: realm.signing.publicKey as never };
    const known = storedCertificates();
    expect(known.numberOf(realm.chain)).toBeUndefined();
    const growing = new Certificates(() => rows);
    expect(growing.numberOf(structuredClone(realm.chain))).toBe(1);
    rows.push({ number: 2, certificate: JSON.stringify(other) });
    expect(growing.numberOf(other)).toBeUndefined();
    expect(growing.at(2)).toEqual(other);
    expect(growing.numberOf(other)).toBe(2);
  });
});
