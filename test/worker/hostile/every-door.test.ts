// Every door of both servers' contracts, under some sixty hostile requests each: nothing moves, each is answered with a
// documented problem, and none with a 5xx.

import * as v from "valibot";
import { beforeAll, describe, expect, it } from "vitest";
import { PROBLEMS, Problem } from "../../../protocol/problem.ts";
import { toUtf8 } from "../../../protocol/signing/encoding.ts";
import { signRequest } from "../../../protocol/signing/signed-requests.ts";
import { accountIdOf } from "../../../worker/carrier-server/branch/account/open-account.ts";
import { CARRIER_SERVER } from "../../../worker/carrier-server/contract/described.ts";
import { type Operation, problemsOf } from "../../../worker/http/contract/operation.ts";
import { clockNow } from "../../../worker/objects/clock.ts";
import { SYNCHRONOUS_SERVER } from "../../../worker/synchronous-server/contract/described.ts";
import { deploymentOf } from "../../../worker/synchronous-server/deployment.ts";
import { anEnrolment, aTerminalRequest } from "../../support/builders/payment.ts";
import { aRequestKey } from "../../support/builders/signed-requests.ts";
import { askCarrier, costOf } from "../carrier-world.ts";
import { listIdOf, publish } from "../price-list-world.ts";
import {
  aClaim,
  aConfirmOf,
  aKey,
  aShop,
  ask,
  aTrade,
  aWallet,
  bearing,
  env,
  flushed,
  ORIGIN,
  readOffer,
  type Shop,
  signTerms,
  statusOf,
  tillCost,
  type Wallet,
  world,
} from "../synchronous-world.ts";
import { env as carrierEnv } from "../test-env.ts";
import { type Attack, attacksOn, type Target } from "./attacks.ts";

let shop: Shop;
let wallet: Wallet;
let ids: Record<string, string>;
let honest: Record<string, Record<string, unknown>>;
let operatorHeaders: Record<string, string>;

beforeAll(async () => {
  shop = await aShop();
  wallet = await aWallet();
  const { id } = await aTrade(shop);
  await flushed(id);
  const offer = await readOffer(id);
  const claimed = await readOffer((await aTrade(shop)).id);
  ids = {
    ...{ trade: id, register: shop.register, month: "2026-11", day: "2026-11-01", branch: "1" },
    ...{ key: "key_test_0", payout: "pyt_test_0", file: "WARIFU-TEST-JPY-000001" },
    ...{ endpoint: "whk_test_0", list: listIdOf(shop) },
    ...{ capture: "cap_test_0", refund: "rfd_test_0" },
  };
  await publish(shop);
  const place = await world();
  honest = {
    createTrade: { terms: await signTerms(shop, { key: aKey() }) },
    claimTrade: { offer },
    confirmTrade: { ...(await aConfirmOf(wallet, claimed, await aClaim(wallet, claimed))) },
    enrolTerminal: { enrolment: await anEnrolment(place, wallet.device) },
    readAccount: { request: await aTerminalRequest(place, wallet.device) },
    topUp: { amount: 100, currency: "JPY" },
  };
  operatorHeaders = {
    Authorization: `Bearer ${carrierEnv.OPERATOR_KEY}`,
    "Warifu-Account": await accountIdOf("test", wallet.device.publicKey),
  };
});

type Server = "synchronous" | "carrier";

const UNWRITTEN = { tag: "", summary: "", asker: "anyone", method: "get", answers: {} } as const;
/** What no OpenAPI document can describe. */
const SOCKETS_AND_PAGES: readonly Operation[] = [
  { ...UNWRITTEN, id: "money", path: "/v1/money", problems: ["upgrade_required"] },
  { ...UNWRITTEN, id: "socket", path: "/v1/trades/{trade}/socket", problems: ["trade_not_found"] },
  { ...UNWRITTEN, id: "frame", path: "/terminal-frame" },
  { ...UNWRITTEN, id: "tradeQr", path: "/t/{trade}/qr.svg", problems: ["trade_not_found"] },
];
const DOORS: [string, Server, Operation][] = [
  ...SYNCHRONOUS_SERVER.operations.map((one) => ["synchronous", one] as const),
  ...SOCKETS_AND_PAGES.map((one) => ["synchronous", one] as const),
  ...CARRIER_SERVER.operations.map((one) => ["carrier", one] as const),
].map(([server, one]) => [`${server} ${one.method.toUpperCase()} ${one.path}`, server, one]);

function targetOf(operation: Operation): Target {
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name) => ids[name] ?? "x");
  const asker = {
    register: { Authorization: `Bearer ${shop.apiKey}` },
    operator: operatorHeaders,
    terminal: bearing(wallet),
    anyone: {},
  }[operation.asker];
  // Whoever buys from a list makes a key that says when.
  const named = operation.path.includes("{list}") ? aKey() : "hostile";
  const key = operation.keyed ? { "Idempotency-Key": named } : {};
  const made = honest[operation.id];
  return { operation, path, headers: { ...asker, ...key }, ...(made ? { honest: made } : {}) };
}

async function send(server: Server, attack: Attack): Promise<Response> {
  const { method, path, headers, body, sign } = attack;
  const signed = sign ? await signatureOf(path, body ?? "") : {};
  const init = {
    method,
    headers: { ...headers, ...signed },
    ...(body === undefined ? {} : { body }),
  };
  return server === "carrier" ? askCarrier(path, init) : ask(path, init);
}

/** A terminal in a thief's hands: what it signs is signed well. */
async function signatureOf(path: string, body: BodyInit): Promise<Record<string, string>> {
  const { trust } = await deploymentOf(env);
  const sent = typeof body === "string" ? toUtf8(body) : (body as Uint8Array<ArrayBuffer>);
  const request = { method: "POST", url: `${ORIGIN}${path}`, body: sent };
  const key = await aRequestKey(wallet.device);
  return { ...(await signRequest(request, key, trust, clockNow())) };
}

/** What any door may say to a path that isn't one, or to somebody whom it doesn't take for a client. */
const ANYWHERE = new Set(["route_not_found", "method_not_allowed"]);

const DOCUMENTED = new Set(DOORS.flatMap(([, , operation]) => problemsOf(operation)));

/** What is wrong with the answer, or nothing. */
async function wrongWith(
  operation: Operation,
  attack: Attack,
  response: Response,
): Promise<string | undefined> {
  const said = `${attack.name}: ${response.status}`;
  if (response.status < 400 || response.status >= 500) return said;
  if (response.headers.get("Content-Type") !== "application/problem+json")
    return `${said} no problem`;
  const problem = v.safeParse(Problem, await response.json());
  if (!problem.success) return `${said} no problem of ours`;
  const { code, status } = problem.output;
  if (status !== response.status || status !== PROBLEMS[code].status) return `${said} ${code}`;
  // Another path may be another door's.
  const known = attack.name.startsWith("path ") ? DOCUMENTED : new Set(problemsOf(operation));
  if (!known.has(code) && !ANYWHERE.has(code)) return `${said} ${code} is not documented here`;
  return attack.code && certain(operation) && code !== attack.code
    ? `${said} ${code} instead of ${attack.code}`
    : undefined;
}

/** Whether nothing about the address can be wrong before the body is looked at. */
function certain({ path }: Operation): boolean {
  return !/\{(payout|file|key)\}/.test(path);
}

describe("[RQ17] hostile requests", () => {
  it.each(DOORS)("at %s move nothing and are each refused", async (_, server, operation) => {
    const attacks = attacksOn(targetOf(operation));
    expect(attacks.length).toBeGreaterThanOrEqual(60);
    const wrong: string[] = [];
    let tills = { rows: 0 };
    const branch = await costOf(async () => {
      tills = await tillCost(shop, async () => {
        const answers = attacks.map(async (attack) =>
          wrongWith(operation, attack, await send(server, attack)),
        );
        wrong.push(...(await Promise.all(answers)).filter((one) => one !== undefined));
      });
    });
    expect(wrong).toEqual([]);
    expect({ tills: tills.rows, branch: branch.rows }).toEqual({ tills: 0, branch: 0 });
  });

  it("have left trade, account and balance as they were", async () => {
    expect(await statusOf(ids.trade ?? "")).toBe("open");
    const account = await askCarrier("/v1/account", { headers: operatorHeaders });
    expect(await account.json()).toMatchObject({
      balances: [{ amount: 50_000 }, { amount: 20_000 }],
    });
  });
});
