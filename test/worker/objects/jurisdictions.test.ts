// Objects where their ids say: a register and an account of the European Union. The platform's namespaces are played
// here, since workerd has one place only; whole trades run on it all the same.

import { describe, expect, it } from "vitest";
import { type KeyPair, makeKeyPair } from "../../../cli/keys.ts";
import type { OpenedAccount } from "../../../protocol/account/opening.ts";
import { firstBranchOf, jurisdictionOf } from "../../../protocol/jurisdictions.ts";
import type { OperatorAccount } from "../../../protocol/operator/operator.ts";
import type { Problem } from "../../../protocol/problem.ts";
import { registerIdOf } from "../../../protocol/register/register-key.ts";
import { createOperatorApi } from "../../../worker/carrier-server/operator-api.ts";
import { branchNamed, objectNamed } from "../../../worker/objects/placed.ts";
import {
  aClaim,
  aConfirmOf,
  aShop,
  aTrade,
  aWallet,
  postConfirm,
  readOffer,
  statusOf,
  storedRow,
  until,
} from "../synchronous-world.ts";
import { env as carrierEnv } from "../test-env.ts";

const SERVED = { ...carrierEnv, JURISDICTIONS: "eu" };
const ASKED = { currencies: ["JPY"], credit: [], limits: [] };

async function aKeyIn(jurisdiction: string): Promise<KeyPair> {
  for (;;) {
    const key = await makeKeyPair();
    if (jurisdictionOf(await registerIdOf("test", key.publicKey)) === jurisdiction) return key;
  }
}

function operator(path: string, given: typeof SERVED, init: RequestInit = {}): Promise<Response> {
  const headers = {
    Authorization: `Bearer ${carrierEnv.OPERATOR_KEY}`,
    "Content-Type": "application/json",
    "Idempotency-Key": crypto.randomUUID(),
    ...(init.headers as Record<string, string>),
  };
  const request = new Request(`https://carrier.test${path}`, { ...init, headers });
  const waiting = { waitUntil: () => undefined, passThroughOnException: () => undefined };
  return Promise.resolve(createOperatorApi().fetch(request, given, waiting as never));
}

const opened = (jurisdiction: string, given: typeof SERVED) =>
  operator("/v1/accounts", given, {
    method: "POST",
    body: JSON.stringify({ ...ASKED, jurisdiction }),
  });

describe("objects in a jurisdiction", () => {
  it("[DE1] a register's trade is settled, whatever place its id names", async () => {
    const shop = await aShop({}, await aKeyIn("eu"));
    expect(shop.register).toMatch(/^reg_test_eu/);
    const wallet = await aWallet();
    const { id } = await aTrade(shop);
    const offer = await readOffer(id);
    const granted = await aClaim(wallet, offer);
    expect((await postConfirm(await aConfirmOf(wallet, offer, granted))).status).toBe(200);
    await until(async () => (await statusOf(id)) === "settled");
    expect(await storedRow(id)).toBeDefined();
  });

  it("[DE1] [DE2] each object is asked for in its jurisdiction's namespace, or in the common one", () => {
    const asked: string[] = [];
    const namespaceOf = (place: string): DurableObjectNamespace =>
      ({
        getByName: (name: string) => asked.push(`${place}: ${name}`),
        jurisdiction: (one: string) => namespaceOf(one),
      }) as unknown as DurableObjectNamespace;
    const common = namespaceOf("anywhere");
    for (const name of [
      "reg_live_eu000",
      "live/reg_live_us000/3",
      "reg_test_00eu0",
      "test/reg_test_e0u00/0",
    ])
      objectNamed(common, name);
    for (const branch of [0, firstBranchOf("eu")])
      branchNamed(common, branch, `live/branch/${branch}`);
    expect(asked).toEqual([
      ...["eu: reg_live_eu000", "us: live/reg_live_us000/3"],
      ...["anywhere: reg_test_00eu0", "anywhere: test/reg_test_e0u00/0"],
      ...["anywhere: live/branch/0", `eu: live/branch/${firstBranchOf("eu")}`],
    ]);
  });

  it("[DE1] a platform that can't place an object is not taken for one with a single place", () => {
    const refusing = {
      jurisdiction: () => {
        throw new Error("no such jurisdiction");
      },
    } as unknown as DurableObjectNamespace;
    expect(() => objectNamed(refusing, "reg_live_eu000")).toThrow("no such jurisdiction");
  });

  it("[DE3] an account is opened where its operator asks, if it is served there", async () => {
    const answer = await opened("eu", SERVED);
    expect(answer.status).toBe(201);
    const { account } = (await answer.json()) as OpenedAccount & { account: OperatorAccount };
    expect(account.id).toMatch(/^acc_test_eu/);
    const headers = { "Warifu-Account": account.id };
    expect((await operator("/v1/account", SERVED, { headers })).status).toBe(200);
    const unserved = { ...SERVED, JURISDICTIONS: "us" };
    expect((await operator("/v1/account", unserved, { headers })).status).toBe(404);
    const refused = await opened("eu", unserved);
    expect(await refused.json()).toMatchObject({
      ...{ code: "invalid_request", param: "/jurisdiction" },
    } satisfies Partial<Problem>);
  });
});
