// What a shopper says is wrong with what he paid: signed for that trade, readable by the shop alone, sent until it is
// answered, and "refunded" by the carrier's receipt alone.

import { describe, expect, it } from "vitest";
import type {
  DisputeEntry,
  DisputeView,
  SignedDisputeAct,
} from "../../../protocol/dispute/dispute-messages.ts";
import { PayerText, type SealedText, textIn } from "../../../protocol/dispute/dispute-text.ts";
import type { RefundId } from "../../../protocol/ids.ts";
import { verify } from "../../../protocol/signing/signature.ts";
import { type Offer, offerHash } from "../../../protocol/trade/offer.ts";
import { refundIdOf } from "../../../protocol/trade/orders.ts";
import { openJwe } from "../../../register-server/disclosure/open-jwe.ts";
import { importOpeningKey } from "../../../register-server/disclosure/opening-keys.ts";
import { anOpeningKey } from "../../support/builders/disclosures.ts";
import { aShopText } from "../../support/builders/disputes.ts";
import { aCertificate, anOffer, aReceipt } from "../../support/builders/realm.ts";
import { aTerminal, Death, type TerminalWorld } from "../support/terminal-world.ts";

const PRESS = "press-1";

/** A till that takes everything, and tells it again. */
class Till {
  readonly acts: SignedDisputeAct[] = [];
  readonly entries: DisputeEntry[] = [];
  more: Partial<DisputeView> = {};
  refuses: string | undefined;
  readonly #offer: Offer;

  constructor({ servers }: TerminalWorld, offer: Offer) {
    this.#offer = offer;
    servers.terminals = (path, body) => {
      if (!path.includes("/dispute")) return undefined;
      if (this.refuses !== undefined) return { code: this.refuses };
      const { act } = body as { act?: SignedDisputeAct };
      if (act) this.#take(act);
      return this.view();
    };
  }

  #take(act: SignedDisputeAct): void {
    if (this.acts.some(({ payload }) => payload.id === act.payload.id)) return;
    this.acts.push(act);
    const { payload } = act;
    const names = { open: "opened", message: "message", withdraw: "withdrawn" } as const;
    this.say("payer", names[payload.act], "text" in payload ? payload.text : undefined);
  }

  say(from: "payer" | "shop", act: DisputeEntry["act"], text?: SealedText): void {
    const number = this.entries.length + 1;
    this.entries.push({ number, from, act, at: number, ...(text ? { text } : {}) });
  }

  view(): DisputeView {
    const { trade, terms } = this.#offer;
    return {
      ...{ object: "dispute", mode: "test", register: terms.payload.iss, trade, reason: "other" },
      ...{ amount: 4_980, left: 4_980, currency: terms.payload.currency, status: "open" },
      ...{ opened: 1, updated: 1, entries: this.entries, ...this.more },
    } as DisputeView;
  }
}

async function aPayment(named = true) {
  const world = await aTerminal();
  const keys = await anOpeningKey();
  const certificate = named ? { encryption_key: keys.encryption } : {};
  const offer = await anOffer(world.realm, {
    certificate: await aCertificate(world.realm, certificate),
  });
  await world.sheet(offer);
  await world.wallet.pay(PRESS, 4_980);
  await world.passTime(1_000);
  return { world, keys, offer, till: new Till(world, offer) };
}

const entryIn = (world: TerminalWorld) => world.stored().disputes?.[PRESS];
const known = (world: TerminalWorld) => entryIn(world)?.known;

describe("what a shopper says", () => {
  it("[DP3] [DP4] [DP9] is signed for that trade, and the shop alone can read it", async () => {
    const { world, keys, offer, till } = await aPayment();
    await world.wallet.disputes.open(PRESS, "not_received", "It never came.");
    const [act] = till.acts;
    expect(act?.payload).toMatchObject({
      ...{ typ: "warifu/dispute/1", aud: world.realm.realm, mode: "test", act: "open" },
      ...{ trade: offer.trade, offer: await offerHash(offer), reason: "not_received" },
    });
    const key = act!.payload.iss;
    const { realm: aud } = world.realm;
    const stated = { typ: "warifu/dispute/1", iss: key, aud, mode: "test" } as const;
    expect(await verify(act!, stated, key)).toBeUndefined();
    const { text: sealed } = act!.payload as { text: SealedText };
    const opened = await openJwe(sealed, await importOpeningKey(keys.opens));
    const content = textIn(opened, PayerText);
    expect(content).toMatchObject({ trade: offer.trade, text: "It never came." });
    expect(content?.reply).toBe(entryIn(world)?.reply);
    expect(JSON.stringify(world.servers.sent("/dispute"))).not.toContain("It never came");
    expect(known(world)?.words).toEqual([
      { from: "payer", act: "opened", at: 1, text: "It never came." },
    ]);
  });

  it("[DP4] is the same bytes until they are answered, whatever dies or is lost", async () => {
    const { world, till } = await aPayment();
    world.restart(1);
    await expect(world.wallet.disputes.open(PRESS, "other", "Hello")).rejects.toThrow(Death);
    expect(entryIn(world)?.sending).toBeDefined();
    world.servers.mishap("/dispute", "lost", "unreachable", "garbled");
    world.restart();
    await world.passTime(10 * 60_000);
    const bodies = world.servers.sent("/dispute").map(({ body }) => body);
    expect(bodies.length).toBe(4);
    expect(new Set(bodies).size).toBe(1);
    expect(till.entries).toHaveLength(1);
    expect(entryIn(world)).not.toHaveProperty("sending");
    expect(known(world)?.status).toBe("open");
  });

  it("[DP2] that the till doesn't take is said so, and not sent again", async () => {
    const { world, till } = await aPayment();
    till.refuses = "dispute_too_late";
    await world.wallet.disputes.open(PRESS, "other", "");
    expect(entryIn(world)).toMatchObject({ refused: "dispute_too_late" });
    await world.passTime(60 * 60_000);
    expect(world.servers.sent("/dispute")).toHaveLength(1);
  });

  it("[DP9] is the reason alone where the shop has no key, and nothing at all of what wasn't paid", async () => {
    const { world, till } = await aPayment(false);
    await world.wallet.disputes.open(PRESS, "wrong_amount", "Can you read this?");
    expect(till.acts.map(({ payload }) => payload)).toMatchObject([{ reason: "wrong_amount" }]);
    expect(till.acts[0]?.payload).not.toHaveProperty("text");
    await world.wallet.disputes.write(PRESS, "And this?");
    expect(till.acts).toHaveLength(1);
    await world.wallet.disputes.withdraw(PRESS);
    expect(till.acts.map(({ payload }) => payload.act)).toEqual(["open", "withdraw"]);
    await world.sheet(await anOffer(world.realm), "press-2");
    await world.wallet.disputes.open("press-2", "other", "");
    expect(world.stored().disputes).not.toHaveProperty("press-2");
  });
});

describe("what the shop says", () => {
  it("[DP9] is read under the key of this dispute, for this trade", async () => {
    const { world, offer, till } = await aPayment();
    await world.wallet.disputes.open(PRESS, "not_received", "It never came.");
    const reply = entryIn(world)?.reply ?? "";
    till.say("shop", "contested", await aShopText(reply, offer.trade, "It was signed for."));
    till.say("shop", "message", await aShopText(`${reply.slice(1)}A`, offer.trade, "Not this"));
    const elsewhere = (await anOffer(world.realm)).trade;
    till.say("shop", "message", await aShopText(reply, elsewhere, "Of another trade"));
    await world.wallet.disputes.read(PRESS);
    expect(known(world)?.words.map(({ text }) => text)).toEqual([
      ...["It never came.", "It was signed for.", undefined, undefined],
    ]);
  });

  it("[DP6] 'refunded' is believed by the carrier's receipt alone", async () => {
    const { world, offer, till } = await aPayment();
    await world.wallet.disputes.open(PRESS, "not_received", "");
    const refund = await refundIdOf(offer.trade, "one");
    const order = { outcome: "refunded", order: refund } as const;
    const receipt = await aReceipt(world.realm, offer, order);
    const forged = [
      {},
      { refund },
      { refund, receipt: await aReceipt(world.realm, offer) },
      { refund: (await refundIdOf(offer.trade, "two")) as RefundId, receipt },
      { refund, receipt: { ...receipt, payload: { ...receipt.payload, amount: 1 } } },
    ];
    for (const more of forged) {
      till.more = { status: "refunded", ...more };
      await world.wallet.disputes.read(PRESS);
      expect(known(world)?.status).toBe("open");
    }
    till.more = { status: "refunded", refund, receipt };
    await world.wallet.disputes.read(PRESS);
    expect(known(world)?.status).toBe("refunded");
  });
});
