// What there is can't be found out by asking: nothing, something of another's and something made up are one answer.

import { beforeAll, describe, expect, it } from "vitest";
import { makeKeyPair } from "../../../cli/keys.ts";
import { registerIdFrom } from "../../../protocol/ids.ts";
import { apiKeyText } from "../../../protocol/register/api-keys.ts";
import { anOffer, aRealm } from "../../support/builders/realm.ts";
import {
  aCertifiedRegister,
  aShop,
  ask,
  aTrade,
  aWallet,
  postRenew,
  type Shop,
} from "../synchronous-world.ts";

let mine: Shop;
let theirs: Shop;
/** Of another register; of no trade, though it reads like one of ours; of another register's form; no id at all. */
let absent: Record<string, string>;
beforeAll(async () => {
  mine = await aShop();
  theirs = await aShop();
  const { id } = await aTrade(mine);
  const made = await anOffer(await aRealm(), {});
  absent = {
    foreign: (await aTrade(theirs)).id,
    changed: id.slice(0, -6).concat("000000"),
    "made up": made.trade,
    malformed: "trd_test_x",
  };
});

/** All that an asker can see, the request's own name apart. */
async function seen(response: Response): Promise<string> {
  const headers = [...response.headers].filter(([name]) => name !== "request-id");
  const text = (await response.text()).replace(/"request_id":"[^"]*"/, "");
  return JSON.stringify([response.status, headers.sort(), text]);
}

function asMine(path: string, method: string): Promise<Response> {
  const headers = {
    Authorization: `Bearer ${mine.apiKey}`,
    "Idempotency-Key": "one",
    "Content-Type": "application/json",
  };
  return ask(path, method === "GET" ? { headers } : { method, headers, body: "{}" });
}

describe("[RQ13] a trade that isn't there, or another register's", () => {
  const ROUTES = ["GET ", "POST /cancel", "GET /captures", "GET /refunds"];

  it.each(ROUTES)("is one answer at %s", async (route) => {
    const [method = "", path = ""] = route.split(" ");
    const answers = await Promise.all(
      Object.values(absent).map(async (id) =>
        seen(await asMine(`/v1/trades/${id}${path}`, method)),
      ),
    );
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toContain("trade_not_found");
  });

  it.each(["/offer", "/status", "/socket"])(
    "that nobody made is one answer at %s, to anyone",
    async (path) => {
      const { foreign: _, ...made } = absent;
      const headers = { Upgrade: "websocket" };
      const answers = await Promise.all(
        Object.values(made).map(async (id) =>
          seen(await ask(`/v1/trades/${id}${path}`, { headers })),
        ),
      );
      expect(new Set(answers).size).toBe(1);
      expect(answers[0]).toContain("trade_not_found");
    },
  );
});

describe("[RQ13] an API key that opens nothing", () => {
  it("is one answer, whether its register is known, uncertified or made up", async () => {
    const { certified } = await aCertifiedRegister();
    const random = () => crypto.getRandomValues(new Uint8Array(32));
    const nobody = registerIdFrom("test", crypto.getRandomValues(new Uint8Array(8)));
    const registers = [mine.register, certified.register, nobody];
    for (const path of ["/v1/payouts", "/v1/keys", "/v1/journal"]) {
      const answers = await Promise.all(
        registers.map(async (register) => {
          const headers = { Authorization: `Bearer ${apiKeyText(register, random())}` };
          return seen(await ask(path, { headers }));
        }),
      );
      expect([...new Set(answers)], path).toEqual([expect.stringContaining("unauthorized")]);
    }
  });
});

describe("[RQ13] a device key that has no account", () => {
  it("is one answer, whoever made it", async () => {
    await aWallet();
    const devices = await Promise.all([makeKeyPair(), makeKeyPair()]);
    const answers = await Promise.all(
      devices.map(async (device) => seen(await postRenew({ device }))),
    );
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toContain("unknown_terminal");
  });
});
