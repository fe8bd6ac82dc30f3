// Signed requests: what is signed, and what every change of it is answered with, in the documented order.

import { createPrivateKey, sign as nodeSign } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { type KeyPair, makeKeyPair } from "../../../cli/keys.ts";
import { REQUEST_SKEW_MS } from "../../../protocol/limits.ts";
import { fromBase64Url, toUtf8 } from "../../../protocol/signing/encoding.ts";
import { verifyRequest } from "../../../protocol/signing/signed-requests.ts";
import { NOW } from "../../support/builders/realm.ts";
import { aSignature } from "../../support/builders/signed-requests.ts";

const trust = { mode: "test", realm: "realm:0123456789abcdef" } as const;
const request = {
  method: "POST",
  url: "https://pay.example/v1/trades/x/claim",
  body: '{"offer":1}',
};

type Headers = Record<string, string>;
let device: KeyPair;
let headers: Headers;
beforeAll(async () => {
  device = await makeKeyPair();
  headers = await aSignature(device, request, trust, NOW);
});

async function answerTo(sent: Partial<typeof request>, with_: Headers = headers, now = NOW) {
  const { method, url, body } = { ...request, ...sent };
  const header = (name: string) => with_[name] ?? null;
  const key = await verifyRequest({ method, url, body: toUtf8(body) }, header, trust, now);
  return key.ok ? key.value : key.error.code;
}

/** Signed by an implementation of RFC 9421 of its own: the base is written here by hand. */
function byHand(
  parameters: string,
  {
    components = ["@method", "@target-uri", "content-digest"],
    values = {} as Record<string, string>,
  } = {},
): Headers {
  const digest = headers["content-digest"]!;
  const all: Record<string, string> = {
    "@method": request.method,
    "@target-uri": request.url,
    "@authority": "pay.example",
    "content-digest": digest,
    ...values,
  };
  const input = `(${components.map((name) => `"${name}"`).join(" ")})${parameters}`;
  const lines = [...components.map((name) => `"${name}": ${all[name]}`)];
  const base = [...lines, `"@signature-params": ${input}`].join("\n");
  const d = device.seed;
  const jwk = { kty: "OKP", crv: "Ed25519", d, x: device.publicKey } as const;
  const signature = nodeSign(
    null,
    Buffer.from(base),
    createPrivateKey({ key: jwk, format: "jwk" }),
  );
  return {
    "content-digest": digest,
    "signature-input": `sig1=${input}`,
    signature: `sig1=:${signature.toString("base64")}:`,
  };
}

interface Parameters {
  readonly created?: number | string;
  readonly keyid?: string;
  readonly alg?: string;
  readonly tag?: string;
}

function parameters(given: Parameters = {}): string {
  const { created = NOW / 1_000, keyid = device.publicKey, alg = "ed25519" } = given;
  const tag = given.tag ?? `warifu/1 test ${trust.realm}`;
  return `;created=${created};keyid="${keyid}";alg="${alg}";tag="${tag}"`;
}

describe("[RQ1] a signed request", () => {
  it("says who sent it", async () => {
    expect(await answerTo({})).toBe(device.publicKey);
  });

  it("is what RFC 9421 and RFC 9530 make of it, so another implementation's is taken too", async () => {
    expect(fromBase64Url(device.publicKey)).toHaveLength(32);
    expect(await answerTo({}, byHand(parameters()))).toBe(device.publicKey);
    expect(byHand(parameters())).toEqual(headers);
  });

  it("may name its components in any order", async () => {
    const components = ["content-digest", "@target-uri", "@method"];
    expect(await answerTo({}, byHand(parameters(), { components }))).toBe(device.publicKey);
  });

  it("in another spelling is the same request, and answered as it is in ours", async () => {
    // RFC 8941 lets a list begin with a blank; what is signed is the list without it.
    const respelt = (signed: Headers) => ({
      ...signed,
      "signature-input": signed["signature-input"]!.replace("sig1=(", "sig1=( "),
    });
    const hands = [
      [parameters(), device.publicKey],
      [parameters({ created: `0${NOW / 1_000}` }), "bad_signature"],
      [parameters({ created: NOW / 1_000 - 3_600 }), "stale_request"],
      [parameters({ tag: `warifu/1 live ${trust.realm}` }), "wrong_mode"],
      [parameters({ keyid: `${"A".repeat(42)}B` }), "signature_malformed"],
      [parameters({ keyid: (await makeKeyPair()).publicKey }), "bad_signature"],
    ] as const;
    for (const [by, expected] of hands) {
      const signed = byHand(by);
      expect(await answerTo({}, signed), by).toBe(expected);
      expect(await answerTo({}, respelt(signed)), by).toBe(expected);
    }
    const ending = (change: (last: string) => string) => ({
      ...headers,
      signature: headers.signature!.replace(/(.)==:$/, (_, last) => `${change(last)}==:`),
    });
    const other = ending((last) => (last === "A" ? "Q" : "A"));
    expect(await answerTo({}, other)).toBe("bad_signature");
    expect(await answerTo({}, respelt(other))).toBe("bad_signature");
    // Its last four bits are no part of the signature: both readers take or leave it alike.
    const loose = ending((last) => String.fromCharCode(last.charCodeAt(0) + 1));
    expect(await answerTo({}, loose)).toBe(await answerTo({}, respelt(loose)));
  });

  it("[RQ3] without a body is signed over no bytes", async () => {
    const got = { method: "GET", body: "" };
    const signed = await aSignature(device, { ...request, ...got }, trust, NOW);
    expect(await answerTo(got, signed)).toBe(device.publicKey);
    expect(signed["content-digest"]).toBe("sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:");
  });
});

describe("[RQ8] what isn't the request that was signed", () => {
  it.each([
    ["another method", { method: "PUT" }, "bad_signature"],
    ["another path", { url: `${request.url}s` }, "bad_signature"],
    ["a query more", { url: `${request.url}?a=1` }, "bad_signature"],
    ["another origin", { url: request.url.replace("pay", "pay2") }, "bad_signature"],
    ["plain http", { url: request.url.replace("https", "http") }, "bad_signature"],
    ["another body", { body: '{"offer":2}' }, "content_digest_mismatch"],
    ["a blank more in the body", { body: '{"offer": 1}' }, "content_digest_mismatch"],
    ["no body", { body: "" }, "content_digest_mismatch"],
  ])("%s: %s", async (_, sent, code) => {
    expect(await answerTo(sent)).toBe(code);
  });

  it("[RQ3] another body under its own digest is bad_signature, and another algorithm's none", async () => {
    const body = '{"offer":2}';
    const other = await aSignature(device, { ...request, body }, trust, NOW);
    const digest = other["content-digest"]!;
    expect(await answerTo({ body }, { ...headers, "content-digest": digest })).toBe(
      "bad_signature",
    );
    const md5 = `md5=:AAAA:, ${headers["content-digest"]}`;
    for (const text of ["", md5, digest.replace("sha-256", "sha-512")])
      expect(await answerTo({}, { ...headers, "content-digest": text })).toBe(
        "content_digest_mismatch",
      );
  });

  it("is signature_missing without any, signature_malformed with half of one", async () => {
    const { signature: _, "signature-input": __, ...bare } = headers;
    expect(await answerTo({}, bare)).toBe("signature_missing");
    expect(await answerTo({}, { ...bare, signature: headers.signature! })).toBe(
      "signature_malformed",
    );
    const input = { ...bare, "signature-input": headers["signature-input"]! };
    expect(await answerTo({}, input)).toBe("signature_malformed");
  });

  it.each(["@method", "@target-uri", "content-digest"])(
    "that leaves out %s is signature_malformed, however well it is signed",
    async (left) => {
      const all = ["@method", "@target-uri", "content-digest"];
      const components = all.filter((name) => name !== left);
      expect(await answerTo({}, byHand(parameters(), { components }))).toBe("signature_malformed");
    },
  );

  it("with a component or a parameter more is signature_malformed", async () => {
    const components = ["@method", "@target-uri", "content-digest", "@authority"];
    expect(await answerTo({}, byHand(parameters(), { components }))).toBe("signature_malformed");
    for (const more of [';nonce="1"', `;expires=${NOW / 1_000 + 9}`, ";own=1"])
      expect(await answerTo({}, byHand(parameters() + more))).toBe("signature_malformed");
  });

  it("without one of the parameters is signature_malformed", async () => {
    for (const name of ["created", "keyid", "alg", "tag"]) {
      const without = parameters().replace(new RegExp(`;${name}=("[^"]*"|\\d+)`), "");
      expect(without, name).not.toBe(parameters());
      expect(await answerTo({}, byHand(without)), name).toBe("signature_malformed");
    }
  });

  it.each([
    ["another algorithm", { alg: "hmac-sha256" }],
    ["no algorithm that there is", { alg: "none" }],
    ["an unknown tag", { tag: "web-bot-auth" }],
    ["a tag of no mode", { tag: `warifu/1 prod ${trust.realm}` }],
    ["a key that is none", { keyid: "device-1" }],
    ["a time that is a text", { created: `"${NOW / 1_000}"` }],
    ["a time with a fraction", { created: `${NOW / 1_000}.5` }],
  ])("with %s is signature_malformed", async (_, given) => {
    expect(await answerTo({}, byHand(parameters(given)))).toBe("signature_malformed");
  });

  it("[RQ2] for another realm or mode is wrong_audience, wrong_mode", async () => {
    const realm = `realm:${"0".repeat(16)}`;
    expect(await answerTo({}, byHand(parameters({ tag: `warifu/1 test ${realm}` })))).toBe(
      "wrong_audience",
    );
    expect(await answerTo({}, byHand(parameters({ tag: `warifu/1 live ${trust.realm}` })))).toBe(
      "wrong_mode",
    );
  });

  it("with several signatures, or one of another label, is signature_malformed", async () => {
    const two = {
      ...headers,
      "signature-input": `${headers["signature-input"]}, ${headers["signature-input"]?.replace("sig1", "sig2")}`,
      signature: `${headers.signature}, ${headers.signature?.replace("sig1", "sig2")}`,
    };
    expect(await answerTo({}, two)).toBe("signature_malformed");
    const twice = { ...headers, signature: `${headers.signature}, ${headers.signature}` };
    expect(await answerTo({}, twice)).toBe("signature_malformed");
    const astray = { ...headers, signature: headers.signature!.replace("sig1", "sig2") };
    expect(await answerTo({}, astray)).toBe("signature_malformed");
  });

  it.each(["", "x", "sig1=:AAAA:", "sig1=(", `sig1=:${"A".repeat(86)}==:`, "sig1=:é:", "\u0000"])(
    "with the signature %j is refused",
    async (signature) => {
      const code = await answerTo({}, { ...headers, signature });
      expect(["signature_malformed", "bad_signature"]).toContain(code);
    },
  );

  it("by another key than it names is bad_signature", async () => {
    const { publicKey } = await makeKeyPair();
    expect(await answerTo({}, byHand(parameters({ keyid: publicKey })))).toBe("bad_signature");
  });
});

describe("[RQ6] time", () => {
  it.each([-REQUEST_SKEW_MS, REQUEST_SKEW_MS])("%d ms from ours is taken", async (skew) => {
    expect(await answerTo({}, headers, NOW + skew)).toBe(device.publicKey);
  });

  it.each([-1_000 - REQUEST_SKEW_MS, 1_000 + REQUEST_SKEW_MS])(
    "%d ms from ours is stale_request, with our time",
    async (skew) => {
      const now = NOW + skew;
      const header = (name: string) => headers[name] ?? null;
      const sent = { ...request, body: toUtf8(request.body) };
      const key = await verifyRequest(sent, header, trust, now);
      expect(key).toEqual({ ok: false, error: { code: "stale_request", time: now } });
    },
  );
});
