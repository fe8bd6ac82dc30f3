// Receipts for ever: after a rotation of the signing key, after the branch was dropped from memory, and never under
// a key that isn't certified.

import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { beforeAll, describe, expect, it } from "vitest";
import { certifySigningKey, makeKeyPair } from "../../../cli/keys.ts";
import type { SignedReceipt } from "../../../protocol/signing/signed-objects.ts";
import { verifyReceipt } from "../../../protocol/trade/receipt.ts";
import type { Branch } from "../../../worker/carrier-server/branch/branch.ts";
import { deploymentOf } from "../../../worker/carrier-server/deployment.ts";
import type { CarrierEnv } from "../../../worker/carrier-server/env.ts";
import { aConfirm, aTerminal, type CarrierWorld } from "../../support/builders/payment.ts";
import { aCarrierWorld, costOf, theBranch } from "../carrier-world.ts";
import { env } from "../test-env.ts";

let world: CarrierWorld;
beforeAll(async () => {
  world = await aCarrierWorld();
});

/** The same deployment after `rotate-keys`: a new current key, the old one without its seed. */
async function rotated(): Promise<{ kid: string; env: CarrierEnv }> {
  const signing = await makeKeyPair();
  const { root, mode } = world.realm;
  const certificate = await certifySigningKey(root, signing, mode, world.now());
  const retired = (JSON.parse(env.SIGNING_KEYS) as { certificate: unknown }[]).map((key) => ({
    certificate: key.certificate,
  }));
  const keys = JSON.stringify([{ seed: signing.seed, certificate }, ...retired]);
  return { kid: certificate.payload.kid, env: { ...env, SIGNING_KEYS: keys } };
}

function runWith(given: CarrierEnv): Promise<void> {
  return runInDurableObject(theBranch(), (branch: Branch) => {
    Object.assign(branch, { env: given });
  });
}

async function receiptOf(body: Parameters<typeof env.CARRIER.confirm>[0]): Promise<SignedReceipt> {
  const answer = await env.CARRIER.confirm(body);
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.value.receipt;
}

describe("a receipt", () => {
  it("[LE5] is the same bytes after the branch was dropped from memory", async () => {
    const body = await aConfirm(world, await aTerminal(world));
    const first = JSON.stringify(await env.CARRIER.confirm(body));
    await evictDurableObject(theBranch());
    const cost = await costOf(async () => {
      expect(JSON.stringify(await env.CARRIER.confirm(body))).toBe(first);
    });
    expect(cost.rows).toBe(0);
  });

  it("[LE5] is the same bytes after a key rotation, and still verifies; new ones are the new key's", async () => {
    const terminal = await aTerminal(world);
    const body = await aConfirm(world, terminal);
    const before = await receiptOf(body);
    const { kid, env: next } = await rotated();
    await runWith(next);
    expect(JSON.stringify(await receiptOf(body))).toBe(JSON.stringify(before));
    const later = await aConfirm(world, terminal);
    const after = await receiptOf(later);
    expect([before.payload.kid === kid, after.payload.kid]).toEqual([false, kid]);
    for (const receipt of [before, after]) {
      const { register, amount, currency, trade } = receipt.payload;
      const expected = {
        register,
        trade,
        amount,
        currency,
        mode: "test",
        outcome: "settled",
      } as const;
      expect((await verifyReceipt(receipt, expected, world.realm.trust)).ok).toBe(true);
    }
    await evictDurableObject(theBranch());
  });

  it("[LE5] of a row of older code, with its certificate in it, is the same bytes", async () => {
    const body = await aConfirm(world, await aTerminal(world));
    const first = JSON.stringify(await env.CARRIER.confirm(body));
    const whole = JSON.stringify(await receiptOf(body));
    const { trade } = body.offer;
    await runInDurableObject(theBranch(), ({ database }: Branch) =>
      database.exec("UPDATE outcomes SET receipt = ? WHERE trade = ?", whole, trade),
    );
    await evictDurableObject(theBranch());
    expect(JSON.stringify(await env.CARRIER.confirm(body))).toBe(first);
  });

  it("[LE5] is stored without its certificate, which the branch has once, however often it wakes", async () => {
    const body = await aConfirm(world, await aTerminal(world));
    const { certificate } = await receiptOf(body);
    await evictDurableObject(theBranch());
    const stored = await runInDurableObject(theBranch(), ({ database }: Branch) => ({
      certificates: database.exec("SELECT certificate FROM certificates"),
      row: database.exec("SELECT * FROM outcomes WHERE trade = ?", body.offer.trade)[0] ?? {},
    }));
    expect(stored.certificates).toEqual([{ certificate: JSON.stringify(certificate) }]);
    expect(JSON.stringify(stored.row)).not.toContain(certificate.payload.key);
    expect(stored.row.receipt).toMatch(/^\[1,/);
  });

  it("[LE4] leaves a settle's two rows so short that neither spills into a page of its own", async () => {
    const terminal = await aTerminal(world);
    const body = await aConfirm(world, terminal);
    expect(await env.CARRIER.confirm(body)).toMatchObject({ ok: true });
    const lengths = await runInDurableObject(theBranch(), ({ database }: Branch) => {
      const [outcome] = database.exec("SELECT * FROM outcomes WHERE trade = ?", body.offer.trade);
      const { account } = outcome ?? {};
      const [payer] = database.exec("SELECT * FROM accounts WHERE id = ?", account ?? null);
      return [outcome, payer].map((row) => Object.values(row ?? {}).join("").length);
    });
    // SQLite's bound is 1,002 bytes of a page's 4,096; nine outcomes then share one.
    const [outcome = 0, payer = 0] = lengths;
    expect(outcome).toBeLessThan(430);
    expect(payer).toBeLessThan(950);
  });

  it("[SG8] is never signed by a key outside its certificate's period: nothing is decided then", async () => {
    const [current] = JSON.parse(env.SIGNING_KEYS) as [{ seed: string }];
    const signing = { seed: current.seed, publicKey: world.realm.signing.publicKey };
    const longAgo = world.now() - 3 * 365 * 24 * 60 * 60_000;
    const certificate = await certifySigningKey(world.realm.root, signing, "test", longAgo);
    const keys = JSON.stringify([{ seed: signing.seed, certificate }]);
    const body = await aConfirm(world, await aTerminal(world));
    await runWith({ ...env, SIGNING_KEYS: keys });
    expect(await env.CARRIER.confirm(body)).toEqual({
      ok: false,
      error: { code: "internal_error" },
    });
    await evictDurableObject(theBranch());
    expect(await env.CARRIER.confirm(body)).toMatchObject({ ok: true });
  });
});

describe("keys that don't fit each other", () => {
  const stops = (given: Partial<CarrierEnv>) =>
    expect(deploymentOf({ ...env, ...given })).rejects.toThrow();

  it("stop the carrier before it signs anything", async () => {
    const [current] = JSON.parse(env.SIGNING_KEYS) as [{ seed: string; certificate: unknown }];
    const stranger = await makeKeyPair();
    const forged = await certifySigningKey(stranger, stranger, "test", world.now());
    const live = await certifySigningKey(world.realm.root, stranger, "live", world.now());
    const signingKeys = (keys: unknown[]) => stops({ SIGNING_KEYS: JSON.stringify(keys) });
    await signingKeys([]);
    await signingKeys([{ certificate: current.certificate }]);
    await signingKeys([{ ...current, seed: stranger.seed }]);
    await signingKeys([current, { certificate: forged }]);
    await signingKeys([{ seed: stranger.seed, certificate: live }]);
    await stops({ ROOT_KEY: stranger.publicKey });
    await stops({ GRANT_KEY: "AAAA" });
    await stops({ SEALING_KEYS: JSON.stringify([{ kid: "1", key: "AAAA" }]) });
    await stops({ MODE: "rehearsal" });
    expect((await deploymentOf(env)).mode).toBe("test");
  });
});
