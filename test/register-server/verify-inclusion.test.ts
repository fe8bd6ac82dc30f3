// verifyInclusion of the SDK: a receipt in a day's signed tree, and each way in which it is not.

import { beforeAll, expect, it } from "vitest";
import { leafHash, pathOf, rootOf, treeOf } from "../../protocol/count/merkle.ts";
import {
  dayOf,
  type ReceiptProof,
  type ReceiptRoot,
  receiptHash,
  receiptLeaf,
  type SignedReceiptRoot,
} from "../../protocol/count/receipt-root.ts";
import { toBase64Url } from "../../protocol/signing/encoding.ts";
import { type Hash, importSigningSeed, sign } from "../../protocol/signing/signature.ts";
import type { SignedReceipt } from "../../protocol/signing/signed-objects.ts";
import { createWarifu, type Warifu } from "../../register-server/index.ts";
import { FakeWarifu } from "../support/fake-warifu.ts";

const SALT = new Uint8Array(32).fill(5);
let server: FakeWarifu;
let warifu: Warifu;
let receipt: SignedReceipt;
let proof: ReceiptProof;
let root: SignedReceiptRoot;

beforeAll(async () => {
  server = await FakeWarifu.open();
  const offline: typeof fetch = async (input, init) => server.fetch(input, init);
  warifu = createWarifu({ key: server.key, fetch: offline });
  const trade = await warifu.createTrade({ amount: 980, currency: "JPY" });
  receipt = await server.settle(trade.id);
  const leaves = [leafHash(new Uint8Array([1])), receiptLeaf(SALT, receiptHash(receipt))];
  const tree = treeOf(new Uint8Array(Buffer.concat(leaves)));
  const path = pathOf(tree, 1).map((one) => toBase64Url(one) as Hash);
  const day = dayOf(receipt.payload.time);
  proof = { day, salt: toBase64Url(SALT) as Hash, index: 1, size: 2, path };
  root = await signedRoot({ day, root: toBase64Url(rootOf(tree)) as Hash });
});

async function signedRoot(overrides: Partial<ReceiptRoot>): Promise<SignedReceiptRoot> {
  const { realm, mode, chain, signing } = server.realm;
  const payload: ReceiptRoot = {
    ...{ typ: "warifu/receipt-root/1", iss: realm, aud: "everyone", mode },
    ...{ kid: chain.payload.kid, day: "", size: 2, root: "" as Hash, time: receipt.payload.time },
    ...overrides,
  };
  return { ...(await sign(payload, await importSigningSeed(signing.seed))), certificate: chain };
}

it("[LE66] returns the root that the receipt is proven to be in, and asks nobody", async () => {
  server.seen.length = 0;
  expect(await warifu.verifyInclusion(receipt, proof, root)).toEqual(root.payload);
  const copies = JSON.parse(JSON.stringify([receipt, proof, root])) as [unknown, unknown, unknown];
  expect(await warifu.verifyInclusion(...copies)).toEqual(root.payload);
  expect(server.seen).toEqual([]);
});

it("[LE66] refuses a proof of another receipt, place, size or path", async () => {
  const other = { ...receipt, payload: { ...receipt.payload, amount: 981 } };
  const refused = { code: "inclusion_not_included" };
  await expect(warifu.verifyInclusion(other, proof, root)).rejects.toMatchObject(refused);
  for (const wrong of [{ index: 0 }, { size: 3 }, { path: [] }, { salt: root.payload.root }])
    await expect(
      warifu.verifyInclusion(receipt, { ...proof, ...wrong }, root),
    ).rejects.toMatchObject(refused);
});

it("[LE66] refuses the root of another day, mode, key or time, and one that was changed", async () => {
  const { day, root: hash } = root.payload;
  const changed = { ...root, payload: { ...root.payload, size: 3 } };
  const { not_after } = server.realm.chain.payload;
  for (const [code, wrong] of [
    ["inclusion_wrong_day", await signedRoot({ day: "2001-02-03", root: hash })],
    ["inclusion_wrong_mode", await signedRoot({ day, root: hash, mode: "live" })],
    ["inclusion_uncertified_key", await signedRoot({ day, root: hash, kid: "0".repeat(16) })],
    ["inclusion_key_out_of_period", await signedRoot({ day, root: hash, time: not_after + 1 })],
    ["inclusion_bad_signature", changed],
  ] as const)
    await expect(warifu.verifyInclusion(receipt, proof, wrong)).rejects.toMatchObject({ code });
});

it("refuses what isn't a receipt, a proof and a root", async () => {
  const code = "inclusion_malformed";
  await expect(warifu.verifyInclusion({}, proof, root)).rejects.toMatchObject({ code });
  await expect(warifu.verifyInclusion(receipt, {}, root)).rejects.toMatchObject({ code });
  await expect(warifu.verifyInclusion(receipt, proof, {})).rejects.toMatchObject({ code });
});
