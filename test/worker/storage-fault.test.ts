// A write that fails inside a real object, at every door: a problem with a 5xx that says "send the same again",
// nothing half done, and once storage works again the very same bytes go through.

import { runInDurableObject } from "cloudflare:test";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { makeKeyPair } from "../../cli/keys.ts";
import type { TradeId } from "../../protocol/ids.ts";
import { type ConfirmTrade, MONEY_SOCKET_PROTOCOL } from "../../protocol/messages.ts";
import { hashOf } from "../../protocol/signing/signature.ts";
import type { Offer } from "../../protocol/trade/offer.ts";
import { accountIdOf } from "../../worker/carrier-server/branch/account/open-account.ts";
import { objectNamed } from "../../worker/objects/placed.ts";
import { anEnrolment } from "../support/builders/payment.ts";
import { actAsOperator } from "./carrier-server/operator-world.ts";
import { theBranch } from "./carrier-world.ts";
import {
  aClaim,
  aConfirmOf,
  aShop,
  aTrade,
  aWallet,
  cancel,
  env,
  flushed,
  post,
  postClaim,
  postConfirm,
  postDecline,
  postSigned,
  problemIn,
  readOffer,
  type Shop,
  tillStub,
  type Wallet,
  world,
} from "./synchronous-world.ts";

/** Where storage fails: every row that is written to this table of this object. */
interface Fault {
  /** a fresh one each time: a stub of an object that was aborted stays broken */
  readonly stub: () => DurableObjectStub;
  readonly table: string;
}

const EVENTS = ["INSERT", "UPDATE"] as const;

function inStorage({ stub }: Fault, statements: readonly string[]): Promise<void> {
  return runInDurableObject(stub(), (_, state) => {
    for (const statement of statements) state.storage.sql.exec(statement);
  });
}

function breakStorage(fault: Fault): Promise<void> {
  const full = "SELECT RAISE(ABORT, 'database or disk is full')";
  const trigger = (event: string) =>
    `CREATE TRIGGER full_${event} BEFORE ${event} ON ${fault.table} BEGIN ${full}; END`;
  return inStorage(fault, EVENTS.map(trigger));
}

function mendStorage(fault: Fault): Promise<void> {
  return inStorage(
    fault,
    EVENTS.map((event) => `DROP TRIGGER full_${event}`),
  );
}

function rowsOf({ stub, table }: Fault): Promise<string> {
  return runInDurableObject(stub(), (_, state) =>
    JSON.stringify(state.storage.sql.exec(`SELECT * FROM ${table}`).toArray()),
  );
}

let shop: Shop;
let wallet: Wallet;
beforeAll(async () => {
  shop = await aShop();
  wallet = await aWallet();
});
beforeEach(() => {
  vi.spyOn(console, "error").mockImplementation(() => undefined);
});
afterEach(() => vi.restoreAllMocks());

async function anOffer(): Promise<Offer> {
  const { id } = await aTrade(shop);
  await flushed(id);
  return readOffer(id);
}

const tillOf = (trade: TradeId): Fault => ({ stub: () => tillStub(trade), table: "trades" });
const branchTable = (table: string): Fault => ({ stub: theBranch, table });

interface Try {
  readonly fault: Fault;
  /** the same body each time */
  readonly send: () => Promise<Response>;
}

const DOORS: Record<string, () => Promise<Try>> = {
  "POST /v1/trades/:trade/claim": async () => {
    const offer = await anOffer();
    return { fault: tillOf(offer.trade), send: () => postClaim(wallet, offer) };
  },
  "POST /v1/trades/:trade/cancel": async () => {
    const { trade } = await anOffer();
    return { fault: tillOf(trade), send: () => cancel(shop, trade) };
  },
  "POST /v1/trades/:trade/decline": async () => {
    const offer = await anOffer();
    await aClaim(wallet, offer);
    return { fault: tillOf(offer.trade), send: () => postDecline(wallet, offer.trade) };
  },
  "POST /v1/registers/:register/tills": async () => {
    const path = `/v1/registers/${shop.register}/tills`;
    const headers = { Authorization: `Bearer ${shop.apiKey}`, "Idempotency-Key": "five" };
    return {
      fault: { stub: () => objectNamed(env.REGISTER, shop.register), table: "register" },
      send: () => post(path, { tills: 5 }, headers),
    };
  },
  "POST /v1/terminals": async () => {
    const device = await makeKeyPair();
    const enrolment = await anEnrolment(await world(), device);
    return {
      fault: branchTable("accounts"),
      send: () => postSigned(device, "/v1/terminals", { enrolment }),
    };
  },
  "POST /v1/confirmations": async () => {
    const body = await aConfirm();
    return {
      fault: branchTable("accounts"),
      send: () => postConfirm(body),
    };
  },
  "POST /v1/account/top-ups, the operator's": async () => {
    const account = await accountIdOf("test", wallet.device.publicKey);
    const topUp = { amount: 100, currency: "JPY" };
    return {
      fault: branchTable("operator_acts"),
      send: () => actAsOperator("/v1/account/top-ups", topUp, { account, key: "one-top-up" }),
    };
  },
};

async function aConfirm(): Promise<ConfirmTrade> {
  const offer = await anOffer();
  return aConfirmOf(wallet, offer, await aClaim(wallet, offer));
}

describe("[PR4] a write that fails", () => {
  it.each(Object.entries(DOORS))("at %s is a retryable 5xx, and heals", async (_, prepare) => {
    const { fault, send } = await prepare();
    await breakStorage(fault);
    const before = await rowsOf(fault);
    for (let tries = 0; tries < 2; tries++) {
      const failed = await send();
      expect(failed.status).toBeGreaterThanOrEqual(500);
      const problem = await problemIn(failed);
      expect(["storage_unavailable", "internal_error"]).toContain(problem.code);
      expect(problem).toMatchObject({ kind: "not_yet", retryable: true });
    }
    expect(await rowsOf(fault)).toBe(before);
    await mendStorage(fault);
    const healed = await send();
    expect(healed.status).toBeLessThan(300);
    const again = await send();
    expect(again.status).toBeLessThan(300);
  });
});

describe("[MS7] a confirm on the money socket", () => {
  it("whose write fails gets no answer but a closed socket, and its bytes a 5xx over HTTP", async () => {
    const body = await aConfirm();
    const fault = branchTable("accounts");
    const headers = {
      Upgrade: "websocket",
      "Sec-WebSocket-Protocol": `${MONEY_SOCKET_PROTOCOL}, ${body.ticket}`,
    };
    const open = async () => {
      const upgrade = new Request("https://synchronous.test/v1/money", { headers });
      const { webSocket } = await env.CARRIER.fetch(upgrade);
      webSocket?.accept();
      return webSocket!;
    };
    const said = (socket: WebSocket) =>
      new Promise<string>((resolve) => {
        socket.addEventListener("message", ({ data }) => resolve(String(data)));
        socket.addEventListener("close", () => resolve("closed"));
        socket.addEventListener("error", () => resolve("closed"));
        socket.send(JSON.stringify({ id: "1", confirm: body }));
      });
    const socket = await open();
    await breakStorage(fault);
    expect(await said(socket)).toBe("closed");
    const failed = await postConfirm(body);
    expect(await problemIn(failed)).toMatchObject({ status: 503, retryable: true });
    await mendStorage(fault);
    const answer = JSON.parse(await said(await open()));
    expect(answer).toMatchObject({ id: "1", status: 200, body: { outcome: "settled" } });
    const twin = await postConfirm(body);
    expect(await hashOf(await twin.json())).toBe(await hashOf(answer.body));
  });
});
