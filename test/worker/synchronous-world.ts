// The synchronous server of the tests, really running beside the carrier: a shop that is certified and registered,
// wallets with their credentials, and each request through the public door.

import { runInDurableObject } from "cloudflare:test";
import { exports } from "cloudflare:workers";
import { type KeyPair, makeKeyPair } from "../../cli/keys.ts";
import {
  type PayerTag,
  parseTradeId,
  type RegisterId,
  type TradeId,
  uuid7,
} from "../../protocol/ids.ts";
import type {
  CertifiedRegister,
  ConfirmTrade,
  Credential,
  Enrolled,
  Granted,
  OfferView,
  TradeView,
} from "../../protocol/messages.ts";
import type { Problem } from "../../protocol/problem.ts";
import { type ApiKeyScope, apiKeyOrder, apiKeyText } from "../../protocol/register/api-keys.ts";
import { importSigningSeed, sign } from "../../protocol/signing/signature.ts";
import type { Registration, SignedTerms, Terms } from "../../protocol/signing/signed-objects.ts";
import type { Offer, Trust } from "../../protocol/trade/offer.ts";
import { clockNow, setClockOffset } from "../../worker/objects/clock.ts";
import type { MeterReading } from "../../worker/objects/meter.ts";
import { objectNamed } from "../../worker/objects/placed.ts";
import { deploymentOf } from "../../worker/synchronous-server/deployment.ts";
import type { SynchronousEnv } from "../../worker/synchronous-server/env.ts";
import { tillName, tillNameOf } from "../../worker/synchronous-server/till/name.ts";
import type { Till } from "../../worker/synchronous-server/till/till.ts";
import {
  aConfirmation,
  anEnrolment,
  aTerminalRequest,
  type CarrierWorld,
} from "../support/builders/payment.ts";
import { type Realm, someTerms } from "../support/builders/realm.ts";
import { aSignature, type SentRequest } from "../support/builders/signed-requests.ts";
import { aRegistration, certifyRegister } from "./carrier-world.ts";
import { hear } from "./hear-answers.ts";
import { env as given } from "./test-env.ts";

export const env = given as unknown as SynchronousEnv;

export const ORIGIN = "http://localhost:8787";

/** A request to the public door. What it answers is heard: at the file's end nothing of a payer may have been in it. */
export async function ask(path: string, init: RequestInit = {}): Promise<Response> {
  const door = (exports as unknown as { default: Fetcher }).default;
  const response = await door.fetch(`${ORIGIN}${path}`, init as never);
  await hear(path, init, response);
  return response;
}

export function post(path: string, body: unknown, headers: Record<string, string> = {}) {
  return ask(path, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
}

/** What a refusal must be: its code, kind and status, as one text to compare. */
export async function problemIn(response: Response): Promise<Problem> {
  const type = response.headers.get("Content-Type");
  if (type !== "application/problem+json") throw new Error(`${response.status} ${type}`);
  return response.json();
}

/** Moves the clock of both servers. @param ms from where it is now */
export function advanceClock(ms: number): void {
  setClockOffset(clockNow() - Date.now() + ms);
}

// #region the shop

export interface Shop {
  readonly register: RegisterId;
  readonly apiKey: string;
  readonly key: KeyPair;
  readonly certified: CertifiedRegister;
  /** as the builders of support/ take it */
  readonly realm: Realm;
}

/** A register that the carrier has certified; not yet registered with us. */
export async function aCertifiedRegister(overrides: Partial<Registration> = {}, made?: KeyPair) {
  const key = made ?? (await makeKeyPair());
  const registration = await aRegistration(key, overrides);
  const answer = await certifyRegister(registration);
  const certified = (await answer.json()) as CertifiedRegister;
  return { key, registration, certified };
}

/** A key's text, and the object that its register's key signed for it. */
export async function anApiKey(
  register: RegisterId,
  key: KeyPair,
  { scopes = ["full"], name = "first" }: { scopes?: readonly ApiKeyScope[]; name?: string } = {},
) {
  const { trust } = await deploymentOf(env);
  const apiKey = apiKeyText(register, crypto.getRandomValues(new Uint8Array(32)));
  const asked = { register, realm: trust.realm, text: apiKey, name, scopes, time: clockNow() };
  const api_key = await sign(await apiKeyOrder(asked), await importSigningSeed(key.seed));
  return { apiKey, api_key };
}

export async function aShop(overrides: Partial<Registration> = {}, made?: KeyPair): Promise<Shop> {
  const { key, registration, certified } = await aCertifiedRegister(overrides, made);
  const { certificate, chain, register } = certified;
  const { apiKey, api_key } = await anApiKey(register, key);
  const answer = await post(
    "/v1/registers",
    { registration, certificate, chain, api_key },
    { "Idempotency-Key": crypto.randomUUID() },
  );
  if (answer.status !== 201) throw new Error(await answer.text());
  const { trust } = await deploymentOf(env);
  const realm = { mode: trust.mode, realm: trust.realm, trust, chain, register, registerKey: key };
  return { register, apiKey, key, certified, realm: realm as Realm };
}

/** One that has grown: its trades are spread over so many tills. */
export async function aShopOf(tills: number): Promise<Shop> {
  const shop = await aShop();
  const answer = await setTills(shop, tills);
  if (!answer.ok) throw new Error(await answer.text());
  return shop;
}

export function setTills(shop: Shop, tills: number, headers = {}): Promise<Response> {
  const own = { Authorization: `Bearer ${shop.apiKey}`, "Idempotency-Key": crypto.randomUUID() };
  return post(`/v1/registers/${shop.register}/tills`, { tills }, { ...own, ...headers });
}

export function aKey(timeMs = clockNow()): string {
  return uuid7(timeMs, crypto.getRandomValues(new Uint8Array(10)));
}

export async function signTerms(shop: Shop, overrides: Partial<Terms> = {}): Promise<SignedTerms> {
  const amount = overrides.amount ?? 4980;
  return someTerms(shop.realm, {
    key: aKey(),
    amount,
    items: [{ name: "Washi notebook", quantity: 2, amount }],
    deadline: clockNow() + 30 * 60_000,
    ...overrides,
  });
}

export function postCreate(
  shop: Shop,
  terms: SignedTerms,
  headers: Record<string, string> = {},
): Promise<Response> {
  return post(
    "/v1/trades",
    { terms },
    {
      Authorization: `Bearer ${shop.apiKey}`,
      "Idempotency-Key": terms.payload.key,
      ...headers,
    },
  );
}

export async function aTrade(shop: Shop, overrides: Partial<Terms> = {}): Promise<TradeView> {
  const response = await postCreate(shop, await signTerms(shop, overrides));
  if (response.status !== 201) throw new Error(await response.text());
  return response.json();
}

export function getTrade(shop: Shop, id: string): Promise<Response> {
  return ask(`/v1/trades/${id}`, { headers: { Authorization: `Bearer ${shop.apiKey}` } });
}

export function cancel(shop: Shop, id: string): Promise<Response> {
  return post(
    `/v1/trades/${id}/cancel`,
    {},
    {
      Authorization: `Bearer ${shop.apiKey}`,
      "Idempotency-Key": crypto.randomUUID(),
    },
  );
}

export async function statusOf(id: string): Promise<string> {
  const response = await ask(`/v1/trades/${id}/status`);
  return ((await response.json()) as { status: string }).status;
}

// #region the wallet

export interface Wallet {
  readonly device: KeyPair;
  readonly enrolled: Enrolled;
  readonly credential: Credential;
}

/** As the carrier's builders take the world. */
export async function world(): Promise<CarrierWorld> {
  const { trust } = await deploymentOf(env);
  return { realm: { mode: trust.mode, realm: trust.realm }, now: clockNow } as CarrierWorld;
}

/** The terminals of this world, so that what one of them confirmed can be sent by it. */
const devices = new Map<string, KeyPair>();

/** What is signed instead of the request as it is sent, or by whom for what. */
export interface Signing extends Partial<SentRequest> {
  readonly trust?: Pick<Trust, "mode" | "realm">;
  readonly now?: number;
  readonly origin?: string;
}

/** A terminal's request [RQ1]. */
export async function postSigned(
  device: KeyPair,
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
  { origin = ORIGIN, trust, now = clockNow(), ...signed }: Signing = {},
): Promise<Response> {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const request = { method: "POST", url: `${origin}${path}`, body: text, ...signed };
  const by = trust ?? (await deploymentOf(env)).trust;
  return post(path, text, { ...headers, ...(await aSignature(device, request, by, now)) });
}

export async function aWallet(): Promise<Wallet> {
  const device = await makeKeyPair();
  devices.set(device.publicKey, device);
  const enrolment = await anEnrolment(await world(), device);
  const response = await postSigned(device, "/v1/terminals", { enrolment });
  if (!response.ok) throw new Error(await response.text());
  const enrolled = (await response.json()) as Enrolled;
  return { device, enrolled, credential: enrolled.credential };
}

export function bearing({ credential }: Pick<Wallet, "credential">): Record<string, string> {
  return { Authorization: `Warifu-Credential ${credential.token}` };
}

/** An offer whose terms were signed for it: no price list's. */
export type SignedOffer = Offer & { readonly terms: SignedTerms };

export async function readOffer(trade: string): Promise<SignedOffer> {
  const response = await ask(`/v1/trades/${trade}/offer`);
  if (!response.ok) throw new Error(await response.text());
  return ((await response.json()) as OfferView).offer as SignedOffer;
}

export function postClaim(wallet: Wallet, offer: Offer, signing: Signing = {}): Promise<Response> {
  const path = `/v1/trades/${offer.trade}/claim`;
  return postSigned(wallet.device, path, { offer }, bearing(wallet), signing);
}

export async function aClaim(wallet: Wallet, offer: Offer): Promise<Granted> {
  const response = await postClaim(wallet, offer);
  if (!response.ok) throw new Error(await response.text());
  return response.json();
}

export function postDecline(wallet: Wallet, trade: TradeId): Promise<Response> {
  return postSigned(wallet.device, `/v1/trades/${trade}/decline`, {}, bearing(wallet));
}

/** Sent by the terminal that signed it, or else by whoever is named. */
export function postConfirm(confirm: ConfirmTrade, device?: KeyPair): Promise<Response> {
  const sender = device ?? devices.get(confirm.confirmation.payload.iss);
  if (!sender) throw new Error("no terminal of this world signed it");
  return postSigned(sender, "/v1/confirmations", confirm);
}

export async function postAccount({ device, credential }: Omit<Wallet, "enrolled">) {
  const request = await aTerminalRequest(await world(), device);
  return postSigned(device, "/v1/account", { request }, bearing({ credential }));
}

export function postRenew({ device }: Pick<Wallet, "device">): Promise<Response> {
  return postSigned(device, "/v1/terminals/credential", {});
}

export async function aConfirmOf(
  wallet: Wallet,
  offer: Offer,
  { grant, ticket }: Granted,
): Promise<ConfirmTrade> {
  const confirmation = await aConfirmation(await world(), wallet, offer, grant);
  return { offer, grant, ticket, confirmation };
}

// #region looking into the till

export function tillStub(trade: TradeId): DurableObjectStub<Till> {
  return objectNamed(env.TILL, tillNameOf(trade));
}

export function allTills(shop: Shop, tills = 4): DurableObjectStub<Till>[] {
  return Array.from({ length: tills }, (_, till) =>
    objectNamed(env.TILL, tillName(shop.register, till)),
  );
}

const ZERO: MeterReading = { hops: 0, commits: 0, rows: 0, flushes: 0 };

export function readMeter(stub: DurableObjectStub<Till>): Promise<MeterReading> {
  return runInDurableObject(stub, (till: Till) => till.database.meter.read());
}

export function plus(a: MeterReading, b: MeterReading, sign: 1 | -1 = 1): MeterReading {
  return {
    hops: a.hops + sign * b.hops,
    commits: a.commits + sign * b.commits,
    rows: a.rows + sign * b.rows,
    flushes: a.flushes + sign * b.flushes,
  };
}

/** What the work cost all tills of the shop. */
export async function tillCost(
  shop: Shop,
  work: () => Promise<unknown>,
  tills = 4,
): Promise<MeterReading> {
  const read = async () =>
    (await Promise.all(allTills(shop, tills).map(readMeter))).reduce((a, b) => plus(a, b), ZERO);
  const before = await read();
  await work();
  return plus(await read(), before, -1);
}

/** The stored row of a trade, or undefined while it isn't flushed. */
export function storedRow(trade: TradeId): Promise<Record<string, unknown> | undefined> {
  return runInDurableObject(tillStub(trade), (till: Till) =>
    till.database.exec("SELECT * FROM trades WHERE id = ?", trade).at(0),
  );
}

/** The row says settled: the credit is stored. */
export async function settledRow(trade: TradeId): Promise<boolean> {
  const row = await storedRow(trade);
  return String(row?.state).startsWith('{"state":"settled"');
}

/** Minor units by currency, as the till's own row has them. */
export function balancesOfTill(shop: Shop, till: number): Promise<Record<string, number>> {
  return runInDurableObject(
    objectNamed(env.TILL, tillName(shop.register, till)),
    (object: Till) => {
      const [row] = object.database.exec<{ sums: string }>("SELECT sums FROM till");
      return JSON.parse(row?.sums ?? "{}").balances;
    },
  );
}

/** Polls until the till has flushed what it answered early. */
export async function flushed(trade: TradeId): Promise<void> {
  if (await storedRow(trade)) return;
  // Whatever its till decides, what was answered before is stored with it: sooner than by itself [TM12].
  await tillStub(trade).decline("unknown" as TradeId, "nobody" as PayerTag);
  await until(async () => (await storedRow(trade)) !== undefined);
}

/** Polls a condition; a test waits for what it needs, never for a time. */
export async function until(condition: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 500; tries++) {
    if (await condition()) return;
    await scheduler.wait(10);
  }
  throw new Error("the condition never came true");
}

export function tillNumberOf(trade: TradeId): number {
  return parseTradeId(trade).till;
}
