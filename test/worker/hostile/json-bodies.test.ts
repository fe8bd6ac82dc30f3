// JSONTestSuite's bodies at every address of the two served documents that takes one: each is answered with a problem
// that the document names there, none with a 5xx, and no row of any object is written, changed or taken away.

import { exports } from "cloudflare:workers";
import * as v from "valibot";
import { beforeAll, describe, expect, it } from "vitest";
import { PROBLEMS, Problem, type ProblemCode } from "../../../protocol/problem.ts";
import { signRequest } from "../../../protocol/signing/signed-requests.ts";
import { accountIdOf } from "../../../worker/carrier-server/branch/account/open-account.ts";
import { CARRIER_SERVER } from "../../../worker/carrier-server/contract/described.ts";
import { OPENAPI_PATH } from "../../../worker/http/contract/open-api-door.ts";
import { parseJson } from "../../../worker/http/read-body.ts";
import { clockNow } from "../../../worker/objects/clock.ts";
import { SYNCHRONOUS_SERVER } from "../../../worker/synchronous-server/contract/described.ts";
import { deploymentOf } from "../../../worker/synchronous-server/deployment.ts";
import { aRequestKey } from "../../support/builders/signed-requests.ts";
import suite from "../../vectors/json-test-suite/bodies.json";
import { listIdOf, publish } from "../price-list-world.ts";
import { changedSince, storedState } from "../stored-state.ts";
import {
  aKey,
  aShop,
  aTrade,
  aWallet,
  bearing,
  env,
  flushed,
  ORIGIN,
  type Shop,
  type Wallet,
} from "../synchronous-world.ts";
import { env as carrierEnv } from "../test-env.ts";

type Server = "default" | "CarrierHttp";

const DOORS = exports as unknown as Record<Server, Fetcher>;
const ORIGINS = { default: ORIGIN, CarrierHttp: "https://carrier.test" } as const;

interface Described {
  readonly operationId: string;
  readonly security: readonly Record<string, unknown>[];
  readonly parameters?: readonly { readonly name: string; readonly required: boolean }[];
  readonly requestBody?: object;
  readonly responses: Record<string, { readonly content?: Record<string, object> }>;
}

interface Taking extends Described {
  readonly server: Server;
  readonly method: string;
  readonly path: string;
}

const BODIES: [string, Uint8Array<ArrayBuffer>][] = Object.entries(suite).map(([name, one]) => [
  name,
  typeof one === "string"
    ? bytesOf(one)
    : new Uint8Array([
        ...Array.from({ length: one.times }, () => [...bytesOf(one.of)]).flat(),
        ...bytesOf(one.end),
      ]),
]);

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
}

/** Every address that takes a body, as the server itself tells it. */
async function takingBodies(server: Server): Promise<Taking[]> {
  const answer = await DOORS[server].fetch(`${ORIGINS[server]}${OPENAPI_PATH}`);
  const { paths } = (await answer.json()) as { paths: Record<string, Record<string, Described>> };
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([method]) => ["post", "put", "patch"].includes(method))
      .map(([method, one]) => ({ ...one, server, path, method: method.toUpperCase() })),
  );
}

let shop: Shop;
let wallet: Wallet;
let ids: Record<string, string>;
let operator: Record<string, string>;

beforeAll(async () => {
  shop = await aShop();
  wallet = await aWallet();
  const { id } = await aTrade(shop);
  await flushed(id);
  await publish(shop);
  const zeros = (many: number) => "0".repeat(many);
  ids = {
    ...{ trade: id, register: shop.register, month: "2026-11", day: "2026-11-01", branch: "0" },
    ...{ key: `key_test_${zeros(16)}`, payout: `pyt_test_${zeros(26)}` },
    ...{ file: "WARIFU-TEST-JPY-000001", endpoint: `whk_test_${zeros(16)}`, list: listIdOf(shop) },
  };
  operator = {
    Authorization: `Bearer ${carrierEnv.OPERATOR_KEY}`,
    "Warifu-Account": await accountIdOf("test", wallet.device.publicKey),
  };
});

function headersFor({ security, parameters = [] }: Taking): Record<string, string> {
  const [asker = "anyone"] = Object.keys(security[0] ?? {});
  const named = parameters.some(({ name }) => name === "Idempotency-Key");
  const asking: Record<string, Record<string, string>> = {
    register: { Authorization: `Bearer ${shop.apiKey}` },
    ...{ operator, terminal: bearing(wallet), anyone: {} },
  };
  return {
    "Content-Type": "application/json",
    ...asking[asker],
    ...(named ? { "Idempotency-Key": aKey() } : {}),
  };
}

async function send(one: Taking, body: Uint8Array<ArrayBuffer>): Promise<Response> {
  const { server, method, parameters = [] } = one;
  const path = one.path.replaceAll(/\{(\w+)\}/g, (_, name) => ids[name] ?? "");
  const url = `${ORIGINS[server]}${path}`;
  const headers = headersFor(one);
  if (parameters.some(({ name }) => name === "Signature")) {
    const { trust } = await deploymentOf(env);
    const key = await aRequestKey(wallet.device);
    Object.assign(
      headers,
      await signRequest({ method: "POST", url, body }, key, trust, clockNow()),
    );
  }
  return DOORS[server].fetch(url, { method, headers, body });
}

const SCHEMAS = new Map(
  [...SYNCHRONOUS_SERVER.operations, ...CARRIER_SERVER.operations].map((one) => [one.id, one.body]),
);

/** An empty object, where that is all that is asked for: it would be obeyed. */
function isGood({ operationId }: Taking, body: Uint8Array): boolean {
  const json = parseJson(body);
  const schema = SCHEMAS.get(operationId);
  return json.ok && schema !== undefined && v.is(schema, json.value);
}

/** What is wrong with the answer, or nothing. */
async function wrongWith(one: Taking, [name, body]: [string, Uint8Array<ArrayBuffer>]) {
  const response = await send(one, body);
  const said = `${one.method} ${one.path} ${name}: ${response.status}`;
  const documented = one.responses[response.status]?.content?.["application/problem+json"];
  const type = response.headers.get("Content-Type");
  const problem = v.safeParse(Problem, await response.json());
  if (response.status >= 500 || response.status < 400) return said;
  if (type !== "application/problem+json" || !problem.success) return `${said} no problem`;
  const code: ProblemCode = problem.output.code;
  if (PROBLEMS[code].status !== response.status) return `${said} ${code}`;
  // A body that is no JSON, or of another shape, is that before anything else.
  return documented && JSON.stringify(documented).includes(`"${code}"`)
    ? undefined
    : `${said} ${code} is not documented here`;
}

describe.each(["default", "CarrierHttp"] as const)("JSONTestSuite's bodies at %s", (server) => {
  it("[PR1] are refused with a documented problem at every address that takes one, and write nothing", {
    timeout: 120_000,
  }, async () => {
    const addresses = await takingBodies(server);
    expect(addresses.length).toBeGreaterThan(15);
    expect(BODIES.length).toBe(318);
    const before = await storedState();
    const wrong: (string | undefined)[] = [];
    let good = 0;
    for (const one of addresses) {
      const tried = BODIES.filter(([, body]) => !isGood(one, body));
      good += BODIES.length - tried.length;
      wrong.push(...(await Promise.all(tried.map((body) => wrongWith(one, body)))));
    }
    expect(wrong.filter((one) => one !== undefined).slice(0, 20)).toEqual([]);
    expect(changedSince(before, await storedState())).toEqual([]);
    // Only where nothing need be said.
    expect(good).toBeLessThan(addresses.length);
  });
});

describe("what is compared", () => {
  it("would show one row more", async () => {
    const before = await storedState();
    const { id } = await aTrade(shop);
    await flushed(id);
    const changed = changedSince(before, await storedState());
    expect(changed).toEqual([expect.stringContaining("TILL")]);
  });
});
