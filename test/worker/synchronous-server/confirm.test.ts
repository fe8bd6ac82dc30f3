// The confirm's way through our door: relayed as it is, over HTTP and by the money socket, without touching a till.

import * as v from "valibot";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { makeKeyPair } from "../../../cli/keys.ts";
import { StepUpProblem } from "../../../protocol/account/step-up-problems.ts";
import type {
  Confirmed,
  ConfirmTrade,
  MoneySocketAnswer,
  RefusedProblem,
} from "../../../protocol/messages.ts";
import { MONEY_SOCKET_PROTOCOL } from "../../../protocol/messages.ts";
import { accountIdOf } from "../../../worker/carrier-server/branch/account/open-account.ts";
import { CarrierEntrypoint } from "../../../worker/carrier-server/index.ts";
import { aConfirmation } from "../../support/builders/payment.ts";
import { actAsOperator } from "../carrier-server/operator-world.ts";
import { costOf } from "../carrier-world.ts";
import {
  aClaim,
  aConfirmOf,
  aShop,
  ask,
  aTrade,
  aWallet,
  flushed,
  postConfirm,
  postSigned,
  problemIn,
  readOffer,
  type Shop,
  statusOf,
  tillCost,
  until,
  world,
} from "../synchronous-world.ts";

let shop: Shop;
beforeAll(async () => {
  shop = await aShop();
});

async function aConfirm(amount = 4980) {
  const wallet = await aWallet();
  const { id } = await aTrade(shop, { amount });
  await flushed(id);
  const offer = await readOffer(id);
  const granted = await aClaim(wallet, offer);
  return { wallet, offer, granted, confirm: await aConfirmOf(wallet, offer, granted) };
}

function confirmed(body: ConfirmTrade): Promise<Response> {
  return postConfirm(body);
}

describe("[PR3] a confirm over HTTP", () => {
  it("touches no till before the outcome: one hop, at the branch", async () => {
    const { confirm } = await aConfirm();
    let till = { hops: 0 };
    const branch = await costOf(async () => {
      till = await tillCost(shop, async () => {
        const refused = await confirmed({ ...confirm, ticket: "tk1.1.AAAA" });
        expect(await problemIn(refused)).toMatchObject({ code: "ticket_invalid" });
      });
    });
    expect(till.hops).toBe(0);
    expect(branch).toMatchObject({ hops: 0, rows: 0 });
  });

  it("[LE5] again, byte for byte, gets the same receipt and writes nothing", async () => {
    const { confirm, offer } = await aConfirm();
    const first = await (await confirmed(confirm)).text();
    await until(async () => (await statusOf(offer.trade)) === "settled");
    const cost = await costOf(async () => {
      expect(await (await confirmed(confirm)).text()).toBe(first);
    });
    expect(cost).toMatchObject({ rows: 0, commits: 0 });
  });

  it("that the branch refuses is 402 with attempt and receipt, and nothing of the payer", async () => {
    const { confirm, offer } = await aConfirm(50_001);
    const response = await confirmed(confirm);
    expect(response.status).toBe(402);
    const problem = (await response.json()) as RefusedProblem;
    expect(problem).toMatchObject({ code: "insufficient_funds", kind: "outcome", attempt: 1 });
    expect(problem.receipt?.payload).toMatchObject({
      trade: offer.trade,
      outcome: "refused",
      code: "insufficient_funds",
    });
    expect(JSON.stringify(problem)).not.toMatch(/acc_test|usr_test|ar1\./);
  });

  it("[LE13] that a limit refuses says what is left to the terminal; shop and page learn nothing", async () => {
    const { wallet, confirm, offer } = await aConfirm();
    const account = await accountIdOf("test", wallet.device.publicKey);
    const asked = { currency: "JPY", day: 100, budgets: [] };
    await actAsOperator("/v1/account/limits", asked, { account });
    const problem = (await (await confirmed(confirm)).json()) as RefusedProblem;
    expect(problem).toMatchObject({
      ...{ code: "over_day_limit", kind: "outcome", attempt: 1 },
      left: { amount: 100, currency: "JPY" },
    });
    const shown = [
      await ask(`/v1/trades/${offer.trade}`, {
        headers: { Authorization: `Bearer ${shop.apiKey}` },
      }),
      await ask(`/v1/trades/${offer.trade}/status`),
    ];
    for (const answer of shown) {
      const text = await answer.text();
      expect(text).toContain('"status":"open"');
      expect(text).not.toMatch(/left|limit/);
    }
  });

  it("[LE79] that needs a step-up is 403 with its reason, and leaves the attempt to be confirmed", async () => {
    const { wallet, confirm, offer } = await aConfirm();
    const account = await accountIdOf("test", wallet.device.publicKey);
    const rule = (one_click: number) =>
      actAsOperator(
        "/v1/account/step-up",
        { currency: "JPY", rule: { one_click } },
        { account, key: crypto.randomUUID() },
      );
    await rule(4979);
    const response = await confirmed(confirm);
    expect(response.status).toBe(403);
    expect(v.parse(StepUpProblem, await response.json())).toMatchObject({
      ...{ code: "step_up_required", kind: "not_yet", reason: "amount" },
      left: { amount: 4979, currency: "JPY" },
    });
    expect(await statusOf(offer.trade)).toBe("open");
    await rule(4980);
    expect((await confirmed(confirm)).status).toBe(200);
  });

  it("with another amount than the offer's is amount_mismatch", async () => {
    const { wallet, offer, granted } = await aConfirm();
    const confirmation = await aConfirmation(await world(), wallet, offer, granted.grant, {
      amount: 1,
    });
    const response = await confirmed({ offer, ...granted, confirmation });
    expect(await problemIn(response)).toMatchObject({ code: "amount_mismatch" });
  });

  it("[SG4] with a grant that we didn't make is grant_invalid", async () => {
    const { confirm } = await aConfirm();
    const grant = { ...confirm.grant, payload: { ...confirm.grant.payload, attempt: 2 } };
    expect(await problemIn(await confirmed({ ...confirm, grant }))).toMatchObject({
      code: "grant_invalid",
    });
  });

  it("with another account's ticket is wrong_account, and nothing is written", async () => {
    const [mine, theirs] = [await aConfirm(), await aConfirm()];
    const cost = await costOf(async () => {
      const response = await confirmed({ ...mine.confirm, ticket: theirs.granted.ticket });
      expect(response.status).toBe(403);
      expect(await problemIn(response)).toMatchObject({ code: "wrong_account" });
    });
    expect(cost).toMatchObject({ rows: 0 });
  });

  it("that isn't one is refused before its branch is asked", async () => {
    const device = await makeKeyPair();
    const send = (body: unknown) => postSigned(device, "/v1/confirmations", body);
    const cost = await costOf(async () => {
      expect(await problemIn(await send({}))).toMatchObject({ code: "invalid_request" });
      expect(await problemIn(await send("{"))).toMatchObject({ code: "malformed_json" });
    });
    expect(cost).toMatchObject({ hops: 0, rows: 0 });
  });

  it("[RQ4] sent by another terminal than the one that signed it is wrong_issuer", async () => {
    const { confirm } = await aConfirm();
    const cost = await costOf(async () => {
      const response = await postConfirm(confirm, await makeKeyPair());
      expect(await problemIn(response)).toMatchObject({ code: "wrong_issuer", status: 400 });
    });
    expect(cost).toMatchObject({ hops: 0, rows: 0 });
  });

  it("[PR4] without an answer of the carrier is carrier_unavailable: nothing is known", async () => {
    const { confirm } = await aConfirm();
    const log = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const carrier = vi
      .spyOn(CarrierEntrypoint.prototype, "fetch")
      .mockImplementation(() => Promise.reject(new Error("acc_test_secret")));
    const response = await confirmed(confirm);
    expect(response.status).toBe(503);
    expect(response.headers.get("Retry-After")).toBe("1");
    expect(await problemIn(response)).toMatchObject({
      code: "carrier_unavailable",
      kind: "not_yet",
      retryable: true,
    });
    expect(JSON.stringify(log.mock.calls)).not.toContain("acc_test");
    carrier.mockRestore();
    log.mockRestore();
    expect((await confirmed(confirm)).status).toBe(200);
  });
});

describe("[MS7] the money socket through our origin", () => {
  async function openSocket(ticket: string): Promise<WebSocket> {
    const protocols = `${MONEY_SOCKET_PROTOCOL}, ${ticket}`;
    const headers = { Upgrade: "websocket", "Sec-WebSocket-Protocol": protocols };
    const { webSocket, status } = await ask("/v1/money", { headers });
    if (!webSocket) throw new Error(`no socket: ${status}`);
    webSocket.accept();
    return webSocket;
  }

  function answerTo(socket: WebSocket, id: string, confirm: ConfirmTrade) {
    return new Promise<MoneySocketAnswer>((resolve) => {
      socket.addEventListener("message", ({ data }) => resolve(JSON.parse(String(data))));
      socket.send(JSON.stringify({ id, confirm }));
    });
  }

  it("confirms, and HTTP answers the same bytes afterwards", async () => {
    const { confirm, granted } = await aConfirm();
    const socket = await openSocket(granted.ticket);
    const { id, status, body } = await answerTo(socket, "1", confirm);
    expect({ id, status }).toEqual({ id: "1", status: 200 });
    const twin = (await (await confirmed(confirm)).json()) as Confirmed;
    expect(body).toEqual(twin);
  });

  it("without an upgrade is upgrade_required", async () => {
    const response = await ask("/v1/money");
    expect(response.status).toBe(426);
    expect(await problemIn(response)).toMatchObject({ code: "upgrade_required" });
  });

  it("takes neither cookie nor credential along", async () => {
    const { granted } = await aConfirm();
    const carrier = vi.spyOn(CarrierEntrypoint.prototype, "fetch");
    const protocols = `${MONEY_SOCKET_PROTOCOL}, ${granted.ticket}`;
    await ask("/v1/money", {
      headers: {
        Upgrade: "websocket",
        "Sec-WebSocket-Protocol": protocols,
        Cookie: "session=1",
        Authorization: "Warifu-Credential secret",
      },
    });
    const [forwarded] = carrier.mock.calls[0]!;
    expect(forwarded.headers.get("Sec-WebSocket-Protocol")).toBe(protocols);
    expect(forwarded.headers.get("Cookie")).toBeNull();
    expect(forwarded.headers.get("Authorization")).toBeNull();
    carrier.mockRestore();
  });
});
