// The SDK's API keys: the secret is drawn here and its hash alone leaves; what can't sign says so.
import { describe, expect, it } from "vitest";
import { registerIdFrom } from "../../protocol/ids.ts";
import { type ApiKeyOrder, apiKeyHash, apiKeyIdOf } from "../../protocol/register/api-keys.ts";
import { type Signed, verify } from "../../protocol/signing/signature.ts";
import { createWarifu } from "../../register-server/index.ts";
import { keyFor } from "../../register-server/key.ts";
import { aRealm, NOW } from "../support/builders/realm.ts";

async function aShop({ seed = true } = {}) {
  const realm = await aRealm();
  const register = registerIdFrom("test", new Uint8Array(8).fill(7));
  const key = keyFor({
    mode: "test",
    register,
    api_key: `wk_${register.slice(4)}_${"a".repeat(52)}`,
    origin: "https://pay.example",
    root_key: realm.root.publicKey,
    ...(seed ? { seed: realm.registerKey.seed } : {}),
  });
  const sent: { method: string; path: string; body: string }[] = [];
  const answer: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    const body = await request.text();
    sent.push({ method: request.method, path: new URL(request.url).pathname, body });
    if (request.method === "GET") return Response.json({ keys: [viewOf(register)] });
    return Response.json(viewOf(register), { status: 201 });
  };
  const warifu = createWarifu({ key, fetch: answer, now: () => NOW });
  return { realm, register, warifu, sent };
}

function viewOf(register: string) {
  const name = "desk";
  const [prefix, scopes] = [`wk_${register.slice(4)}_aaaa`, ["read"]];
  const id = "key_test_0000000000000000";
  return { id, object: "api_key", mode: "test", register, name, prefix, scopes, created: NOW };
}

describe("createApiKey", () => {
  it("[RG1] sends the hash of a fresh secret, signed by the register's key, and returns the secret once", async () => {
    const { realm, register, warifu, sent } = await aShop();
    const made = await warifu.createApiKey({ name: "desk", scopes: ["read"] });
    expect(made.secret).toMatch(/^wk_test_[0-9a-v]{13}_[0-9a-v]{52}$/);
    const { key } = JSON.parse(sent[0]?.body ?? "") as { key: Signed<ApiKeyOrder> };
    expect(key.payload).toMatchObject({ iss: register, name: "desk", scopes: ["read"] });
    expect(key.payload.key).toBe(await apiKeyHash(made.secret));
    expect(apiKeyIdOf("test", key.payload.key)).toMatch(/^key_test_[0-9a-v]{16}$/);
    expect(await verify(key, key.payload, realm.registerKey.publicKey)).toBeUndefined();
    expect(sent[0]?.body).not.toContain(made.secret.slice(-48));
    const again = await warifu.createApiKey({ name: "desk", scopes: ["read"] });
    expect(again.secret).not.toBe(made.secret);
  });

  it("sends nothing for what can't be a key", async () => {
    const { warifu, sent } = await aShop();
    const twice = ["read", "read"] as const;
    for (const asked of [
      { name: "", scopes: ["read"] as const },
      { name: "x", scopes: [] },
      { name: "x", scopes: twice },
    ])
      await expect(warifu.createApiKey(asked)).rejects.toMatchObject({ code: "invalid_request" });
    await expect(warifu.revokeApiKey("../keys")).rejects.toMatchObject({ code: "invalid_request" });
    expect(sent).toEqual([]);
  });

  it("needs the signing key, which a WARIFU_KEY that only reads has not", async () => {
    const { warifu, sent } = await aShop({ seed: false });
    const asked = warifu.createApiKey({ name: "x", scopes: ["read"] });
    await expect(asked).rejects.toMatchObject({ code: "key_not_allowed" });
    expect(sent).toEqual([]);
    expect(await warifu.listApiKeys()).toHaveLength(1);
  });
});

describe("listApiKeys and revokeApiKey", () => {
  it("ask for what they name, and take no other register's answer", async () => {
    const { warifu, sent } = await aShop();
    await warifu.listApiKeys();
    await warifu.revokeApiKey("key_test_0000000000000000");
    expect(sent.map(({ method, path }) => `${method} ${path}`)).toEqual([
      "GET /v1/keys",
      "DELETE /v1/keys/key_test_0000000000000000",
    ]);
    const { register } = await aShop();
    expect(register).toBe(warifu.register);
  });
});
