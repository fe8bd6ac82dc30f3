// Webhooks between us and others: what the Courier signs is verified by the packages that shops already have, unmodified,
// and what theirs sign is verified by our SDK.
import { Webhook as StandardWebhook } from "standardwebhooks";
import { Webhook as SvixWebhook } from "svix";
import { describe, expect, it } from "vitest";
import { type RegisterId, registerIdFrom, webhookIdFrom } from "../../protocol/ids.ts";
import { toBase64Url } from "../../protocol/signing/encoding.ts";
import { verifyWebhook } from "../../register-server/index.ts";
import {
  type EndpointKeys,
  KeyMaker,
} from "../../worker/synchronous-server/courier/endpoints/endpoint-keys.ts";
import { anEvent } from "../support/builders/webhooks.ts";

const REGISTER = registerIdFrom("test", new Uint8Array(8).fill(7));
const ENDPOINT = webhookIdFrom("test", new Uint8Array(10).fill(3));
const SEED = toBase64Url(new Uint8Array(32).fill(5));
const COURIER = "../../worker/synchronous-server/courier/delivery/sign-event.ts";
/** By a name that no compiler follows: behind it are types that only a Worker has. */
const { signEvent } = (await import(new URL(COURIER, import.meta.url).href)) as {
  signEvent(
    register: RegisterId,
    event: object,
    keys: readonly EndpointKeys[],
    now: number,
  ): Promise<{ body: Uint8Array; headers: Readonly<Record<string, string>> }>;
};
const EVENT = {
  ...{ sequence: 7, type: "trade.settled", subject: `trd_test_${"0".repeat(61)}` },
  ...{ status: "settled", ref: null, at: Date.now() },
};

const maker = new KeyMaker();
const [current, former] = await Promise.all(
  [2, 1].map((number) => maker.keys(SEED, { id: ENDPOINT, number })),
);

/** As the Courier sends it now: its body's text, and its headers. */
async function sent(keys = [current!], now = Date.now()) {
  const { body, headers } = await signEvent(REGISTER, EVENT, keys, now);
  return { text: new TextDecoder().decode(body), headers: { ...headers } };
}

/** How each of them is asked: true, or the sentence it throws. */
const OTHERS = {
  standardwebhooks: (secret: string, text: string, headers: Record<string, string>) =>
    said(() => new StandardWebhook(secret).verify(text, headers)),
  svix: (secret: string, text: string, headers: Record<string, string>) =>
    said(() => new SvixWebhook(secret).verify(text, headers)),
};

function said(act: () => unknown): string {
  try {
    act();
    return "verified";
  } catch (error) {
    return String((error as Error).message);
  }
}

describe.each(Object.entries(OTHERS))("%s, unmodified,", (_name, verify) => {
  it("[EV10] verifies what the Courier signed, beside its v1a", async () => {
    const { text, headers } = await sent();
    expect(headers["webhook-signature"]).toMatch(/^v1,\S+ v1a,\S+$/);
    expect(verify(current!.secretText, text, headers)).toBe("verified");
  });

  it("[EV17] verifies it by the former and by the new secret while one takes the other's place", async () => {
    const { text, headers } = await sent([current!, former!]);
    for (const { secretText } of [current!, former!])
      expect(verify(secretText, text, headers)).toBe("verified");
    const after = await sent();
    expect(verify(former!.secretText, after.text, after.headers)).not.toBe("verified");
  });

  it("[EV11] refuses it altered, under another id, or an hour late, as we do", async () => {
    const { text, headers } = await sent();
    const secret = current!.secretText;
    expect(verify(secret, text.replace("settled", "voided"), headers)).not.toBe("verified");
    expect(verify(secret, text, { ...headers, "webhook-id": "evt_other" })).not.toBe("verified");
    const late = await sent([current!], Date.now() - 3_600_000);
    expect(verify(secret, late.text, late.headers)).not.toBe("verified");
  });
});

describe("the SDK", () => {
  it.each([
    ["standardwebhooks", new StandardWebhook(current!.secretText)],
    ["svix", new SvixWebhook(current!.secretText)],
  ])("[EV11] verifies what %s signed", async (_name, other) => {
    const [event, now] = [anEvent(), new Date()];
    const body = JSON.stringify(event);
    const signed = (secret: string) =>
      verifyWebhook(
        new Request("https://shop.example/webhooks", {
          method: "POST",
          headers: {
            "webhook-id": event.id,
            "webhook-timestamp": `${Math.floor(now.getTime() / 1000)}`,
            "webhook-signature": other.sign(event.id, now, body),
          },
          body,
        }),
        { secret },
      );
    expect(await signed(current!.secretText)).toEqual(event);
    await expect(signed(former!.secretText)).rejects.toThrow("webhook_forged");
  });
});
