// Who a register is, from the SDK: the proof that it serves, and changes that its key signs.
import { describe, expect, it } from "vitest";
import { makeKeyPair } from "../../cli/keys.ts";
import type { ChangeOrigins, ChangeRegisterKey } from "../../protocol/register/register-key.ts";
import { verify } from "../../protocol/signing/signature.ts";
import { createWarifu } from "../../register-server/index.ts";
import { keyFor } from "../../register-server/key.ts";
import { aCertificate, aRealm, NOW } from "../support/builders/realm.ts";

async function aShop() {
  const realm = await aRealm();
  const { register, registerKey, root, chain } = realm;
  const next = await makeKeyPair();
  const keyWith = (seed?: string) =>
    keyFor({
      ...{ mode: "test", register, origin: "https://pay.example", root_key: root.publicKey },
      api_key: `wk_${register.slice(4)}_${"a".repeat(52)}`,
      ...(seed === undefined ? {} : { seed }),
    });
  const sent: { path: string; body: unknown }[] = [];
  const answer: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    sent.push({ path: new URL(request.url).pathname, body: await request.json() });
    return Response.json({ register, certificate: await aCertificate(realm), chain });
  };
  const warifu = createWarifu({ key: keyWith(registerKey.seed), fetch: answer, now: () => NOW });
  return { realm, next, warifu, sent, keyWith };
}

describe("the SDK's register", () => {
  it("[RG6] serves a proof that names its key, and the next one's beside it", async () => {
    const { realm, next, warifu, keyWith } = await aShop();
    const one = (key: string) => ({ mode: "test", realm: realm.realm, key });
    const own = one(realm.registerKey.publicKey);
    expect(await warifu.wellKnown()).toEqual({ warifu: 1, registers: [own] });
    const both = await warifu.wellKnown(keyWith(next.seed));
    expect(both.registers).toEqual([own, one(next.publicKey)]);
    await expect(warifu.wellKnown(keyWith())).rejects.toMatchObject({ code: "key_not_allowed" });
    expect(JSON.stringify(both)).not.toContain(next.seed);
  });

  it("[RG10] signs its name and all its origins", async () => {
    const { realm, warifu, sent } = await aShop();
    await warifu.setOrigins("Kami", ["https://kami.shop"]);
    expect(sent[0]?.path).toBe("/v1/origins");
    const { registration } = sent[0]!.body as ChangeOrigins;
    expect(registration.payload).toMatchObject({ name: "Kami", origins: ["https://kami.shop"] });
    const key = realm.registerKey.publicKey;
    expect(await verify(registration, registration.payload, key)).toBeUndefined();
    await expect(warifu.setOrigins("Kami", ["kami"])).rejects.toMatchObject({
      code: "invalid_request",
    });
  });

  it("[RG11] signs the next key by both keys", async () => {
    const { realm, next, warifu, sent, keyWith } = await aShop();
    await warifu.changeRegisterKey(keyWith(next.seed), { formerForMs: 5_000 });
    const { change, proof } = sent[0]!.body as ChangeRegisterKey;
    const { payload } = change;
    expect(payload).toMatchObject({ number: NOW, next: next.publicKey, former_until: NOW + 5_000 });
    expect(await verify(change, payload, realm.registerKey.publicKey)).toBeUndefined();
    expect(await verify({ payload, signature: proof }, payload, next.publicKey)).toBeUndefined();
    const { keyWith: theirs } = await aShop();
    const other = theirs((await makeKeyPair()).seed);
    await expect(warifu.changeRegisterKey(other)).rejects.toMatchObject({ code: "wrong_register" });
  });
});
