// Our webhook signatures against the vectors that Standard Webhooks publishes with its libraries.
import { describe, expect, it } from "vitest";
import { fromBase64, toBase64, toBase64Url, toUtf8 } from "../../../protocol/signing/encoding.ts";
import { importSigningSeed, publicKeyOfSeed } from "../../../protocol/signing/signature.ts";
import {
  importWebhookSecret,
  readWebhookPublicKey,
  webhookContent,
  webhookPublicKeyText,
  webhookSecretText,
  webhookSignatureHolds,
  webhookSignatures,
} from "../../../protocol/signing/webhook-signature.ts";

const CONTENT = webhookContent(
  "msg_p5jXN8AQM9LWM0D4loKWxJek",
  "1614265330",
  toUtf8('{"test": 2432232314}'),
);
const SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const V1 = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
const SEED = "VEVTVFNJR05JTkdLRVlET05PVFVTRVRISVNGT1JBTlk=";
const V1A =
  "v1a,tQ9V2XOqn7jL/DQenEFpqIugdBVtiMmER5mhSkXBNwM0mkATuDe6KYYUuxqtaiHeYGb7KaaBRdM5WqyeFiL8Ag==";

async function keys() {
  const seed = toBase64Url(fromBase64(SEED)!);
  const secret = await importWebhookSecret(SECRET);
  return {
    secret: secret!,
    signingKey: await importSigningSeed(seed),
    publicKey: await publicKeyOfSeed(seed),
  };
}

describe("a webhook's signatures", () => {
  it("[EV10] are those of the published vectors, v1 and v1a", async () => {
    expect(await webhookSignatures(CONTENT, [await keys()])).toBe(`${V1} ${V1A}`);
  });

  it("[EV10] hold by the secret or by the public key, wherever they stand in the header", async () => {
    const { secret, publicKey } = await keys();
    const [bySecret, byKey] = [
      { secrets: [secret], publicKeys: [] },
      { secrets: [], publicKeys: [publicKey] },
    ];
    for (const header of [V1, `v2,AAAA v1a,AAAA ${V1}`, `${V1} ${V1A}`])
      expect(await webhookSignatureHolds(CONTENT, header, bySecret)).toBe(true);
    for (const header of [V1A, `v1,${"A".repeat(43)}= ${V1A}`])
      expect(await webhookSignatureHolds(CONTENT, header, byKey)).toBe(true);
  });

  it("[EV11] don't hold of other bytes, another kind, or cut short", async () => {
    const { secret, publicKey } = await keys();
    const by = { secrets: [secret], publicKeys: [publicKey] };
    const other = webhookContent("msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265331", toUtf8("{}"));
    expect(await webhookSignatureHolds(other, `${V1} ${V1A}`, by)).toBe(false);
    for (const header of ["", "v1,", V1.slice(0, -5), V1.replace("v1", "v1a"), V1.slice(3), "v1a,"])
      expect(await webhookSignatureHolds(CONTENT, header, by)).toBe(false);
    const many = `${"v1,AAAA ".repeat(50)}${V1}`;
    expect(await webhookSignatureHolds(CONTENT, many, by)).toBe(false);
  });

  it("[EV17] are by keys whose texts are read back, and by nothing else", async () => {
    const { publicKey } = await keys();
    expect(readWebhookPublicKey(webhookPublicKeyText(publicKey))).toBe(publicKey);
    expect(webhookSecretText(fromBase64(SECRET.slice(6))!)).toBe(SECRET);
    const short = `whsec_${toBase64(new Uint8Array(23))}`;
    const long = `whsec_${toBase64(new Uint8Array(65))}`;
    for (const text of ["", SECRET.slice(6), `whpk_${SECRET.slice(6)}`, short, long, `${SECRET}!`])
      expect(await importWebhookSecret(text)).toBeUndefined();
    for (const text of ["", SECRET, "whpk_AAAA", `whpk_${SEED}=`])
      expect(readWebhookPublicKey(text)).toBeUndefined();
  });
});
