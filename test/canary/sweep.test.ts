// A sweep of a world that leaks: a real server behind the real proxy, which gives a shop what isn't its business.
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type RequestListener, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import { Capture } from "../support/canary/capture.ts";
import { databaseCells } from "../support/canary/database-cells.ts";
import { learnedFrom } from "../support/canary/learn.ts";
import { placeOf, whereOf } from "../support/canary/place.ts";
import { aPerson, canary } from "../support/canary/plant.ts";
import { CanarySearch } from "../support/canary/search.ts";
import { assertNothingFound, Sweep } from "../support/canary/sweep.ts";
import { WebSocketReader } from "../support/canary/web-socket-reader.ts";
import { type FaultProxy, startFaultProxy } from "../support/fault-proxy.ts";

const person = aPerson();
const ACCOUNT = "acc_test_0123456789abcdef";
const USER = "usr_test_fedcba9876543210";
const closing: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function aServer(listener: RequestListener): Promise<number> {
  const server: Server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(async () => server.close());
  return (server.address() as { port: number }).port;
}

interface Watched {
  readonly proxy: FaultProxy;
  readonly sweep: Sweep;
}

async function watched(listener: RequestListener): Promise<Watched> {
  const capture = new Capture();
  const sweep = new Sweep(capture);
  sweep.plant(canary("email", person.email, "the wallet"));
  sweep.plant(canary("account", ACCOUNT, "the carrier", ["carrier-storage"]));
  sweep.plant(canary("user", USER, "the wallet", ["terminal", "synchronous-storage"]));
  const port = await aServer(listener);
  const proxy = await startFaultProxy(() => port, { capture });
  closing.push(() => proxy.close());
  return { proxy, sweep };
}

const answering = (body: string | Uint8Array, headers: Record<string, string> = {}) =>
  watched((_, response) => response.writeHead(200, headers).end(body));

describe("a sweep", () => {
  it("is quiet where nothing leaks", async () => {
    const { proxy, sweep } = await answering('{"status":"settled"}');
    await fetch(`${proxy.origin}/v1/trades`);
    expect(sweep.fresh()).toMatchObject({
      findings: [],
      canaries: { email: 1, account: 1, user: 1 },
    });
  });

  it("[PV1] finds a canary in an answer's body, compressed or not, and says where without saying what", async () => {
    const body = gzipSync(JSON.stringify({ payer: USER, to: person.email }));
    const { proxy, sweep } = await answering(body, { "content-encoding": "gzip" });
    await (await fetch(`${proxy.origin}/v1/trades/x`)).text();
    const swept = sweep.fresh();
    expect(swept.findings).toHaveLength(2);
    expect(() => assertNothingFound(swept)).toThrow(/user .* in shop: .*answer, body, as UTF-8/);
    for (const finding of swept.findings) {
      expect(finding).not.toContain(USER.slice(9));
      expect(finding).not.toContain(person.email);
    }
    expect(sweep.fresh().findings).toEqual([]);
  });

  it("finds one in a header, in an address, and in what the shop itself sends", async () => {
    const header = { "x-account": Buffer.from(ACCOUNT).toString("base64") };
    const { proxy, sweep } = await watched(({ method }, response) =>
      response.writeHead(200, method === "GET" ? header : {}).end(),
    );
    await fetch(`${proxy.origin}/v1/trades?for=${encodeURIComponent(person.email)}`);
    await fetch(`${proxy.origin}/v1/trades`, { method: "POST", body: `{"note":"${USER}"}` });
    const { findings } = sweep.fresh();
    expect(findings.map((one) => one.replace(/, at \d+$/, "")).sort()).toEqual(
      [
        "account (the carrier) in shop: synchronous server: GET /v1/trades?…, answer, head, as UTF-8, base64 in alignment 0",
        "email (the wallet) in shop: synchronous server: GET /v1/trades?…, head, as percent › UTF-8",
        "user (the wallet) in shop: synchronous server: POST /v1/trades, body, as UTF-8",
      ].sort(),
    );
  });

  it("[PV2] leaves a payer's own requests what is his, but not his account's id", async () => {
    const { proxy, sweep } = await answering(JSON.stringify({ user: USER, account: ACCOUNT }));
    const headers = { signature: "warifu=:AA==:" };
    await (await fetch(`${proxy.origin}/v1/account`, { method: "POST", headers })).text();
    const [finding, ...others] = sweep.fresh().findings;
    expect(finding).toMatch(/^account .* in terminal/);
    expect(others).toEqual([]);
  });

  it("takes no page for a terminal, whatever headers it sends", () => {
    expect(placeOf(["Signature", "x", "Origin", "http://shop.example"])).toBe("shop");
    expect(placeOf(["Signature", "x", "Origin", "null"])).toBe("shop");
    expect(placeOf(["Signature", "x", "Origin", "chrome-extension://x"])).toBe("terminal");
    expect(placeOf(["Authorization", "Warifu-Credential x"])).toBe("shop");
  });

  it("finds one in a log and in a database's file, also where a value lies in pieces", () => {
    const folder = mkdtempSync(join(tmpdir(), "warifu-sweep-"));
    const file = join(folder, "shop.sqlite");
    const database = new DatabaseSync(file);
    database.exec("PRAGMA journal_mode = WAL; CREATE TABLE orders (note TEXT, more BLOB)");
    const insert = database.prepare("INSERT INTO orders VALUES (?, ?)");
    // Long values, so that a canary lies across the end of a page: cut in two by where the next page is.
    for (let i = 0; i < 300; i++)
      insert.run(`${"x".repeat(4_000 + i)}|${person.email}|`, Buffer.from(ACCOUNT));
    const capture = new Capture();
    const sweep = new Sweep(capture);
    sweep.plant(canary("email", person.email, "here"));
    sweep.plant(canary("account", ACCOUNT, "here", ["carrier-storage"]));
    const cells = databaseCells(file);
    for (const { table, bytes } of cells) capture.catch("shop", table, bytes);
    const search = new CanarySearch([canary("email", person.email, "here")]);
    expect(cells.flatMap(({ bytes }) => search.find(bytes))).toHaveLength(300);
    capture.catch("logs", "what the shop printed", `GET / 200 ${person.email}\n`);
    database.close();
    rmSync(folder, { recursive: true });
    expect(sweep.fresh().findings.map((one) => one.replace(/, at \d+$/, ""))).toEqual([
      "email (here) in shop: orders, as UTF-8",
      "account (here) in shop: orders, as UTF-8",
      "email (here) in logs: what the shop printed, as UTF-8",
    ]);
  });
});

describe("what is learned without being planted", () => {
  it("is each terminal's key, credential and ticket, its user, and what the servers stored of him", () => {
    const key = "k".repeat(43);
    const token = "t".repeat(80);
    const text = `signature-input: warifu=("@method");keyid="${key}"\r\nauthorization: Warifu-Credential ${token}`;
    const heard = {
      place: "terminal",
      bytes: Buffer.from(`${text}\r\n{"user":"${USER}"}`),
    } as const;
    expect(learnedFrom(heard).map(({ kind }) => kind)).toEqual(["credential", "device", "user"]);
    const stored = { place: "carrier-storage", bytes: Buffer.from(`\0\x01${ACCOUNT}JPY`) } as const;
    expect(learnedFrom(stored)).toMatchObject([{ kind: "account", value: ACCOUNT }]);
    const [tags, sealed] = ["p".repeat(43), `ar1.kid1.${"s".repeat(60)}`];
    const user = {
      place: "synchronous-storage",
      bytes: Buffer.from(`\x05${tags}${sealed}`),
    } as const;
    expect(learnedFrom(user).map(({ value }) => value)).toEqual([sealed, tags]);
    expect(learnedFrom({ ...heard, place: "shop" })).toEqual([]);
  });
});

describe("what a capture hears", () => {
  it("names an address without the ids and the query in it", () => {
    expect(whereOf("GET", `/v1/trades/trd_test_${"0".repeat(61)}/status?a=b`)).toBe(
      "GET /v1/trades/trd_…/status?…",
    );
  });

  it("reads a WebSocket's messages, masked, long, in fragments and cut anywhere", () => {
    const masked = (first: number, payload: Buffer) => {
      const mask = Buffer.from([1, 2, 3, 4]);
      const size =
        payload.length < 126
          ? Buffer.from([0x80 | payload.length])
          : Buffer.from([0xfe, payload.length >> 8, payload.length & 255]);
      const body = Buffer.from(payload.map((byte, i) => byte ^ (mask[i % 4] ?? 0)));
      return Buffer.concat([Buffer.from([first]), size, mask, body]);
    };
    const long = Buffer.from(person.email.repeat(20));
    const stream = Buffer.concat([
      masked(0x01, Buffer.from("one ")),
      masked(0x89, Buffer.from("ping")),
      masked(0x80, Buffer.from("message")),
      masked(0x82, long),
    ]);
    for (const step of [1, 7, stream.length]) {
      const reader = new WebSocketReader();
      const messages: string[] = [];
      for (let at = 0; at < stream.length; at += step)
        messages.push(...reader.read(stream.subarray(at, at + step)).map(String));
      expect(messages).toEqual(["ping", "one message", String(long)]);
    }
  });
});
