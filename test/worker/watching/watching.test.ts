// How both servers do, through their doors: what a trade leaves behind in the numbers, who may read them, readiness, and a
// request's id from the page to the branch's log.

import {
  createExecutionContext,
  runInDurableObject,
  waitOnExecutionContext,
} from "cloudflare:test";
import * as v from "valibot";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Watching } from "../../../protocol/operator/watching.ts";
import carrierServer, { CarrierEntrypoint } from "../../../worker/carrier-server/index.ts";
import { setClockOffset } from "../../../worker/objects/clock.ts";
import { askAsOperator } from "../carrier-server/operator-world.ts";
import { askCarrier, theBranch } from "../carrier-world.ts";
import { aPurchase } from "../reconciliation/count-world.ts";
import {
  aClaim,
  aConfirmOf,
  advanceClock,
  aShop,
  ask,
  aTrade,
  aWallet,
  getTrade,
  postConfirm,
  problemIn,
  readOffer,
  type Shop,
  type Wallet,
} from "../synchronous-world.ts";
import { env } from "../test-env.ts";
import { aMinutesWork, nextMinute, setClockApart, views, watchOf } from "./watch-world.ts";

let shop: Shop;
let wallet: Wallet;
beforeEach(async () => {
  setClockApart();
  shop = await aShop();
  wallet = await aWallet();
});
afterEach(() => {
  vi.restoreAllMocks();
  setClockOffset(0);
});

async function watching(): Promise<Watching> {
  const answer = await askAsOperator("/v1/watching");
  return v.parse(Watching, await answer.json());
}

/** Of both servers, by name and label. */
async function counted(): Promise<Record<string, number>> {
  await aMinutesWork();
  const { servers } = await watching();
  const all: Record<string, number> = {};
  for (const { name, label, count } of servers.flatMap((one) => one.counters))
    all[`${name}/${label}`] = (all[`${name}/${label}`] ?? 0) + count;
  return all;
}

describe("a paid trade", () => {
  it("is counted by its states and its requests, timed, and credited", async () => {
    const before = await counted();
    await aPurchase(shop, wallet);
    const after = await counted();
    const more = (name: string) => (after[name] ?? 0) - (before[name] ?? 0);
    for (const state of ["open", "claimed", "settled"])
      expect(more(`trades/${state}`), state).toBe(1);
    for (const operation of ["create", "claim", "confirm"])
      expect(more(`requests/${operation}/done`), operation).toBe(1);
    const { servers } = await watching();
    const timed = new Set(servers.flatMap((one) => one.spreads).map(({ name }) => name));
    for (const name of ["create_ms", "claim_ms", "confirm_ms", "credit_ms", "flush_size"])
      expect(timed).toContain(name);
    const promised = servers.flatMap((one) => one.objectives).filter(({ total }) => total > 0);
    expect(promised.map(({ name }) => name)).toContain("confirm answered");
    expect(promised.find(({ name }) => name === "credit within 10 s")?.share).toBe(1);
  });

  it("leaves no name of a person, account or trade in what is kept of it", async () => {
    const trade = await aPurchase(shop, wallet);
    await aMinutesWork();
    for (const role of ["synchronous-server", "carrier-server"] as const) {
      const kept = await runInDurableObject(watchOf(role), (_, { storage }) =>
        JSON.stringify(
          ["minutes", "hours", "alerts"].map((table) =>
            storage.sql.exec(`SELECT * FROM ${table}`).toArray(),
          ),
        ),
      );
      expect(kept).not.toMatch(/acc_|trd_|usr_|reg_|pyr_/);
      expect(kept).not.toContain(trade);
      expect(kept).not.toContain(wallet.device.publicKey);
    }
  });
});

describe("a refusal", () => {
  it("is counted by its code", async () => {
    const before = await counted();
    await getTrade(shop, "trd_test_0");
    const after = await counted();
    expect(
      (after["refusals/trade_not_found"] ?? 0) - (before["refusals/trade_not_found"] ?? 0),
    ).toBe(1);
  });
});

describe("GET /v1/watching", () => {
  it("is for the operator, and for the key that opens nothing else", async () => {
    const { code } = await problemIn(await askCarrier("/v1/watching"));
    expect(code).toBe("operator_unauthorized");
    const withKey = async (path: string) => {
      const request = new Request(`https://carrier.test${path}`, {
        headers: { Authorization: "Bearer a-screen-on-the-wall" },
      });
      const ctx = createExecutionContext();
      const given = { ...env, WATCH_KEY: "a-screen-on-the-wall" };
      const answer = await carrierServer.fetch(request as never, given, ctx);
      await waitOnExecutionContext(ctx);
      return answer.status;
    };
    expect(await withKey("/v1/watching")).toBe(200);
    expect(await withKey("/v1/reconciliation")).toBe(401);
  });

  it("is kept by minutes for three hours, and by hours for the objectives", async () => {
    const rows = (table: string) =>
      runInDurableObject(
        watchOf("synchronous-server"),
        (_, { storage }) => storage.sql.exec(`SELECT count(*) AS n FROM ${table}`).one().n,
      );
    await aMinutesWork();
    for (let times = 0; times < 200; times++) {
      setClockOffset(nextMinute() - Date.now());
      await watchOf("synchronous-server").heard("synchronous-server");
    }
    expect(await rows("minutes")).toBe(180);
    expect(await rows("hours")).toBeLessThan(10);
    const [own] = await views();
    expect(own?.minutes.length).toBe(60);
  });
});

describe("GET /ready", () => {
  const later = () => advanceClock(10_000);

  it("says so where storage and the other server answer", async () => {
    later();
    for (const [answer, role] of [
      [await ask("/ready"), "synchronous-server"],
      [await askCarrier("/ready"), "carrier-server"],
    ] as const)
      expect([answer.status, await answer.json()]).toEqual([
        200,
        { status: "ready", role, mode: "test" },
      ]);
  });

  it("names what doesn't answer, and asks at most once in five seconds", async () => {
    later();
    const away = vi
      .spyOn(CarrierEntrypoint.prototype, "keyCertificates")
      .mockImplementation(() => Promise.reject(new Error("away")));
    for (let times = 0; times < 5; times++)
      expect(await problemIn(await ask("/ready"))).toMatchObject({
        ...{ code: "not_ready", status: 503, detail: "no answer of: other server" },
      });
    expect(away).toHaveBeenCalledTimes(1);
    expect((await ask("/health")).status).toBe(200);
    away.mockRestore();
    later();
    expect((await ask("/ready")).status).toBe(200);
  });
});

describe("a request's id", () => {
  it("stands in the carrier's and the branch's lines of a confirm that fails there", async () => {
    const { id } = await aTrade(shop);
    const offer = await readOffer(id);
    const body = await aConfirmOf(wallet, offer, await aClaim(wallet, offer));
    const log = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const full = "SELECT RAISE(ABORT, 'database or disk is full')";
    await runInDurableObject(theBranch(), (_, { storage }) =>
      storage.sql.exec(`CREATE TRIGGER full BEFORE UPDATE ON accounts BEGIN ${full}; END`),
    );
    const failed = await postConfirm(body);
    expect(failed.status).toBe(503);
    const lines = log.mock.calls.map(([line]) => JSON.parse(String(line)));
    await runInDurableObject(theBranch(), (_, { storage }) =>
      storage.sql.exec("DROP TRIGGER full"),
    );
    const request_id = failed.headers.get("Request-Id");
    const said = { event: "branch_unanswered", request_id };
    expect(lines).toContainEqual(expect.objectContaining(said));
    const inBranch = { event: "flush_failed", requests: [request_id] };
    expect(lines).toContainEqual(expect.objectContaining(inBranch));
  });
});
