// Events brought to a local endpoint: signed so that the SDK takes them, in order, tried again, and gone on with.

import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { makeKeyPair } from "../../../cli/keys.ts";
import { typesNamed } from "../../../cli/warifu/event-types.ts";
import { csvOf } from "../../../cli/warifu/export/csv.ts";
import type { Delivered } from "../../../cli/warifu/listen/deliver.ts";
import { followEvents, lineOf } from "../../../cli/warifu/listen/follow-events.ts";
import { placeFile } from "../../../cli/warifu/listen/place-file.ts";
import { listenSecret } from "../../../cli/warifu/listen/signing-secret.ts";
import { eventIdFrom, registerIdFrom } from "../../../protocol/ids.ts";
import { apiKeyText } from "../../../protocol/register/api-keys.ts";
import { type RegisterEvent, verifyWebhook } from "../../../register-server/index.ts";
import { keyFor } from "../../../register-server/key.ts";
import { aTradeId, type Realm } from "../../support/builders/realm.ts";

const REGISTER = registerIdFrom("test", new Uint8Array(8).fill(3));
let server: Server;
let to: string;
let taken: Request[];
let answers: number[];

beforeEach(async () => {
  [taken, answers] = [[], []];
  server = createServer(async (incoming, response) => {
    const parts: Buffer[] = [];
    for await (const part of incoming) parts.push(part as Buffer);
    const headers = incoming.headers as Record<string, string>;
    taken.push(new Request(to, { method: "POST", headers, body: Buffer.concat(parts) }));
    response.writeHead(answers.shift() ?? 204).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  to = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}/`;
});
afterEach(() => new Promise((resolve) => server.close(resolve)));

async function aWarifuKey(): Promise<string> {
  const [own, root] = [await makeKeyPair(), await makeKeyPair()];
  const api_key = apiKeyText(REGISTER, new Uint8Array(32));
  const parts = { mode: "test", register: REGISTER, api_key, seed: own.seed } as const;
  return keyFor({ ...parts, root_key: root.publicKey, origin: "http://localhost:8787" });
}

function anEvent(sequence: number): RegisterEvent {
  const trade = aTradeId({ mode: "test", register: REGISTER } as Realm);
  return {
    ...{
      type: "trade.settled",
      id: eventIdFrom(REGISTER, sequence),
      object: "event",
      mode: "test",
    },
    ...{ register: REGISTER, sequence, timestamp: "2026-11-23T08:00:00.000Z" },
    data: { trade, status: "settled" },
  };
}

/** Follows these until as many were brought or given up. */
async function follow(events: readonly RegisterEvent[], key: string, after = 0) {
  const ending = new AbortController();
  const [done, tries, lost]: [number[], Delivered[], unknown[]] = [[], [], []];
  let isFirst = true;
  const list = {
    async *after(sequence: number) {
      if (isFirst) {
        isFirst = false;
        throw new Error("no answer");
      }
      yield* events.filter((event) => event.sequence > sequence);
    },
  };
  await followEvents({
    warifu: { events: list } as never,
    ...{ secret: await listenSecret(key), to, after, signal: ending.signal, everyMs: 1 },
    say: (_, delivered) => tries.push(delivered),
    done: (sequence) => {
      done.push(sequence);
      if (done.length === events.filter((event) => event.sequence > after).length) ending.abort();
    },
    lost: (error) => lost.push(error),
  });
  return { done, tries, lost };
}

it("brings each event as a webhook that the SDK takes, and asks again where it got no answer", async () => {
  const key = await aWarifuKey();
  const { done, lost } = await follow([anEvent(1), anEvent(2), anEvent(3)], key, 1);
  expect([done, lost.length]).toEqual([[2, 3], 1]);
  const { text: secret } = await listenSecret(key);
  const events = await Promise.all(taken.map((request) => verifyWebhook(request, { secret })));
  expect(events.map((event) => event.sequence)).toEqual([2, 3]);
});

it("tries an event again, and goes on after the third time", async () => {
  answers = [500, 204, 500, 500, 500];
  const { done, tries } = await follow([anEvent(1), anEvent(2)], await aWarifuKey());
  expect(tries.map(({ status }) => status)).toEqual([500, 204, 500, 500, 500]);
  expect(done).toEqual([1, 2]);
});

it("signs by the same secret each time, and another register by another", async () => {
  const [key, other] = [await aWarifuKey(), await aWarifuKey()];
  const secret = async (of: string) => (await listenSecret(of)).text;
  expect(await secret(key)).toBe(await secret(key));
  expect(await secret(other)).not.toBe(await secret(key));
});

it("goes on where it ended, by register", () => {
  const folder = mkdtempSync(join(tmpdir(), "warifu-listen-"));
  const path = join(folder, "place.json");
  expect(placeFile(path, "a").read()).toBeUndefined();
  placeFile(path, "a").write(7);
  placeFile(path, "b").write(9);
  expect([placeFile(path, "a").read(), placeFile(path, "b").read()]).toEqual([7, 9]);
  expect(JSON.parse(readFileSync(path, "utf8"))).toEqual({ a: 7, b: 9 });
  rmSync(folder, { recursive: true });
});

it("takes types by name and by group, and says which there are", () => {
  expect(typesNamed("trade.settled, payout.*")).toEqual([
    ...["trade.settled", "payout.ordered", "payout.paid", "payout.refused", "payout.returned"],
  ]);
  expect(typesNamed(undefined)).toBeUndefined();
  expect(() => typesNamed("trade.paid")).toThrow(/trade\.paid; there are trade\.settled/);
});

it("says of each try what it was, and how it went", () => {
  const line = lineOf(anEvent(4), { ms: 12 }, 2);
  expect(line).toMatch(/#4 trade\.settled {2}trd_test_\w+ {2}→ no answer in 12 ms \(try 2\)$/);
});

it("writes CSV that no spreadsheet takes for a formula", () => {
  const rows = [
    { a: 1, b: '="x"' },
    { a: -2, c: "x,y" },
  ];
  expect(csvOf(rows)).toBe('a,b,c\r\n1,"\'=""x""",\r\n-2,,"x,y"\r\n');
});
