// The money socket: opened by a ticket, it takes the confirm that HTTP takes and gives the same answer, through
// hibernation too. What isn't a confirm for its account gets a problem.

import { evictDurableObject } from "cloudflare:test";
import * as v from "valibot";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import {
  BODY_BYTES_MAX,
  MONEY_SOCKET_IDLE_MS,
  MONEY_SOCKET_MESSAGES_PER_MINUTE,
  MONEY_SOCKETS_PER_ACCOUNT_MAX,
  TICKET_SOCKET_MS,
} from "../../../protocol/limits.ts";
import {
  Confirmed,
  type ConfirmTrade,
  MONEY_SOCKET_PROTOCOL,
  MoneySocketAnswer,
  RefusedProblem,
} from "../../../protocol/messages.ts";
import { Problem } from "../../../protocol/problem.ts";
import { setClockOffset } from "../../../worker/objects/clock.ts";
import {
  aConfirm,
  aTerminal,
  aTicket,
  type CarrierWorld,
  type Terminal,
} from "../../support/builders/payment.ts";
import { aCarrierWorld, balancesOf, costOf, theBranch } from "../carrier-world.ts";
import { env } from "../test-env.ts";
import { accountOf, actAsOperator } from "./operator-world.ts";

let world: CarrierWorld;
beforeAll(async () => {
  world = await aCarrierWorld();
});
afterEach(() => setClockOffset(0));

function upgrade(protocols: string, headers: Record<string, string> = {}): Promise<Response> {
  return env.CARRIER.fetch(
    new Request("https://synchronous.test/v1/money", {
      headers: { Upgrade: "websocket", "Sec-WebSocket-Protocol": protocols, ...headers },
    }),
  );
}

/** A client that takes one answer at a time. */
class Client {
  readonly #socket: WebSocket;
  readonly #waiting: ((text: string) => void)[] = [];

  constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.accept();
    socket.addEventListener("message", ({ data }) => this.#waiting.shift()?.(String(data)));
  }

  say(text: string | ArrayBuffer): Promise<string> {
    const answer = new Promise<string>((resolve) => this.#waiting.push(resolve));
    this.#socket.send(text);
    return answer;
  }

  async ask(message: string | ArrayBuffer): Promise<MoneySocketAnswer> {
    return v.parse(MoneySocketAnswer, JSON.parse(await this.say(message)));
  }

  confirm(body: ConfirmTrade, id = "1"): Promise<MoneySocketAnswer> {
    return this.ask(JSON.stringify({ id, confirm: body }));
  }

  shout(text: string): void {
    this.#socket.send(text);
  }

  /** @returns the code the server closes with */
  ended(): Promise<number> {
    return new Promise<number>((resolve) =>
      this.#socket.addEventListener("close", ({ code }) => resolve(code)),
    );
  }

  close(): Promise<number> {
    const closed = this.ended();
    this.#socket.close(1000);
    return closed;
  }
}

async function aSocket(terminal: Terminal): Promise<Client> {
  const answer = await upgrade(`${MONEY_SOCKET_PROTOCOL}, ${await aTicket(world, terminal)}`);
  if (!answer.webSocket) throw new Error(`not upgraded: ${answer.status}`);
  return new Client(answer.webSocket);
}

describe("opening a money socket", () => {
  it("takes a ticket and answers with the protocol alone: a ticket is not said back", async () => {
    const ticket = await aTicket(world, await aTerminal(world));
    const answer = await upgrade(`${MONEY_SOCKET_PROTOCOL}, ${ticket}`);
    expect(answer.status).toBe(101);
    expect(answer.headers.get("Sec-WebSocket-Protocol")).toBe(MONEY_SOCKET_PROTOCOL);
    await new Client(answer.webSocket!).close();
  });

  it.each([
    ["no ticket", "ticket_invalid", async () => MONEY_SOCKET_PROTOCOL],
    ["a forged ticket", "ticket_invalid", async () => `${MONEY_SOCKET_PROTOCOL}, tk1.1.AAAA`],
    ["another protocol", "invalid_request", async () => aTicket(world, await aTerminal(world))],
  ])("with %s is refused: %s, and no object is woken", async (_, code, protocols) => {
    const given = await protocols();
    const cost = await costOf(async () => {
      const answer = await upgrade(given);
      expect(v.parse(Problem, await answer.json()).code).toBe(code);
    });
    expect(cost.hops).toBe(0);
  });

  it("without an upgrade is refused", async () => {
    const answer = await upgrade(MONEY_SOCKET_PROTOCOL, { Upgrade: "h2c" });
    expect(answer.status).toBe(426);
  });

  it("[TM8] with a ticket older than 15 minutes is refused; the confirm it addresses is not", async () => {
    const terminal = await aTerminal(world);
    const body = await aConfirm(world, terminal);
    setClockOffset(TICKET_SOCKET_MS + 1000);
    const answer = await upgrade(`${MONEY_SOCKET_PROTOCOL}, ${body.ticket}`);
    expect(v.parse(Problem, await answer.json()).code).toBe("ticket_invalid");
    expect(await env.CARRIER.confirm(body)).toMatchObject({ ok: true });
  });

  it("[RQ12] in the place of one that idled is taken, and the idle one closed", async () => {
    const terminal = await aTerminal(world);
    const idle: Client[] = [];
    for (let n = 0; n < MONEY_SOCKETS_PER_ACCOUNT_MAX - 1; n++) idle.push(await aSocket(terminal));
    const ends = idle.map((client) => client.ended());
    setClockOffset(MONEY_SOCKET_IDLE_MS - 1_000);
    const busy = await aSocket(terminal);
    await busy.ask("{}");
    setClockOffset(MONEY_SOCKET_IDLE_MS + 1_000);
    const fresh = await aSocket(terminal);
    expect(await Promise.all(ends)).toEqual(idle.map(() => 1001));
    expect(await busy.ask("{}")).toMatchObject({ status: 400 });
    await Promise.all([busy.close(), fresh.close()]);
  });

  it("[RQ12] once too often for one account is refused; another account's is not", async () => {
    const terminal = await aTerminal(world);
    const open: Client[] = [];
    for (let n = 0; n < MONEY_SOCKETS_PER_ACCOUNT_MAX; n++) open.push(await aSocket(terminal));
    const answer = await upgrade(`${MONEY_SOCKET_PROTOCOL}, ${await aTicket(world, terminal)}`);
    expect(v.parse(Problem, await answer.json()).code).toBe("too_many_sockets");
    await (await aSocket(await aTerminal(world))).close();
    await Promise.all(open.map((client) => client.close()));
    await (await aSocket(terminal)).close();
  });
});

describe("a confirm on the money socket", () => {
  it("[LE13] [MS7] that a limit refuses says what is left, as HTTP does", async () => {
    const terminal = await aTerminal(world);
    const account = await accountOf(terminal);
    const asked = { currency: "JPY", payment: 100, budgets: [] };
    await actAsOperator("/v1/account/limits", asked, { account });
    const client = await aSocket(terminal);
    const { status, body } = await client.confirm(await aConfirm(world, terminal));
    expect(status).toBe(402);
    expect(v.parse(RefusedProblem, body)).toMatchObject({
      code: "over_payment_limit",
      left: { amount: 100, currency: "JPY" },
    });
    await client.close();
  });

  it("[MS7] gets what HTTP would answer: settled, for one hop, one commit and two rows", async () => {
    const terminal = await aTerminal(world);
    const body = await aConfirm(world, terminal);
    const client = await aSocket(terminal);
    let answer: MoneySocketAnswer | undefined;
    const cost = await costOf(async () => {
      answer = await client.confirm(body, "mine");
    });
    expect(cost).toEqual({ hops: 1, commits: 1, rows: 2, flushes: 1 });
    const http = await env.CARRIER.confirm(body);
    if (!http.ok) throw new Error(http.error.code);
    expect(answer).toEqual({ id: "mine", status: 200, body: http.value });
    expect(v.parse(Confirmed, answer?.body)).toEqual(http.value);
  });

  it("[MS7] refused as an outcome is a 402 problem with the attempt and its receipt", async () => {
    const terminal = await aTerminal(world);
    const body = await aConfirm(world, terminal, { terms: { amount: 50_001 } });
    const answer = await (await aSocket(terminal)).confirm(body);
    const problem = v.parse(RefusedProblem, answer.body);
    expect(answer.status).toBe(402);
    expect(problem).toMatchObject({ code: "insufficient_funds", attempt: 1, request_id: "1" });
    const http = await env.CARRIER.confirm(body);
    expect(http).toMatchObject({ ok: false, error: { receipt: problem.receipt } });
  });

  it("[MS7] of a void attempt is a 402 problem without a receipt", async () => {
    const terminal = await aTerminal(world);
    const body = await aConfirm(world, terminal);
    const { trade } = body.offer;
    await env.CARRIER.outcome({ sealed: terminal.sealed, trade, attempt: 1, voidIfAbsent: true });
    const answer = await (await aSocket(terminal)).confirm(body);
    expect(answer).toMatchObject({ status: 402, body: { code: "attempt_void", attempt: 1 } });
    expect(answer.body).not.toHaveProperty("receipt");
  });

  it("is answered after the branch slept with the socket open", async () => {
    const terminal = await aTerminal(world);
    const body = await aConfirm(world, terminal);
    const client = await aSocket(terminal);
    const before = await client.confirm(body);
    await evictDurableObject(theBranch(), { webSockets: "hibernate" });
    expect(await client.confirm(body)).toEqual(before);
    const next = await aConfirm(world, terminal);
    expect(await client.confirm(next)).toMatchObject({ status: 200 });
    expect(await balancesOf(world, terminal)).toMatchObject({ JPY: 50_000 - 2 * 4980 });
  });

  it("for another account than the socket's is refused, and nothing is written", async () => {
    const client = await aSocket(await aTerminal(world));
    const body = await aConfirm(world, await aTerminal(world));
    const cost = await costOf(async () =>
      expect(await client.confirm(body)).toMatchObject({
        status: 403,
        body: { code: "wrong_account" },
      }),
    );
    expect(cost.rows).toBe(0);
  });

  it("that is forged is refused with its code", async () => {
    const terminal = await aTerminal(world);
    const body = await aConfirm(world, terminal, { confirmation: { amount: 1 } });
    expect(await (await aSocket(terminal)).confirm(body)).toMatchObject({
      status: 409,
      body: { code: "amount_mismatch", param: "/confirmation", retryable: false },
    });
  });
});

describe("what is no confirm", () => {
  const deep = "[".repeat(40) + "]".repeat(40);
  it.each([
    ["text", "confirm!", "malformed_json"],
    ["bytes that are no text", new Uint8Array([255, 254]).buffer, "malformed_json"],
    ["too deep", deep, "malformed_json"],
    ["too large", JSON.stringify("x".repeat(BODY_BYTES_MAX + 256)), "body_too_large"],
    ["of another shape", "{}", "invalid_request"],
  ])("%s is answered with a problem and leaves the socket open", async (_, message, code) => {
    const client = await aSocket(await aTerminal(world));
    const answer = await client.ask(message);
    expect(answer).toMatchObject({ id: "", body: { code } });
    expect(v.parse(Problem, answer.body).status).toBe(answer.status);
    expect(await client.ask(message)).toEqual(answer);
  });

  it("[RQ12] more of it than a minute may have ends the socket, and a minute later is none", async () => {
    const terminal = await aTerminal(world);
    const [patient, flood] = [await aSocket(terminal), await aSocket(terminal)];
    for (let n = 0; n < MONEY_SOCKET_MESSAGES_PER_MINUTE; n++) {
      await patient.ask("{}");
      await flood.ask("{}");
    }
    const ended = flood.ended();
    flood.shout("{}");
    expect(await ended).toBe(1008);
    setClockOffset(61_000);
    expect(await patient.ask("{}")).toMatchObject({ status: 400 });
    await patient.close();
  });

  it("a ping is answered without waking the branch", async () => {
    const client = await aSocket(await aTerminal(world));
    const cost = await costOf(async () => expect(await client.say("ping")).toBe("pong"));
    expect(cost.hops).toBe(0);
  });

  it("a close is answered with a close", async () => {
    const client = await aSocket(await aTerminal(world));
    expect(await client.close()).toBe(1000);
  });
});
