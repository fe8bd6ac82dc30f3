// WARIFU_KEY as text: one spelling, strict reading, and refusals that repeat nothing of it.

import { describe, expect, it } from "vitest";
import { makeKeyPair } from "../../cli/keys.ts";
import { registerIdFrom } from "../../protocol/ids.ts";
import { toBase64Url, toUtf8 } from "../../protocol/signing/encoding.ts";
import { type KeyParts, keyFor, parseKey } from "../../register-server/key.ts";

async function someParts(overrides: Partial<KeyParts> = {}): Promise<KeyParts> {
  const [pair, root] = await Promise.all([makeKeyPair(), makeKeyPair()]);
  const register = registerIdFrom("test", new Uint8Array(8).fill(7));
  return {
    mode: "test",
    register,
    api_key: `wk_${register.slice(4)}_${"a".repeat(52)}`,
    seed: pair.seed,
    origin: "http://localhost:8787",
    root_key: root.publicKey,
    ...overrides,
  };
}

function spelled(mode: string, content: unknown): string {
  return `warifu_${mode}_${toBase64Url(toUtf8(JSON.stringify(content)))}`;
}

describe("WARIFU_KEY", () => {
  it("is read back as it was made", async () => {
    const parts = await someParts();
    expect(parseKey(keyFor(parts))).toEqual({ ok: true, value: parts });
  });

  it("says what is wrong with it, and never what is in it", async () => {
    const parts = await someParts();
    const whole = keyFor(parts);
    const live = registerIdFrom("live", new Uint8Array(8));
    const wrong: [unknown, RegExp][] = [
      [undefined, /empty/],
      ["", /empty/],
      [whole.slice(1), /must begin/],
      [whole.replace("_test_", "_prod_"), /must begin/],
      [whole.slice(0, -3), /cut short|altered/],
      [`${whole}\n`, /altered/],
      [whole.replace("_test_", "_live_"), /test and live at once/],
      [spelled("test", { v: 2, ...parts }), /version/],
      [spelled("test", { v: 1, ...parts, seed: parts.seed?.slice(2) }), /\(seed\)/],
      [spelled("test", { v: 1, ...parts, origin: "http://shop.example" }), /\(origin\)/],
      [spelled("test", { v: 1, ...parts, root_key: "x" }), /\(root_key\)/],
      [spelled("test", { v: 1, ...parts, extra: 1 }), /\(extra\)/],
      [spelled("test", { v: 1, ...parts, register: live }), /\(content\)/],
      [
        spelled("test", { v: 1, ...parts, api_key: `wk_test_${"0".repeat(13)}_${"a".repeat(52)}` }),
        /\(content\)/,
      ],
      [spelled("test", 7), /not whole/],
    ];
    for (const [text, message] of wrong) {
      const read = parseKey(text);
      expect(read).toEqual({ ok: false, error: expect.stringMatching(message) });
      expect(JSON.stringify(read)).not.toContain(parts.seed);
      expect(JSON.stringify(read)).not.toContain(parts.api_key);
    }
  });

  it("is not made from parts that disagree", async () => {
    const parts = await someParts({ mode: "live" });
    expect(() => keyFor(parts)).toThrow("mode and register disagree");
  });
});
