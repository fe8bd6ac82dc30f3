// What the SDK takes for a webhook, and what it refuses; the iterator over events; and the endpoints' calls.
import { describe, expect, it } from "vitest";
import { eventIdFrom } from "../../protocol/ids.ts";
import { toBase64 } from "../../protocol/signing/encoding.ts";
import { publicKeyOfSeed } from "../../protocol/signing/signature.ts";
import { webhookPublicKeyText } from "../../protocol/signing/webhook-signature.ts";
import { createWarifu, verifyWebhook, WarifuError } from "../../register-server/index.ts";
import { keyFor } from "../../register-server/key.ts";
import { ENDPOINT } from "../../worker/synchronous-server/contract/event-examples.ts";
import { aRealm, NOW } from "../support/builders/realm.ts";
import {
  anEvent,
  aWebhook as aRequest,
  WEBHOOK_EVENT as ID,
  WEBHOOK_OTHER_SECRET as OTHER,
  WEBHOOK_REGISTER as REGISTER,
  WEBHOOK_SECRET as SECRET,
  WEBHOOK_SEED as SEED,
} from "../support/builders/webhooks.ts";

async function codeOf(verified: Promise<unknown>): Promise<string> {
  const error = await verified.then(
    () => undefined,
    (thrown) => thrown,
  );
  return error instanceof WarifuError ? error.code : "none";
}

describe("verifying a webhook", () => {
  it("[EV11] gives the event, by the secret or by the public key", async () => {
    const publicKey = webhookPublicKeyText(await publicKeyOfSeed(SEED));
    for (const by of [{ secret: SECRET }, { publicKey }, { secret: [OTHER, SECRET] }])
      expect(await verifyWebhook(await aRequest(), { ...by, now: NOW })).toEqual(anEvent());
  });

  it("[EV11] refuses what was forged, altered, or signed for another time or id", async () => {
    const by = { secret: SECRET, now: NOW };
    const otherPair = webhookPublicKeyText(await publicKeyOfSeed(`${"B".repeat(42)}A`));
    expect(await codeOf(verifyWebhook(await aRequest(), { secret: OTHER, now: NOW }))).toBe(
      "webhook_forged",
    );
    expect(await codeOf(verifyWebhook(await aRequest(), { publicKey: otherPair, now: NOW }))).toBe(
      "webhook_forged",
    );
    const request = await aRequest();
    const altered = new Request(request.url, {
      method: "POST",
      headers: request.headers,
      body: "{}",
    });
    expect(await codeOf(verifyWebhook(altered, by))).toBe("webhook_forged");
    const later = { "webhook-timestamp": `${Math.floor(NOW / 1000) + 1}` };
    expect(await codeOf(verifyWebhook(await aRequest({ headers: later }), by))).toBe(
      "webhook_forged",
    );
    const renamed = { "webhook-id": eventIdFrom(REGISTER, 2) };
    expect(await codeOf(verifyWebhook(await aRequest({ headers: renamed }), by))).toBe(
      "webhook_forged",
    );
    const two = await aRequest({ event: anEvent(2) });
    expect(await codeOf(verifyWebhook(two, by))).toBe("webhook_malformed");
  });

  it("[EV11] refuses one that is older or newer than five minutes, replayed or not", async () => {
    const minutes = 60_000;
    const at = async (ms: number) =>
      codeOf(verifyWebhook(await aRequest({ at: NOW + ms }), { secret: SECRET, now: NOW }));
    expect(await Promise.all([-5, 0, 5].map((by) => at(by * minutes)))).toEqual([
      "none",
      "none",
      "none",
    ]);
    expect(await Promise.all([-6, 6].map((by) => at(by * minutes)))).toEqual([
      "webhook_stale",
      "webhook_stale",
    ]);
    const odd = { "webhook-timestamp": "1e9" };
    expect(
      await codeOf(verifyWebhook(await aRequest({ headers: odd }), { secret: SECRET, now: NOW })),
    ).toBe("webhook_stale");
  });

  it("[EV11] says so when something has read the body before, and reads no more than an event has", async () => {
    const by = { secret: SECRET, now: NOW };
    const read = await aRequest();
    await read.json();
    expect(await codeOf(verifyWebhook(read, by))).toBe("webhook_body_read");
    const large = await aRequest({ event: " ".repeat(20_001) });
    expect(await codeOf(verifyWebhook(large, by))).toBe("webhook_malformed");
    const bare = new Request("https://shop.example", { method: "POST", body: "{}" });
    expect(await codeOf(verifyWebhook(bare, by))).toBe("webhook_malformed");
    expect(await codeOf(verifyWebhook(await aRequest(), { now: NOW }))).toBe(
      "webhook_key_malformed",
    );
    const half = { secret: [SECRET, "whsec_"], now: NOW };
    expect(await codeOf(verifyWebhook(await aRequest(), half))).toBe("webhook_key_malformed");
  });

  it("gives an event of a type that is newer than it by its name alone", async () => {
    const event = anEvent(1, { type: "trade.disputed", data: { more: true } });
    expect(await verifyWebhook(await aRequest({ event }), { secret: SECRET, now: NOW })).toEqual({
      ...{ type: "unknown", name: "trade.disputed", id: ID, sequence: 1 },
    });
    const broken = await aRequest({ event: "not json" });
    expect(await codeOf(verifyWebhook(broken, { secret: SECRET, now: NOW }))).toBe(
      "webhook_malformed",
    );
  });
});

async function aWarifu(answers: (path: string) => unknown) {
  const realm = await aRealm();
  const api_key = `wk_${REGISTER.slice(4)}_${"a".repeat(52)}`;
  const parts = {
    mode: "test",
    register: REGISTER,
    api_key,
    origin: "https://pay.example",
  } as const;
  const key = keyFor({ ...parts, root_key: realm.root.publicKey, seed: realm.registerKey.seed });
  const sent: string[] = [];
  const answer: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    const { pathname, search } = new URL(request.url);
    const body = await request.text();
    sent.push(`${request.method} ${pathname}${search}${body}`);
    return Response.json(answers(`${pathname}${search}`));
  };
  return { warifu: createWarifu({ key, fetch: answer, now: () => NOW }), sent };
}

describe("events", () => {
  it("[EV5] are iterated page by page, and only as far as they are asked for", async () => {
    const { warifu, sent } = await aWarifu((path) =>
      path.includes("after=0")
        ? { events: [anEvent(1), anEvent(2)], next: "2", last: 3 }
        : { events: [anEvent(3)], last: 3 },
    );
    const sequences: number[] = [];
    for await (const { sequence } of warifu.events.after(0)) sequences.push(sequence);
    expect(sequences).toEqual([1, 2, 3]);
    expect(sent).toEqual(["GET /v1/events?after=0", "GET /v1/events?after=2"]);
    for await (const _ of warifu.events.after(0, { types: ["trade.settled", "payout.paid"] }))
      break;
    expect(sent.at(-1)).toBe("GET /v1/events?after=0&types=trade.settled%2Cpayout.paid");
    expect(sent).toHaveLength(3);
  });
});

describe("webhook endpoints", () => {
  it("[EV20] are made, read, changed, rotated, replayed and removed at their addresses", async () => {
    const { id, url } = ENDPOINT;
    const { warifu, sent } = await aWarifu((path) => {
      if (path.endsWith("/attempts")) return { attempts: [] };
      const list = { endpoints: [ENDPOINT] };
      return { ...ENDPOINT, ...list, secret: SECRET };
    });
    const { webhooks } = warifu;
    expect((await webhooks.create({ url, types: ["trade.settled"] })).secret).toBe(SECRET);
    expect((await webhooks.list())[0]?.id).toBe(id);
    await webhooks.get(id);
    await webhooks.change(id, { status: "disabled" });
    await webhooks.rotateSecret(id, { overlap: 1000 });
    await webhooks.rotateSecret(id);
    await webhooks.replay(id, { after: 7 });
    expect(await webhooks.listAttempts(id)).toEqual([]);
    await webhooks.remove(id);
    const path = "/v1/webhook-endpoints";
    expect(sent).toEqual([
      `POST ${path}{"url":"${url}","types":["trade.settled"]}`,
      ...[`GET ${path}`, `GET ${path}/${id}`, `POST ${path}/${id}{"status":"disabled"}`],
      ...[`POST ${path}/${id}/secret{"overlap_ms":1000}`, `POST ${path}/${id}/secret{}`],
      ...[`POST ${path}/${id}/replays{"after":7}`, `GET ${path}/${id}/attempts`],
      `DELETE ${path}/${id}`,
    ]);
    expect(await codeOf(webhooks.get("../keys"))).toBe("webhook_not_found");
    const now = await webhooks.verify(await aRequest(), { secret: SECRET });
    expect(now.sequence).toBe(1);
    expect(toBase64(new Uint8Array(1))).toBe("AA==");
  });
});
