// Claiming: what binds a trade, what a second claim gets, and every refusal with nothing written.
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { makeKeyPair } from "../../../cli/keys.ts";
import {
  CLAIM_MS,
  CREDENTIAL_MS,
  OPEN_CLAIMS_PER_PAYER_MAX,
  REQUEST_SKEW_MS,
} from "../../../protocol/limits.ts";
import type { Credential, Granted, OfferView, TradeView } from "../../../protocol/messages.ts";
import { importHmacKey } from "../../../protocol/signing/signature.ts";
import { accountCommitment, grantHolds } from "../../../protocol/trade/grant.ts";
import { type Offer, offerHash } from "../../../protocol/trade/offer.ts";
import { CarrierEntrypoint } from "../../../worker/carrier-server/index.ts";
import { clockNow } from "../../../worker/objects/clock.ts";
import { deploymentOf } from "../../../worker/synchronous-server/deployment.ts";
import {
  credentialOf,
  issueCredential,
} from "../../../worker/synchronous-server/user/credential.ts";
import { anOffer, aRealm } from "../../support/builders/realm.ts";
import {
  aClaim,
  aConfirmOf,
  advanceClock,
  aKey,
  aShop,
  ask,
  aTrade,
  aWallet,
  bearing,
  cancel,
  env,
  flushed,
  getTrade,
  ORIGIN,
  post,
  postClaim,
  postConfirm,
  postRenew,
  postSigned,
  problemIn,
  readOffer,
  type Shop,
  type SignedOffer,
  type Signing,
  statusOf,
  storedRow,
  tillCost,
  type Wallet,
} from "../synchronous-world.ts";

let shop: Shop;
let wallet: Wallet;
afterEach(() => vi.restoreAllMocks());
beforeAll(async () => {
  shop = await aShop();
  wallet = await aWallet();
});

async function anOpenOffer(at = shop): Promise<SignedOffer> {
  const { id } = await aTrade(at);
  await flushed(id);
  return readOffer(id);
}

describe("[TR2] a claim", () => {
  it("is answered with a grant for this account's sealed reference, and a ticket", async () => {
    const offer = await anOpenOffer();
    const { grant, ticket } = await aClaim(wallet, offer);
    const { credentialKey, trust } = await deploymentOf(env);
    const request = new Request("http://localhost/", { headers: bearing(wallet) });
    const credential = await credentialOf(request, credentialKey, trust.mode, clockNow());
    if (!credential.ok) throw new Error(credential.error.code);
    expect(grant.payload).toMatchObject({
      trade: offer.trade,
      attempt: 1,
      offer: await offerHash(offer),
      account: await accountCommitment(credential.value.sealed),
    });
    expect(grant.payload.until).toBeGreaterThan(clockNow());
    expect(grant.payload.until).toBeLessThanOrEqual(clockNow() + CLAIM_MS);
    expect(ticket).toMatch(/^tk1\./);
  });

  it("asks the carrier for nothing: its ticket came with the credential", async () => {
    const offer = await anOpenOffer();
    const asked = vi.spyOn(CarrierEntrypoint.prototype, "issueTicket");
    const granted = await aClaim(wallet, offer);
    expect(asked).not.toHaveBeenCalled();
    const confirm = await aConfirmOf(wallet, offer, granted);
    expect((await postConfirm(confirm)).status).toBe(200);
  });

  it("with a credential without a ticket, as older code made them, asks the carrier for one", async () => {
    const { credentialKey, trust } = await deploymentOf(env);
    const request = new Request("http://localhost/", { headers: bearing(wallet) });
    const opened = await credentialOf(request, credentialKey, trust.mode, clockNow());
    if (!opened.ok) throw new Error(opened.error.code);
    const { ticket: _, expires_at: __, ...content } = opened.value;
    const credential = await issueCredential(credentialKey, content, clockNow());
    const offer = await anOpenOffer();
    const granted = await aClaim({ ...wallet, credential }, offer);
    const confirm = await aConfirmOf(wallet, offer, granted);
    expect((await postConfirm(confirm)).status).toBe(200);
  });

  it("[SG4] carries a MAC that the carrier's key verifies", async () => {
    const { grant } = await aClaim(wallet, await anOpenOffer());
    expect(await grantHolds(grant, await importHmacKey(env.GRANT_KEY))).toBe(true);
    const forged = { ...grant, payload: { ...grant.payload, attempt: 2 } };
    expect(await grantHolds(forged, await importHmacKey(env.GRANT_KEY))).toBe(false);
  });

  it("[TR13] shows nowhere: shop and page still see an open trade", async () => {
    const offer = await anOpenOffer();
    await aClaim(wallet, offer);
    const view = (await (await getTrade(shop, offer.trade)).json()) as TradeView;
    expect(view.status).toBe("open");
    expect(view).not.toHaveProperty("payer");
    expect(view).not.toHaveProperty("ending");
    expect(await statusOf(offer.trade)).toBe("open");
    const read = (await (await ask(`/v1/trades/${offer.trade}/offer`)).json()) as OfferView;
    expect(read.status).toBe("open");
  });

  it("[TR4] again by the same payer with a fresh credential gets the same grant, byte for byte", async () => {
    const offer = await anOpenOffer();
    const first = await aClaim(wallet, offer);
    const renewed = await postRenew(wallet);
    const credential = (await renewed.json()) as Credential;
    const again = await postClaim({ ...wallet, credential }, offer);
    const second = (await again.json()) as Granted;
    expect(JSON.stringify(second.grant)).toBe(JSON.stringify(first.grant));
    // The grant names the account as the first credential had it sealed: so must the ticket.
    const confirm = await aConfirmOf(wallet, offer, second);
    expect((await postConfirm(confirm)).status).toBe(200);
  });

  it("[MS6] knows the payer by a tag: the same at one register, another at every other", async () => {
    const other = await aShop();
    const tags: string[] = [];
    for (const at of [shop, shop, other]) {
      const offer = await anOpenOffer(at);
      await aClaim(wallet, offer);
      const row = await storedRow(offer.trade);
      tags.push(JSON.parse(String(row?.state)).claim.payer);
    }
    expect(tags[0]).toMatch(/^pay_test_/);
    expect(tags[1]).toBe(tags[0]);
    expect(tags[2]).not.toBe(tags[0]);
  });
});

describe("claims that arrive together", () => {
  it("share flushes, each with its own answer, and a refused one fails alone", async () => {
    const offers = await Promise.all(Array.from({ length: 48 }, () => anOpenOffer()));
    const [taken, ...free] = offers;
    await aClaim(wallet, taken!);
    // Of several payers: chance may put more trades at one till than a payer may hold there [PG15].
    const payers = [await aWallet(), await aWallet(), await aWallet()];
    let answers: Response[] = [];
    const cost = await tillCost(shop, async () => {
      const ofPayer = (at: number) => payers[at % payers.length] ?? wallet;
      answers = await Promise.all(offers.map((offer, at) => postClaim(ofPayer(at), offer)));
    });
    expect(answers[0]?.status).toBe(409);
    expect(answers.slice(1).map(({ status }) => status)).toEqual(free.map(() => 200));
    expect(cost.rows).toBe(free.length);
    expect(cost.flushes, "for 48 claims at four tills").toBeLessThanOrEqual(20);
  });
});

/** Nothing is written at any till, and the refusal is exactly this. */
async function expectRefused(
  claim: () => Promise<Response>,
  status: number,
  code: string,
  at = shop,
): Promise<void> {
  const cost = await tillCost(at, async () => {
    const response = await claim();
    expect(response.status).toBe(status);
    const kind = code === "trade_ending" ? "not_yet" : "not_a_request";
    expect(await problemIn(response)).toMatchObject({ code, kind, status });
  });
  expect(cost).toMatchObject({ rows: 0, commits: 0 });
}

describe("a claim is refused, and nothing is written", () => {
  it("[TR4] when another payer has the trade: claimed_by_another", async () => {
    const offer = await anOpenOffer();
    await aClaim(wallet, offer);
    const stranger = await aWallet();
    await expectRefused(() => postClaim(stranger, offer), 409, "claimed_by_another");
  });

  it("when the shop has cancelled: trade_cancelled", async () => {
    const offer = await anOpenOffer();
    await cancel(shop, offer.trade);
    await expectRefused(() => postClaim(wallet, offer), 409, "trade_cancelled");
  });

  it("[SG5] for an offer with another amount: offer_mismatch", async () => {
    const offer = await anOpenOffer();
    const { payload, signature } = offer.terms;
    const cheap = { ...offer, terms: { payload: { ...payload, amount: 1, items: [] }, signature } };
    await expectRefused(() => postClaim(wallet, cheap), 409, "offer_mismatch");
  });

  it("for another trade than the address names: offer_mismatch", async () => {
    const [offer, other] = [await anOpenOffer(), await anOpenOffer()];
    const path = `/v1/trades/${offer.trade}/claim`;
    const claim = () => postSigned(wallet.device, path, { offer: other }, bearing(wallet));
    await expectRefused(claim, 409, "offer_mismatch");
  });

  it("[RQ4] signed by another key than the credential's: wrong_issuer", async () => {
    const offer = await anOpenOffer();
    const thief = { ...wallet, device: await makeKeyPair() };
    await expectRefused(() => postClaim(thief, offer), 400, "wrong_issuer");
  });

  it("[RQ1] not signed: signature_missing", async () => {
    const offer = await anOpenOffer();
    const path = `/v1/trades/${offer.trade}/claim`;
    const claim = () => post(path, { offer }, bearing(wallet));
    await expectRefused(claim, 401, "signature_missing");
  });

  it("[RQ2] signed for another offer, trade, origin, realm or mode", async () => {
    const [offer, other] = [await anOpenOffer(), await anOpenOffer()];
    const { trust } = await deploymentOf(env);
    const signed: [Signing, string][] = [
      [{ body: JSON.stringify({ offer: other }) }, "content_digest_mismatch"],
      [{ url: `${ORIGIN}/v1/trades/${other.trade}/claim` }, "bad_signature"],
      [{ origin: "https://pay.example" }, "bad_signature"],
      [{ trust: { ...trust, realm: `realm:${"0".repeat(16)}` } }, "wrong_audience"],
      [{ trust: { ...trust, mode: "live" } }, "wrong_mode"],
    ];
    for (const [signing, code] of signed)
      await expectRefused(() => postClaim(wallet, offer, signing), 400, code);
  });

  it.each([-REQUEST_SKEW_MS - 5_000, REQUEST_SKEW_MS + 5_000])(
    "[TM7] %d ms from the server's clock: stale_request, with the server's time",
    async (skew) => {
      const offer = await anOpenOffer();
      const now = clockNow() + skew;
      await expectRefused(() => postClaim(wallet, offer, { now }), 401, "stale_request");
      const { time } = await problemIn(await postClaim(wallet, offer, { now }));
      expect(Math.abs((time ?? 0) - clockNow())).toBeLessThan(5_000);
    },
  );

  it("without a credential, or with another's work: credential_invalid", async () => {
    const offer = await anOpenOffer();
    const path = `/v1/trades/${offer.trade}/claim`;
    const { token } = wallet.credential;
    const forged: Record<string, string>[] = [
      {},
      { Authorization: `Bearer ${token}` },
      { Authorization: `Warifu-Credential ${token.slice(0, -4)}AAAA` },
      { Authorization: "Warifu-Credential e30.e30.e30.e30.e30" },
    ];
    const claim = (headers?: Record<string, string>) =>
      postSigned(wallet.device, path, { offer }, headers);
    for (const headers of forged)
      await expectRefused(() => claim(headers), 401, "credential_invalid");
    expect((await claim()).headers.get("WWW-Authenticate")).toBe("Warifu-Credential");
  });

  it("[ID4] for an id that we didn't make: trade_not_found, no object is touched", async () => {
    const offer = await anOpenOffer();
    const made = await anOffer(await aRealm(), { trade: offer.trade });
    const foreign = made.trade.slice(0, -6).concat("000000");
    const cost = await tillCost(shop, async () => {
      const response = await post(`/v1/trades/${foreign}/claim`, {}, bearing(wallet));
      expect(await problemIn(response)).toMatchObject({ code: "trade_not_found" });
    });
    expect(cost.hops).toBe(0);
  });

  it("a body that is no claim: invalid_request", async () => {
    const offer = await anOpenOffer();
    const path = `/v1/trades/${offer.trade}/claim`;
    const claim = () => postSigned(wallet.device, path, {}, bearing(wallet));
    await expectRefused(claim, 400, "invalid_request");
  });
});

describe("time", () => {
  it("[TM6] a credential that has run out: credential_expired", async () => {
    const offer = await anOpenOffer();
    advanceClock(CREDENTIAL_MS);
    await expectRefused(() => postClaim(wallet, offer), 401, "credential_expired");
  });

  it("[TR6] a claim that is over doesn't keep the next payer out, even if the alarm is late", async () => {
    const offer = await anOpenOffer();
    await aClaim(await aWallet(), offer);
    advanceClock(CLAIM_MS);
    const { grant } = await aClaim(await aWallet(), offer);
    expect(grant.payload.attempt).toBe(2);
  });

  it("[TR2] a claim at or after the deadline expires the trade: trade_expired", async () => {
    const { id } = await aTrade(shop, { deadline: clockNow() + 5_000 });
    await flushed(id);
    const offer = await readOffer(id);
    advanceClock(5_000);
    const late = await aWallet();
    const response = await postClaim(late, offer);
    expect(response.status).toBe(409);
    expect(await problemIn(response)).toMatchObject({ code: "trade_expired" });
    expect(await statusOf(id)).toBe("expired");
    await expectRefused(() => postClaim(late, offer), 409, "trade_expired");
  });
});

describe("[PG15] one payer's claims", () => {
  it("are twenty at a till at most, until one has ended; a repeat and another payer are none", async () => {
    const busy = await aShop();
    const setTills = { Authorization: `Bearer ${busy.apiKey}`, "Idempotency-Key": aKey() };
    expect(
      (await post(`/v1/registers/${busy.register}/tills`, { tills: 1 }, setTills)).status,
    ).toBe(200);
    const payer = await aWallet();
    const offers: Offer[] = [];
    for (let at = 0; at <= OPEN_CLAIMS_PER_PAYER_MAX; at++) offers.push(await anOpenOffer(busy));
    const next = offers.pop() as Offer;
    for (const offer of offers) await aClaim(payer, offer);
    const refused = await postClaim(payer, next);
    expect(refused.status).toBe(429);
    expect(await problemIn(refused)).toMatchObject({ code: "too_many_claims", retryable: true });
    expect((await postClaim(payer, offers[0] as Offer)).status).toBe(200);
    expect((await postClaim(await aWallet(), next)).status).toBe(200);
    const other = await anOpenOffer(busy);
    expect(await problemIn(await postClaim(payer, other))).toMatchObject({
      code: "too_many_claims",
    });
    advanceClock(CLAIM_MS + 1);
    expect((await postClaim(payer, other)).status).toBe(200);
  });
});
