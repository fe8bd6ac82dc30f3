// What a payer gives a shop beside the money: taken from him alone, once, after the payment, and as he confirmed it.

import { beforeAll, describe, expect, it } from "vitest";
import type { SealedDisclosure } from "../../../protocol/disclosure/disclosure.ts";
import { disclosureHash } from "../../../protocol/disclosure/disclosure.ts";
import type { TradeId } from "../../../protocol/ids.ts";
import type { Confirmed, TradeView } from "../../../protocol/messages.ts";
import type { Confirmation, Terms } from "../../../protocol/signing/signed-objects.ts";
import type { Offer } from "../../../protocol/trade/offer.ts";
import { aDisclosure, anOpeningKey, type OpeningPair } from "../../support/builders/disclosures.ts";
import { aConfirmation } from "../../support/builders/payment.ts";
import { costOf } from "../carrier-world.ts";
import {
  aClaim,
  aShop,
  ask,
  aTrade,
  aWallet,
  bearing,
  cancel,
  getTrade,
  postConfirm,
  postCreate,
  postDecline,
  postSigned,
  problemIn,
  readOffer,
  type Shop,
  settledRow,
  signTerms,
  tillCost,
  until,
  type Wallet,
  world,
} from "../synchronous-world.ts";

let keys: OpeningPair;
let shop: Shop;
beforeAll(async () => {
  keys = await anOpeningKey();
  shop = await aShop({ encryption_key: keys.encryption });
});

const ASKS: Partial<Terms> = { asks: ["delivery_name", "phone"] };

interface Paying {
  readonly wallet: Wallet;
  readonly offer: Offer;
  readonly sealed: SealedDisclosure;
}

async function aClaimed(
  terms: Partial<Terms> = ASKS,
): Promise<Paying & { granted: Awaited<ReturnType<typeof aClaim>> }> {
  const wallet = await aWallet();
  const offer = await readOffer((await aTrade(shop, terms)).id);
  const granted = await aClaim(wallet, offer);
  return { wallet, offer, granted, sealed: await aDisclosure(keys.encryption, offer) };
}

async function confirmWith(
  { wallet, offer, granted }: Awaited<ReturnType<typeof aClaimed>>,
  overrides: Partial<Confirmation>,
): Promise<Response> {
  const { grant, ticket } = granted;
  const confirmation = await aConfirmation(await world(), wallet, offer, grant, overrides);
  return postConfirm({ offer, grant, ticket, confirmation }, wallet.device);
}

/** Paid, with what the payer confirmed to give; the till knows. */
async function aPaid(terms: Partial<Terms> = ASKS, gives = true): Promise<Paying> {
  const claimed = await aClaimed(terms);
  const disclosure = await disclosureHash(claimed.sealed);
  const answer = await confirmWith(claimed, gives ? { disclosure } : {});
  if (!answer.ok) throw new Error(await answer.text());
  await until(async () => (await viewOf(claimed.offer.trade)).status !== "open");
  return claimed;
}

function disclose(wallet: Wallet, trade: TradeId, sealed: string): Promise<Response> {
  return postSigned(wallet.device, `/v1/trades/${trade}/disclosure`, { sealed }, bearing(wallet));
}

async function viewOf(trade: TradeId): Promise<TradeView> {
  return (await getTrade(shop, trade)).json();
}

async function codeOf(answer: Promise<Response>): Promise<string> {
  return (await problemIn(await answer)).code;
}

describe("a register that asks", () => {
  it("[DI2] has an encryption key in its certificate, or is refused, and pays no trade for it", async () => {
    const mute = await aShop();
    const terms = await signTerms(mute, ASKS);
    const refused = await postCreate(mute, terms);
    expect(await problemIn(refused)).toMatchObject({
      ...{ code: "encryption_key_missing", status: 409, param: "/terms/payload/asks" },
    });
    expect((await postCreate(mute, await signTerms(mute))).status).toBe(201);
    const { id, asks } = await aTrade(shop, ASKS);
    expect(asks).toEqual(["delivery_name", "phone"]);
    const { certificate } = await readOffer(id);
    expect(certificate.payload.encryption_key).toBe(keys.encryption);
  });
});

describe("what the payer confirmed to give", () => {
  it.each<[string, Partial<Terms>]>([
    ["settled", ASKS],
    ["authorized", { ...ASKS, capture: "later" }],
  ])("[DI6] is named by the receipt of a trade that is %s", async (outcome, terms) => {
    const deadline = (await signTerms(shop)).payload.deadline;
    const held = outcome === "authorized" ? { deadline, hold_until: deadline + 60_000 } : {};
    const claimed = await aClaimed({ ...terms, ...held });
    const disclosure = await disclosureHash(claimed.sealed);
    const { receipt } = (await (await confirmWith(claimed, { disclosure })).json()) as Confirmed;
    expect(receipt.payload).toMatchObject({ outcome, disclosure });
  });

  it("[DI6] is in no receipt where nothing is given, and none can be given where nothing is asked", async () => {
    const { receipt } = (await (await confirmWith(await aClaimed(), {})).json()) as Confirmed;
    expect(receipt.payload).not.toHaveProperty("disclosure");
    const unasked = await aClaimed({});
    const disclosure = await disclosureHash(unasked.sealed);
    expect(await codeOf(confirmWith(unasked, { disclosure }))).toBe("disclosure_mismatch");
    expect((await confirmWith(unasked, {})).status).toBe(200);
    await until(() => settledRow(unasked.offer.trade));
  });

  it("[DI6] [DI7] costs the payment nothing: no hop, no commit and no row more", async () => {
    const costs = async (gives: boolean) => {
      const claimed = await aClaimed();
      const disclosure = await disclosureHash(claimed.sealed);
      const till = await tillCost(shop, async () => {
        await confirmWith(claimed, gives ? { disclosure } : {});
        await until(() => settledRow(claimed.offer.trade));
      });
      return { till };
    };
    expect(await costs(true)).toEqual(await costs(false));
    const claimed = await aClaimed();
    const disclosure = await disclosureHash(claimed.sealed);
    const branch = await costOf(async () => {
      await confirmWith(claimed, { disclosure });
    });
    expect(branch).toMatchObject({ hops: 1, commits: 1, rows: 2 });
  });
});

describe("what is given", () => {
  it("[DI8] [DI9] is with the trade for the shop, as it came, and again writes nothing", async () => {
    const { wallet, offer, sealed } = await aPaid();
    const before = await viewOf(offer.trade);
    expect(before).not.toHaveProperty("disclosure");
    const first = await disclose(wallet, offer.trade, sealed);
    expect(first.status).toBe(200);
    const answer = await first.text();
    expect(JSON.parse(answer)).toEqual({
      ...{ object: "disclosure", trade: offer.trade, hash: await disclosureHash(sealed) },
    });
    expect(await viewOf(offer.trade)).toEqual({ ...before, disclosure: sealed });
    const cost = await tillCost(shop, async () => {
      expect(await (await disclose(wallet, offer.trade, sealed)).text()).toBe(answer);
    });
    expect(cost).toMatchObject({ hops: 1, commits: 0, rows: 0 });
  });

  it("[DI8] is taken from who paid alone, and only what he confirmed", async () => {
    const { wallet, offer, sealed } = await aPaid();
    const stranger = await aWallet();
    const another = await aDisclosure(keys.encryption, offer, { fields: { phone: "110" } });
    const ungiving = await aPaid(ASKS, false);
    const refused = [
      disclose(stranger, offer.trade, sealed),
      disclose(stranger, offer.trade, another),
      disclose(wallet, offer.trade, another),
      disclose(ungiving.wallet, ungiving.offer.trade, ungiving.sealed),
      disclose(ungiving.wallet, offer.trade, ungiving.sealed),
    ];
    expect(await Promise.all(refused.map(codeOf))).toEqual(
      Array<string>(5).fill("disclosure_mismatch"),
    );
    expect(await viewOf(offer.trade)).not.toHaveProperty("disclosure");
    expect(await viewOf(ungiving.offer.trade)).not.toHaveProperty("disclosure");
  });

  it("[DI8] comes too early before the payment is known, and too late once the trade has ended unpaid", async () => {
    const { wallet, offer, sealed } = await aClaimed();
    expect(await codeOf(disclose(wallet, offer.trade, sealed))).toBe("disclosure_early");
    await postDecline(wallet, offer.trade);
    expect(await codeOf(disclose(wallet, offer.trade, sealed))).toBe("trade_declined");
    const { id } = await aTrade(shop, ASKS);
    await cancel(shop, id);
    expect(await codeOf(disclose(wallet, id, sealed))).toBe("trade_cancelled");
    const { id: unasked } = await aTrade(shop);
    expect(await codeOf(disclose(wallet, unasked, sealed))).toBe("disclosure_mismatch");
  });

  it("[DI8] is refused where it is too long or no JWE, and without the payer's signature", async () => {
    const { wallet, offer, sealed } = await aPaid();
    const path = `/v1/trades/${offer.trade}/disclosure`;
    const [head] = sealed.split(".");
    const long = `${head}..AAAA.${"A".repeat(6_000)}.AAAA`;
    for (const one of [long, "Hanako", ""])
      expect(await codeOf(disclose(wallet, offer.trade, one))).toBe("invalid_request");
    const other = await aWallet();
    const stolen = postSigned(other.device, path, { sealed }, bearing(wallet));
    expect(await codeOf(stolen)).toBe("wrong_issuer");
    const bare = postSigned(wallet.device, path, { sealed });
    expect(await codeOf(bare)).toBe("credential_invalid");
  });

  it("[DI10] is for the shop alone: neither page nor status says whether there is any", async () => {
    const { wallet, offer, sealed } = await aPaid();
    await disclose(wallet, offer.trade, sealed);
    for (const what of ["status", "offer"]) {
      const text = await (await ask(`/v1/trades/${offer.trade}/${what}`)).text();
      expect(text).not.toContain(sealed);
    }
  });
});
