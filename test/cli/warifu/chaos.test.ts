// Chaos against endpoints that are wrong in one thing each, and one that is right: each kind of trouble finds its own.

import { createServer, type IncomingMessage, type Server } from "node:http";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { KINDS, type Kind } from "../../../cli/warifu/chaos/kinds.ts";
import { runChaos, type Story } from "../../../cli/warifu/chaos/run-chaos.ts";
import { seeded } from "../../../cli/warifu/chaos/seeded.ts";
import { type ListenSecret, secretNamed } from "../../../cli/warifu/listen/signing-secret.ts";
import { eventIdFrom } from "../../../protocol/ids.ts";
import { toUtf8 } from "../../../protocol/signing/encoding.ts";
import { WEBHOOK_HEADERS, webhookSecretText } from "../../../protocol/signing/webhook-signature.ts";
import { type RegisterEvent, verifyWebhook } from "../../../register-server/index.ts";
import { aRealm, aTradeId, type Realm } from "../../support/builders/realm.ts";

type Fault = Kind | "none";

let realm: Realm;
let secret: ListenSecret;
let server: Server;
let to: string;
let fault: Fault;
/** What the shop under test knows. */
let orders: Map<string, { status: string; finalized: number }>;
/** What is true of each trade. */
let truth: Map<string, string>;
let sequence: number;

beforeEach(async () => {
  realm = await aRealm();
  secret = await secretNamed(webhookSecretText(toUtf8("a secret of thirty-two bytes, ok")));
  [orders, truth, sequence] = [new Map(), new Map(), 0];
  server = createServer((request, response) => {
    void take(request).then((status) => response.writeHead(status).end());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  to = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}/webhooks`;
});
afterEach(() => new Promise((resolve) => server.close(resolve)));

async function take(incoming: IncomingMessage): Promise<number> {
  const parts: Buffer[] = [];
  for await (const part of incoming) parts.push(part as Buffer);
  const headers = incoming.headers as Record<string, string>;
  const body = Buffer.concat(parts);
  const request = new Request(to, { method: "POST", headers, body });
  const said = Number(headers[WEBHOOK_HEADERS.timestamp]) * 1_000;
  const isOld = Math.abs(Date.now() - said) > 5 * 60_000;
  try {
    if (fault === "forged" && isOld) return 401;
    const event =
      fault === "forged"
        ? (JSON.parse(body.toString()) as RegisterEvent)
        : await verifyWebhook(request, {
            secret: secret.text,
            ...(fault === "late" ? { now: said } : {}),
          });
    if (event.type !== "unknown" && "trade" in event.data) tell(event.data.trade, event.type);
    return 204;
  } catch {
    return 401;
  }
}

function tell(trade: string, said: string): void {
  const order = orders.get(trade) ?? { status: "unpaid", finalized: 0 };
  const first = order.finalized === 0;
  orders.set(trade, {
    status: fault === "reordered" ? said : (truth.get(trade) ?? "unpaid"),
    finalized: first || fault === "duplicate" ? order.finalized + 1 : order.finalized,
  });
}

function story(refunded: boolean): Promise<Story> {
  const trade = aTradeId(realm);
  truth.set(trade, refunded ? "refunded" : "settled");
  const types = refunded
    ? (["trade.settled", "trade.refunded"] as const)
    : (["trade.settled"] as const);
  const events = types.map((type) => {
    sequence += 1;
    const id = eventIdFrom(realm.register, sequence);
    const own = { id, object: "event", mode: "test", register: realm.register, sequence } as const;
    const data = { trade, status: "settled" } as const;
    return { type, ...own, timestamp: new Date().toISOString(), data } as RegisterEvent;
  });
  const state = async () => {
    // A poller that ran meanwhile.
    if (fault !== "dropped" && !orders.has(trade)) tell(trade, "settled");
    return orders.get(trade) ?? { status: "unpaid", finalized: 0 };
  };
  return Promise.resolve({ trade, events, state });
}

async function play(planted: Fault, seed = 1) {
  fault = planted;
  const said: string[] = [];
  const findings = await runChaos({
    ...{ to, secret, seed, count: 10, story, patienceMs: 100 },
    say: (text) => said.push(text),
  });
  return { findings, said };
}

describe("chaos", () => {
  it("passes an endpoint that is right, whatever the seed", async () => {
    for (const seed of [1, 2, 3]) expect((await play("none", seed)).findings).toEqual([]);
  });

  it.each(KINDS)("finds an endpoint that is wrong about this: %s", async (kind) => {
    const { findings } = await play(kind);
    expect([...new Set(findings.map((one) => one.kind))]).toContain(kind);
    for (const finding of findings) expect(finding.right.length).toBeGreaterThan(20);
  });

  it("finds the same by the same seed", async () => {
    const kindsIn = (said: readonly string[]) => said.map((line) => line.split(":")[0]);
    const [first, again] = [await play("none", 7), await play("none", 7)];
    expect(kindsIn(again.said)).toEqual(kindsIn(first.said));
    expect(seeded(7).shuffled([1, 2, 3, 4, 5])).toEqual(seeded(7).shuffled([1, 2, 3, 4, 5]));
    expect(seeded(7).shuffled([1, 2, 3, 4, 5])).not.toEqual(seeded(8).shuffled([1, 2, 3, 4, 5]));
  });

  it("says so where an endpoint doesn't even take what is real", async () => {
    secret = {
      ...(await secretNamed(webhookSecretText(toUtf8("another secret of 32 bytes, here")))),
      text: secret.text,
    };
    await expect(play("none")).rejects.toThrow("WARIFU_WEBHOOK_SECRET");
  });
});
