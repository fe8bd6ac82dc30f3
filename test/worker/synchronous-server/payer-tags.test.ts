// What two shops could find out about their payers by putting all they have together: nothing. Everything each of them
// gets about a payment is taken apart into its values, and none is the same because the payer is the same.

import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { type KeyPair, makeKeyPair } from "../../../cli/keys.ts";
import type { LinkView } from "../../../protocol/account/linking.ts";
import { linkCodeOf } from "../../../protocol/account/terminal-changes.ts";
import { registerIdFrom, type TradeId } from "../../../protocol/ids.ts";
import type { TradeView } from "../../../protocol/messages.ts";
import { fromBase64Url, toBase64Url } from "../../../protocol/signing/encoding.ts";
import { payerTagAt } from "../../../worker/synchronous-server/user/credential.ts";
import { anApproval } from "../../support/builders/terminals.ts";
import { capture, held, refund } from "../orders-world.ts";
import {
  aClaim,
  aConfirmOf,
  advanceClock,
  aShop,
  ask,
  aWallet,
  bearing,
  post,
  postConfirm,
  postCreate,
  postSigned,
  readOffer,
  type Shop,
  signTerms,
  until,
  type Wallet,
  world,
} from "../synchronous-world.ts";

/** Everything that a shop got about one payment: each answer with its headers, to the shop and to its page. */
interface Known {
  readonly payer: string;
  readonly values: ReadonlySet<string>;
}

const APART_MS = 1_000;

/** A payment with all that a shop may do about it, and all that it may ask. */
async function buy(shop: Shop, wallet: Wallet, capturing: "now" | "later" = "now"): Promise<Known> {
  advanceClock(APART_MS);
  const heard: string[] = [];
  const hear = async (response: Response): Promise<Response> => {
    heard.push(...[...response.clone().headers].flat(), await response.clone().text());
    return response;
  };
  const authorization = { headers: { Authorization: `Bearer ${shop.apiKey}` } };
  const amount = { amount: 500 };
  const terms = await signTerms(shop, capturing === "later" ? held(amount) : amount);
  const { id } = (await (await hear(await postCreate(shop, terms))).json()) as TradeView;
  const trade = id as TradeId;
  const offer = await readOffer(trade);
  await hear(await ask(`/v1/trades/${trade}/offer`));
  const granted = await aClaim(wallet, offer);
  // While it is claimed a shop sees as little as before [TR13].
  await hear(await ask(`/v1/trades/${trade}`, authorization));
  await postConfirm(await aConfirmOf(wallet, offer, granted), wallet.device);
  const read = async () =>
    (await (await ask(`/v1/trades/${trade}`, authorization)).json()) as TradeView;
  await until(async () => (await read()).status !== "open");
  if (capturing === "later") await hear(await capture(shop, trade, { amount: 400, last: true }));
  await hear(await refund(shop, trade, { amount: 100 }));
  for (const path of ["", "/status", "/captures", "/refunds"])
    await hear(await ask(`/v1/trades/${trade}${path}`, authorization));
  const { payer_tag: payer = "" } = await read();
  return { payer, values: new Set(heard.flatMap(valuesIn)) };
}

/** What the shop knows of all its payments, by time: its journal says it of each trade. */
async function journalOf(shop: Shop): Promise<string> {
  const headers = { Authorization: `Bearer ${shop.apiKey}` };
  return (await ask(`/v1/registers/${shop.register}/journal`, { headers })).text();
}

/** Each number and text of an answer; of a text in base64url what is in it, and each longer part of it too. */
function valuesIn(text: string): string[] {
  const inside = parsed(text);
  if (inside !== undefined) return leaves(inside).flatMap((leaf) => [leaf, ...partsOf(leaf)]);
  return [text, ...partsOf(text)];
}

function leaves(value: unknown): string[] {
  if (value === null || typeof value !== "object") return [String(value)];
  return Object.values(value).flatMap(leaves);
}

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/** So long that no two are the same by chance, wherever they begin. */
const PART_CHARS = 16;

function partsOf(leaf: string): string[] {
  const parts: string[] = [];
  for (let at = 0; at + PART_CHARS <= leaf.length; at++)
    parts.push(leaf.slice(at, at + PART_CHARS));
  const bytes = /^[\w-]{24,}$/.test(leaf) ? fromBase64Url(leaf) : undefined;
  const decoded = bytes && toBase64Url(bytes.subarray(1));
  return decoded ? [...parts, decoded] : parts;
}

function shared(a: Known, b: Known, ...others: readonly Known[]): string[] {
  return [...a.values].filter(
    (value) => b.values.has(value) && !others.some(({ values }) => values.has(value)),
  );
}

async function aLinked(first: Wallet): Promise<Wallet> {
  const device: KeyPair = await makeKeyPair();
  const link = () => postSigned(device, "/v1/terminals/links", { name: "Firefox upstairs" });
  await link();
  const look = { code: await linkCodeOf(device.publicKey) };
  await postSigned(first.device, "/v1/terminals/links/look", look, bearing(first));
  const change = await anApproval(await world(), first.device, device.publicKey);
  await postSigned(first.device, "/v1/terminals/changes", { change }, bearing(first));
  const view = (await (await link()).json()) as LinkView;
  if (view.state !== "linked") throw new Error(view.state);
  return { device, enrolled: view.enrolled, credential: view.enrolled.credential };
}

let shops: [Shop, Shop, Shop];
let hana: Wallet;
let jiro: Wallet;
beforeAll(async () => {
  shops = [await aShop(), await aShop(), await aShop()];
  // With one till each, the numbers of the sales are alike for both payers.
  for (const { register, apiKey } of shops) {
    const headers = { Authorization: `Bearer ${apiKey}`, "Idempotency-Key": crypto.randomUUID() };
    expect((await post(`/v1/registers/${register}/tills`, { tills: 1 }, headers)).status).toBe(200);
  }
  [hana, jiro] = [await aWallet(), await aWallet()];
});

describe("what two shops put together", () => {
  it.each(["now", "later"] as const)(
    "[PV4] has no value that says two of its payments, captured %s, are of one payer",
    async (capturing) => {
      const [here, there, elsewhere] = shops;
      // In this order time and numbers say nothing: what is alike in hana's payments is alike in jiro's between them.
      const hanaHere = await buy(here, hana, capturing);
      const jiroHere = await buy(here, jiro, capturing);
      const jiroThere = await buy(there, jiro, capturing);
      const hanaThere = await buy(there, hana, capturing);
      const jiroElsewhere = await buy(elsewhere, jiro, capturing);
      const hanaElsewhere = await buy(elsewhere, hana, capturing);
      const jiros = [jiroHere, jiroThere, jiroElsewhere];
      const hanas = [hanaHere, hanaThere, hanaElsewhere];
      expect(hanaHere.values.size).toBeGreaterThan(500);
      expect(shared(hanaHere, hanaThere, ...jiros)).toEqual([]);
      expect(shared(hanaThere, hanaElsewhere, ...jiros)).toEqual([]);
      expect(shared(hanaHere, hanaElsewhere, ...jiros)).toEqual([]);
      expect(shared(jiroHere, jiroThere, ...hanas)).toEqual([]);
      expect(new Set([...hanas, ...jiros].map(({ payer }) => payer)).size).toBe(6);
    },
  );

  it("[PV4] would show a value that they had in common: the comparison can fail", async () => {
    const [here, there] = shops;
    const one = await buy(here, hana);
    const between = await buy(here, jiro);
    const two = await buy(there, hana);
    const slip = (known: Known) => ({
      ...known,
      values: new Set([...known.values, ...valuesIn('{"hint":"a-cookie-of-one-payer"}')]),
    });
    expect(shared(slip(one), slip(two), between)).toContain("a-cookie-of-one-payer");
  });

  it("[PV3] one shop sees one tag of a payer, today and later, whatever he pays", async () => {
    const [here] = shops;
    const first = await buy(here, hana);
    const again = await buy(here, hana, "later");
    expect(again.payer).toBe(first.payer);
    expect(shared(first, again)).toContain(first.payer);
    expect(await journalOf(here)).not.toMatch(/usr_|acc_/);
  });

  it("[PV5] a shop can't tell a user's terminals apart", async () => {
    const [here] = shops;
    const second = await aLinked(hana);
    const first = await buy(here, hana);
    const other = await buy(here, second);
    const otherAgain = await buy(here, second);
    const firstAgain = await buy(here, hana);
    expect(shared(first, firstAgain, other, otherAgain)).toEqual([]);
    expect(shared(other, otherAgain, first, firstAgain)).toEqual([]);
    expect(other.payer).toBe(first.payer);
  });
});

describe("a payer tag", () => {
  const secret = fc.uint8Array({ minLength: 32, maxLength: 32 }).map(toBase64Url);
  const register = fc
    .uint8Array({ minLength: 8, maxLength: 8 })
    .map((bytes) => registerIdFrom("test", bytes));

  it("[PV3] is another for every register and every payer, and the same each time", async () => {
    const twoOf = fc.tuple(
      fc.uniqueArray(secret, { minLength: 2, maxLength: 2 }),
      fc.uniqueArray(register, { minLength: 2, maxLength: 2 }),
    );
    const check = fc.asyncProperty(twoOf, async ([secrets, registers]) => {
      const all = secrets.flatMap((one) => registers.map((at) => payerTagAt(one, at)));
      const tags = await Promise.all(all);
      expect(new Set(tags).size).toBe(4);
      expect(await payerTagAt(secrets[0] ?? "", registers[0] as never)).toBe(tags[0]);
    });
    await fc.assert(check, { numRuns: 50 });
  });

  it("[PV4] shares no run of characters with the payer's tag at another register, nor with his secret", async () => {
    const run = 6;
    const runs = (text: string) =>
      Array.from({ length: text.length - run + 1 }, (_, at) => text.slice(at, at + run));
    const check = fc.asyncProperty(secret, register, register, async (own, one, two) => {
      fc.pre(one !== two);
      const [here, there] = await Promise.all([payerTagAt(own, one), payerTagAt(own, two)]);
      const known = new Set(runs(here.slice(9)));
      expect(runs(there.slice(9)).filter((text) => known.has(text))).toEqual([]);
      expect(runs(own).filter((text) => known.has(text))).toEqual([]);
    });
    await fc.assert(check, { numRuns: 50 });
  });
});
