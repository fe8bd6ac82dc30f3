// HTTP and the money socket: our one origin, the bytes as they are, and nothing known without an answer.

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { http } from "../../extension/platform/http.ts";
import { moneySocket } from "../../extension/platform/money-socket.ts";
import { MONEY_SOCKET_PROTOCOL } from "../../protocol/messages.ts";

const ORIGIN = "http://localhost:8787";

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe("HTTP", () => {
  function answering(answer: Response | Error) {
    return vi.spyOn(globalThis, "fetch").mockImplementation(async () => {
      if (answer instanceof Error) throw answer;
      return answer;
    });
  }

  it("goes to our origin without cookies, referrer or redirects, with the bytes as they are", async () => {
    const fetch = answering(Response.json({ good: true }, { status: 201 }));
    const body = '{"b":1,"a":2}';
    const request = { method: "POST", path: "/v1/confirmations", body, credential: "tok" } as const;
    expect(await http(ORIGIN).send(request)).toEqual({ status: 201, body: { good: true } });
    const [url, init] = fetch.mock.calls[0] ?? [];
    expect(String(url)).toBe(`${ORIGIN}/v1/confirmations`);
    expect(init).toMatchObject({
      method: "POST",
      body,
      credentials: "omit",
      redirect: "error",
      referrerPolicy: "no-referrer",
      cache: "no-store",
      headers: { authorization: "Warifu-Credential tok", "content-type": "application/json" },
    });
  });

  it("sends no credential and no body where there is none", async () => {
    const fetch = answering(Response.json({}));
    await http(ORIGIN).send({ method: "GET", path: "/v1/trades/t/offer" });
    const init = fetch.mock.calls[0]?.[1];
    expect(init?.headers).toEqual({ accept: "application/json" });
    expect(init).not.toHaveProperty("body");
  });

  it.each([
    ["no network", new TypeError("Failed to fetch")],
    ["a page instead of an answer", new Response("<h1>502</h1>", { status: 502 })],
    ["an answer cut short", new Response('{"good":')],
  ])("%s is no answer", async (_case, answer) => {
    answering(answer);
    expect(await http(ORIGIN).send({ method: "GET", path: "/" })).toBeUndefined();
  });
});

class FakeSocket extends EventTarget {
  static last: FakeSocket;
  readonly url: string;
  readonly protocols: string[];
  readonly sent: string[] = [];
  closed = false;

  constructor(url: URL, protocols: string[]) {
    super();
    if (protocols.some((protocol) => /[^!-~]|=/.test(protocol))) throw new SyntaxError("protocol");
    this.url = String(url);
    this.protocols = protocols;
    FakeSocket.last = this;
  }

  send(text: string): void {
    this.sent.push(text);
  }

  close(): void {
    this.closed = true;
  }

  say(data: unknown): void {
    this.dispatchEvent(new MessageEvent("message", { data }));
  }
}

describe("the money socket", () => {
  beforeEach(() => vi.stubGlobal("WebSocket", FakeSocket));
  const BODY = '{"confirmation":{"b":1,"a":2}}';

  it("[TM8] is dialled at our origin with the ticket among its protocols", () => {
    const line = moneySocket(ORIGIN).open("tk1.1.abc");
    expect(FakeSocket.last.url).toBe("ws://localhost:8787/v1/money");
    expect(FakeSocket.last.protocols).toEqual([MONEY_SOCKET_PROTOCOL, "tk1.1.abc"]);
    line.close();
    expect(FakeSocket.last.closed).toBe(true);
  });

  it("[MS7] carries the stored bytes untouched, and gives the answer of its HTTP twin", async () => {
    const line = moneySocket(ORIGIN).open("tk1.1.abc");
    const socket = FakeSocket.last;
    socket.dispatchEvent(new Event("open"));
    const answer = line.confirm(BODY);
    await vi.waitFor(() => expect(socket.sent).toEqual([`{"id":"1","confirm":${BODY}}`]));
    socket.say("not json");
    socket.say(JSON.stringify({ id: "2", status: 200, body: {} }));
    socket.say(JSON.stringify({ id: "1", status: 402, body: { code: "insufficient_funds" } }));
    expect(await answer).toEqual({
      sent: true,
      answer: { status: 402, body: { code: "insufficient_funds" } },
    });
  });

  it("that doesn't open in a second and a half sends nothing", async () => {
    vi.useFakeTimers();
    const line = moneySocket(ORIGIN).open("tk1.1.abc");
    const answer = line.confirm(BODY);
    await vi.advanceTimersByTimeAsync(1_500);
    expect(await answer).toEqual({ sent: false });
    expect(FakeSocket.last.sent).toEqual([]);
  });

  it("that is refused sends nothing", async () => {
    const line = moneySocket(ORIGIN).open("tk1.1.abc");
    FakeSocket.last.dispatchEvent(new Event("error"));
    expect(await line.confirm(BODY)).toEqual({ sent: false });
  });

  it("that no browser dials sends nothing", async () => {
    const line = moneySocket(ORIGIN).open("tk1=");
    expect(await line.confirm(BODY)).toEqual({ sent: false });
    line.close();
  });

  it.each(["close", "error"])(
    "that ends with %s before the answer may have delivered",
    async (end) => {
      const line = moneySocket(ORIGIN).open("tk1.1.abc");
      const socket = FakeSocket.last;
      socket.dispatchEvent(new Event("open"));
      const answer = line.confirm(BODY);
      await vi.waitFor(() => expect(socket.sent).toHaveLength(1));
      socket.dispatchEvent(new Event(end));
      expect(await answer).toEqual({ sent: true });
    },
  );
});
