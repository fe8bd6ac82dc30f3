// A stolen synchronous server tries to have other payments made than those that payers confirmed. None is.

import { beforeAll, describe, expect, it } from "vitest";
import type { ConfirmTrade } from "../../../protocol/messages.ts";
import type { ListedTerms } from "../../../protocol/price-list/listed-terms.ts";
import type { Listing } from "../../../protocol/price-list/listing.ts";
import type { SignatureText } from "../../../protocol/signing/signature.ts";
import type { SignedTerms } from "../../../protocol/signing/signed-objects.ts";
import {
  aConfirm,
  aConfirmation,
  aGrant,
  aSale,
  aTerminalRequest,
  aTicket,
} from "../../support/builders/payment.ts";
import { aListedKey, aListing, listedTerms } from "../../support/builders/price-list.ts";
import { aCertificate, aTradeId, someTerms } from "../../support/builders/realm.ts";
import { env } from "../test-env.ts";
import {
  aPaidTrade,
  aStolenServer,
  confirmCode,
  moneyIn,
  type StolenServer,
} from "./stolen-world.ts";

let stolen: StolenServer;
beforeAll(async () => {
  stolen = await aStolenServer();
});

const INVENTED = "A".repeat(86) as SignatureText;

/** The victim confirmed 4980 at the shop; it was never sent, and the thief may do with it what he likes. */
async function held(): Promise<ConfirmTrade> {
  return aConfirm(stolen.world, stolen.victim);
}

/** What the victim confirmed of such terms, in an offer that names the shop. */
async function listed(terms: ListedTerms): Promise<ConfirmTrade> {
  const { world, victim } = stolen;
  return aConfirm(world, victim, { offer: { ...(await aSale(world)), terms } });
}

async function dearer(listing: Listing): Promise<Listing> {
  return { ...listing, item: { ...listing.item, amount: 9000 } };
}

/** The thief MACs any grant he likes: the key is his own. */
async function withGrant(
  body: ConfirmTrade,
  change: Parameters<typeof aGrant>[3],
  of = stolen.victim,
) {
  return { ...body, grant: await aGrant(stolen.world, of, body.offer, change) };
}

const ATTACKS: Record<string, readonly [readonly string[], () => Promise<ConfirmTrade>]> = {
  "another amount in the terms": [
    ["bad_signature", "offer_mismatch"],
    async () => {
      const body = await held();
      const { payload, signature } = body.offer.terms as SignedTerms;
      const items = [{ name: "Washi notebook", quantity: 2, amount: 1 }];
      const terms = { payload: { ...payload, amount: 1, items }, signature };
      return { ...body, offer: { ...body.offer, terms } };
    },
  ],
  "[PL5] a listed item for another price": [
    ["price_list_mismatch"],
    async () => listed(listedTerms(await dearer(await aListing(stolen.world.realm)))),
  ],
  "[PL5] more of a listed item than the shop sells": [
    ["quantity_out_of_range"],
    async () => {
      const { listing, payload } = listedTerms(await aListing(stolen.world.realm));
      const items = [{ name: "Washi notebook", quantity: 6, amount: 7200 }];
      return listed({ listing, payload: { ...payload, amount: 7200, items } });
    },
  ],
  "[PL5] another amount than follows from the listed item": [
    ["price_list_mismatch"],
    async () => {
      const { listing, payload } = listedTerms(await aListing(stolen.world.realm));
      const items = [{ name: "Washi notebook", quantity: 1, amount: 9000 }];
      return listed({ listing, payload: { ...payload, amount: 9000, items } });
    },
  ],
  "[PL5] an item of a list that the thief signed in the shop's name": [
    ["bad_signature"],
    async () => {
      const { world, own } = stolen;
      const signer = { ...world.realm, registerKey: own.realm.registerKey };
      return listed(listedTerms(await aListing(signer)));
    },
  ],
  "[PL5] an item of the thief's own list in the shop's name": [
    ["wrong_issuer"],
    async () => {
      const { payload } = listedTerms(await aListing(stolen.world.realm));
      return listed({ payload, listing: await aListing(stolen.own.realm) });
    },
  ],
  "[PL5] a listed item after its sale": [
    ["item_not_sold"],
    async () => {
      const listing = await aListing(stolen.world.realm);
      const { payload } = listedTerms(listing);
      const key = aListedKey(listing.list.payload.until);
      return listed({ listing, payload: { ...payload, key } });
    },
  ],
  "another amount in the confirmation": [
    ["bad_signature", "amount_mismatch"],
    async () => {
      const body = await held();
      const { payload, signature } = body.confirmation;
      return { ...body, confirmation: { payload: { ...payload, amount: 9960 }, signature } };
    },
  ],
  "the thief's shop as payee of the victim's confirmation": [
    ["bad_signature", "offer_mismatch"],
    async () => {
      const body = await held();
      const sale = await aSale(stolen.own);
      const offer = { ...sale, trade: body.offer.trade };
      return { ...body, offer, grant: await aGrant(stolen.own, stolen.victim, offer) };
    },
  ],
  "terms that the thief signed in the shop's name": [
    ["bad_signature"],
    async () => {
      const { world, own, victim } = stolen;
      const amount = 9999;
      const items = [{ name: "Nothing", quantity: 1, amount }];
      const deadline = world.now() + 60_000;
      const terms = await someTerms(
        world.realm,
        { amount, items, deadline },
        own.realm.registerKey,
      );
      return aConfirm(world, victim, { offer: { ...(await aSale(world)), terms } });
    },
  ],
  "the real shop's certificate on the thief's till": [
    ["wrong_register", "bad_signature", "register_uncertified"],
    async () => {
      const { world, own, victim } = stolen;
      const offer = { ...(await aSale(own)), certificate: world.certificate };
      return aConfirm(world, victim, { offer });
    },
  ],
  "a certificate with the real shop's name that the thief made": [
    ["register_uncertified"],
    async () => {
      const { own, victim } = stolen;
      const certificate = await aCertificate(own.realm, {}, own.realm.registerKey);
      return aConfirm(own, victim, { offer: { ...(await aSale(own)), certificate } });
    },
  ],
  "a trade that nobody confirmed": [
    ["bad_signature"],
    async () => {
      const body = await held();
      return { ...body, confirmation: { ...body.confirmation, signature: INVENTED } };
    },
  ],
  "the thief's own signature under the victim's account": [
    ["wrong_account", "unknown_terminal"],
    async () => {
      const { world, victim, thief } = stolen;
      const offer = await aSale(world);
      const grant = await aGrant(world, victim, offer);
      const confirmation = await aConfirmation(world, thief, offer, grant);
      return { offer, grant, confirmation, ticket: await aTicket(world, victim) };
    },
  ],
  "another payer's account for the victim's confirmation": [
    ["wrong_account", "unknown_terminal", "offer_mismatch"],
    async () => {
      const { world, other } = stolen;
      const body = await withGrant(await held(), {}, other);
      return { ...body, ticket: await aTicket(world, other) };
    },
  ],
  "the other payer's ticket with the victim's grant": [
    ["wrong_account", "unknown_terminal"],
    async () => ({ ...(await held()), ticket: await aTicket(stolen.world, stolen.other) }),
  ],
  "the thief's account as payer's, to spend what the victim topped up": [
    ["wrong_account", "unknown_terminal"],
    async () => {
      const { world, victim, thief } = stolen;
      const offer = await aSale(world);
      const grant = await aGrant(world, thief, offer);
      const confirmation = await aConfirmation(world, thief, offer, grant);
      return { offer, grant, confirmation, ticket: await aTicket(world, victim) };
    },
  ],
  "a confirmation of an attempt under another attempt's grant": [
    ["offer_mismatch", "bad_signature", "wrong_account"],
    async () => withGrant(await held(), { attempt: 2 }),
  ],
  "a grant for another trade": [
    ["offer_mismatch"],
    async () => withGrant(await held(), { trade: aTradeId(stolen.world.realm) }),
  ],
  "a cheaper offer that was shown, a dearer one that is sent": [
    ["offer_mismatch", "amount_mismatch"],
    async () => {
      const { world, victim } = stolen;
      const shown = await aSale(world, { amount: 100 });
      const sent = { ...(await aSale(world, { amount: 9000 })), trade: shown.trade };
      const grant = await aGrant(world, victim, sent);
      const confirmation = await aConfirmation(world, victim, shown, grant);
      return { offer: sent, grant, confirmation, ticket: await aTicket(world, victim) };
    },
  ],
  "an older offer of the same trade": [
    ["offer_mismatch"],
    async () => {
      const { world, victim } = stolen;
      const older = await aSale(world, { amount: 9000 });
      const newer = { ...(await aSale(world, { amount: 8000 })), trade: older.trade };
      const grant = await aGrant(world, victim, older);
      const confirmation = await aConfirmation(world, victim, newer, grant);
      return { offer: older, grant, confirmation, ticket: await aTicket(world, victim) };
    },
  ],
};

describe("a stolen synchronous server can't have paid", () => {
  it.each(Object.entries(ATTACKS))("%s", async (_, [codes, attack]) => {
    const body = await attack();
    const before = await moneyIn(stolen);
    expect(codes).toContain(await confirmCode(body));
    expect(await moneyIn(stolen)).toEqual(before);
  });

  it("the same confirmation twice: the same answer, and one debit", async () => {
    const body = await aPaidTrade(stolen);
    const before = await moneyIn(stolen);
    const [first, again] = [await env.CARRIER.confirm(body), await env.CARRIER.confirm(body)];
    expect(again).toEqual(first);
    expect(await moneyIn(stolen)).toEqual(before);
  });

  it("a paid trade again, by a grant of a later attempt", async () => {
    const body = await aPaidTrade(stolen);
    const { world, victim } = stolen;
    const before = await moneyIn(stolen);
    for (const attempt of [2, 3, 50]) {
      const grant = await aGrant(world, victim, body.offer, { attempt });
      expect(await confirmCode({ ...body, grant })).toBe("offer_mismatch");
    }
    expect(await moneyIn(stolen)).toEqual(before);
  });

  it("a paid trade again, though it was told that the attempt is void", async () => {
    const body = await aPaidTrade(stolen);
    const before = await moneyIn(stolen);
    const { sealed } = stolen.victim;
    const question = { sealed, trade: body.offer.trade, attempt: 1, voidIfAbsent: true };
    const outcome = await env.CARRIER.outcome(question);
    expect(outcome).toMatchObject({ ok: true, value: { kind: "settled" } });
    expect(await confirmCode(body)).toBe("settled");
    expect(await moneyIn(stolen)).toEqual(before);
  });

  it("a balance that isn't the asker's: it is not even read", async () => {
    const { world, victim, thief } = stolen;
    const asked = await env.CARRIER.readAccount(
      victim.sealed,
      await aTerminalRequest(world, thief.device),
    );
    expect(asked.ok).toBe(false);
    expect(JSON.stringify(asked)).not.toContain("balances");
  });
});
