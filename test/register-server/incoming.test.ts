// Webhooks as Node's own server hands them over, with and without something that has read them before.
import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { expect, it } from "vitest";
import { createWarifu, type NodeRequest, verifyWebhook } from "../../register-server/index.ts";
import { NOW } from "../support/builders/realm.ts";
import { anEvent, aWebhook, WEBHOOK_SECRET } from "../support/builders/webhooks.ts";
import { FakeWarifu } from "../support/fake-warifu.ts";

const BY = { secret: WEBHOOK_SECRET, now: NOW };

/** What a handler makes of a request that really came over a socket. */
async function served<T>(
  request: Request,
  handle: (incoming: IncomingMessage) => Promise<T>,
): Promise<T | string> {
  const result = Promise.withResolvers<T | string>();
  const server = createServer((incoming, outgoing) => {
    handle(incoming)
      .catch((error: { code?: string }) => error.code ?? String(error))
      .then((value) => {
        result.resolve(value);
        outgoing.end();
      });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const body = await request.arrayBuffer();
  const { headers } = request;
  await fetch(`http://127.0.0.1:${port}/`, { method: "POST", headers, body }).catch(() => {});
  server.close();
  return result.promise;
}

it("[EV11] an IncomingMessage is verified as a Request is", async () => {
  expect(await served(await aWebhook(), (incoming) => verifyWebhook(incoming, BY))).toEqual(
    anEvent(),
  );
  const forged = { ...BY, secret: `whsec_${"A".repeat(43)}=` };
  expect(await served(await aWebhook(), (incoming) => verifyWebhook(incoming, forged))).toBe(
    "webhook_forged",
  );
});

it("[EV11] one that a body parser has read, or made a text of, is found out", async () => {
  const parsed = await served(await aWebhook(), async (incoming) => {
    JSON.parse(await text(incoming));
    return verifyWebhook(incoming, BY);
  });
  expect(parsed).toBe("webhook_body_read");
  const decoded = await served(await aWebhook(), (incoming) =>
    verifyWebhook(incoming.setEncoding("utf8") as unknown as NodeRequest, BY),
  );
  expect(decoded).toBe("webhook_body_read");
});

it("[EV11] one that is larger than an event is given up", async () => {
  const large = await aWebhook({ event: " ".repeat(200_000) });
  expect(await served(large, (incoming) => verifyWebhook(incoming, BY))).toBe("webhook_malformed");
});

it("[EV11] the SDK verifies by the secret that it was given once, or by another", async () => {
  const { key } = await FakeWarifu.open();
  const now = () => NOW;
  const warifu = createWarifu({ key, now, webhookSecret: WEBHOOK_SECRET });
  expect(await warifu.webhooks.verify(await aWebhook())).toEqual(anEvent());
  const secret = `whsec_${"A".repeat(43)}=`;
  await expect(warifu.webhooks.verify(await aWebhook(), { secret })).rejects.toThrow(
    "webhook_forged",
  );
  const bare = createWarifu({ key, now });
  await expect(bare.webhooks.verify(await aWebhook())).rejects.toThrow("webhook_key_malformed");
});
