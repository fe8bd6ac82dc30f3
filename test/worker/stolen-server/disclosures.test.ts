// A stolen synchronous server wants to know, or to change, what a payer gives his shop. It relays it all, and reads,
// swaps and moves nothing: the key is the certificate's, and the payer's own signature and the receipt name the bytes.

import { beforeAll, describe, expect, it } from "vitest";
import { type DisclosureContent, disclosureHash } from "../../../protocol/disclosure/disclosure.ts";
import type { Confirmed, ConfirmTrade, TradeView } from "../../../protocol/messages.ts";
import type { SignedRegisterCertificate } from "../../../protocol/signing/signed-objects.ts";
import { verifyOffer } from "../../../protocol/trade/offer.ts";
import { openDisclosure } from "../../../register-server/disclosure/disclosure.ts";
import { openJwe } from "../../../register-server/disclosure/open-jwe.ts";
import { importOpeningKey } from "../../../register-server/disclosure/opening-keys.ts";
import { identityOf } from "../../../register-server/identity.ts";
import type { KeyParts } from "../../../register-server/key.ts";
import {
  aDisclosure,
  anOpeningKey,
  DETAILS,
  type OpeningPair,
} from "../../support/builders/disclosures.ts";
import { aConfirm, aSale } from "../../support/builders/payment.ts";
import { aCertificate } from "../../support/builders/realm.ts";
import { env } from "../test-env.ts";
import { aStolenServer, type StolenServer } from "./stolen-world.ts";

let stolen: StolenServer;
let shops: OpeningPair;
let thiefs: OpeningPair;
beforeAll(async () => {
  [stolen, shops, thiefs] = [await aStolenServer(), await anOpeningKey(), await anOpeningKey()];
});

/** The victim pays a shop that asks, and gives his name: all of it passes through the stolen server. */
async function aGift() {
  const { world, victim } = stolen;
  const offer = await aSale(world, { asks: ["delivery_name"] });
  const sealed = await aDisclosure(shops.encryption, offer);
  const disclosure = await disclosureHash(sealed);
  const confirm = await aConfirm(world, victim, { offer, confirmation: { disclosure } });
  return { offer, sealed, confirm };
}

async function paid(confirm: ConfirmTrade): Promise<Confirmed> {
  const answer = await env.CARRIER.confirm(confirm);
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.value;
}

/** What the shop makes of a view that the stolen server shows it. */
async function openedByShop(view: TradeView): Promise<unknown> {
  const { realm } = stolen.world;
  const { register, mode, registerKey } = realm;
  const key: KeyParts = {
    ...{ mode, register, root_key: realm.trust.rootKey, origin: "https://pay.example" },
    ...{ api_key: `wk_${register.slice(4)}_${"a".repeat(52)}`, seed: registerKey.seed },
    opening_keys: [shops.opens],
  };
  return openDisclosure(identityOf(key), view).catch((error) => error.code);
}

function viewOf({
  offer,
  sealed,
  receipt,
}: Pick<Awaited<ReturnType<typeof aGift>>, "offer" | "sealed"> &
  Pick<Confirmed, "receipt">): TradeView {
  const { amount, currency, items, deadline, iss, mode } = offer.terms.payload;
  const what = { object: "trade", status: "settled", mode, register: iss } as const;
  return {
    id: offer.trade,
    ...what,
    amount,
    currency,
    items,
    deadline,
    receipt,
    disclosure: sealed,
  };
}

describe("a stolen synchronous server", () => {
  it("[DI5] gets no key of its own into an offer that a wallet believes", async () => {
    const { world, own } = stolen;
    const offer = await aSale(world, { asks: ["delivery_name"] });
    const { payload, signature } = world.certificate;
    const { encryption: encryption_key } = thiefs;
    const forged: SignedRegisterCertificate[] = [
      { payload: { ...payload, encryption_key }, signature },
      await aCertificate(world.realm, { encryption_key }, own.realm.registerKey),
      own.certificate,
    ];
    for (const certificate of forged)
      expect(await verifyOffer({ ...offer, certificate }, world.realm.trust)).toMatch(
        /^(register_uncertified|wrong_register)$/,
      );
    expect(await verifyOffer(offer, world.realm.trust)).toBeUndefined();
  });

  it("[DI5] reads nothing of what it relays", async () => {
    const { sealed } = await aGift();
    expect(await openJwe(sealed, await importOpeningKey(thiefs.opens))).toBeUndefined();
    expect(await openJwe(sealed, await importOpeningKey(shops.opens))).toBeDefined();
    for (const text of [DETAILS.delivery_name, btoa(DETAILS.delivery_name)])
      expect(sealed).not.toContain(text);
  });

  it("[DI6] sends the goods to no address of its own: the payer's signature and the receipt name the bytes", async () => {
    const { offer, sealed, confirm } = await aGift();
    const fields: DisclosureContent["fields"] = { delivery_name: "Mallory" };
    const its = await aDisclosure(shops.encryption, offer, { fields });
    const disclosure = await disclosureHash(its);
    const { payload, signature } = confirm.confirmation;
    const swapped = {
      ...confirm,
      confirmation: { payload: { ...payload, disclosure }, signature },
    };
    expect(await env.CARRIER.confirm(swapped)).toMatchObject({
      ...{ ok: false, error: { code: "bad_signature" } },
    });
    const { receipt } = await paid(confirm);
    const honest = viewOf({ offer, sealed, receipt });
    expect(await openedByShop({ ...honest, disclosure: its })).toBe("disclosure_mismatch");
    const renamed = { ...receipt, payload: { ...receipt.payload, disclosure } };
    expect(await openedByShop({ ...honest, disclosure: its, receipt: renamed })).toBe(
      "disclosure_mismatch",
    );
    expect(await openedByShop(honest)).toEqual({ delivery_name: DETAILS.delivery_name });
  });

  it("[DI6] [DI9] moves none to another trade", async () => {
    const [one, other] = [await aGift(), await aGift()];
    const receipts = [await paid(one.confirm), await paid(other.confirm)];
    const moved = viewOf({ ...other, sealed: one.sealed, receipt: receipts[1]!.receipt });
    expect(await openedByShop(moved)).toBe("disclosure_mismatch");
    const withBoth = viewOf({ ...other, sealed: one.sealed, receipt: receipts[0]!.receipt });
    expect(await openedByShop(withBoth)).toBe("disclosure_mismatch");
  });
});
