// What a shopper gives a shop beside the money: by his choice on the sheet, encrypted before he signs, sent once it is paid.

import { describe, expect, it } from "vitest";
import { disclosureHash } from "../../../protocol/disclosure/disclosure.ts";
import type { OwnDetails } from "../../../protocol/disclosure/fields.ts";
import type { ConfirmTrade } from "../../../protocol/messages.ts";
import type { Terms } from "../../../protocol/signing/signed-objects.ts";
import { openJwe } from "../../../register-server/disclosure/open-jwe.ts";
import { importOpeningKey } from "../../../register-server/disclosure/opening-keys.ts";
import { anOpeningKey, DETAILS } from "../../support/builders/disclosures.ts";
import { aCertificate, anOffer, someTerms } from "../../support/builders/realm.ts";
import { aTerminal, Death, type TerminalWorld } from "../support/terminal-world.ts";

const YEN = 4_980;
const CHOSEN = { delivery_name: DETAILS.delivery_name, phone: DETAILS.phone };

/** A sheet of a shop that asks. */
async function aSheet(
  asks: Terms["asks"] | null = ["delivery_name", "email", "phone"],
  named = true,
) {
  const world = await aTerminal();
  const keys = await anOpeningKey();
  const offer = await anOffer(world.realm, {
    terms: await someTerms(world.realm, asks ? { asks } : {}),
    certificate: await aCertificate(world.realm, named ? { encryption_key: keys.encryption } : {}),
  });
  await world.sheet(offer);
  return { world, keys, offer };
}

function confirmations(world: TerminalWorld): ConfirmTrade[] {
  return world.servers.sent("/confirmations").map(({ body }) => JSON.parse(body ?? ""));
}

function entry(world: TerminalWorld) {
  return world.stored().given?.["press-1"];
}

describe("what a shopper gives", () => {
  it("[DI4] [DI7] is what he chose, for this trade, sent after the payment", async () => {
    const { world, keys, offer } = await aSheet();
    await world.wallet.pay("press-1", YEN, CHOSEN);
    await world.passTime(1_000);
    const { disclosure } = world.servers.trades.get(offer.trade)!;
    const bytes = await openJwe(disclosure!, await importOpeningKey(keys.opens));
    expect(JSON.parse(new TextDecoder().decode(bytes))).toEqual({
      ...{ typ: "warifu/disclosure/1", aud: world.realm.register, mode: "test" },
      ...{ trade: offer.trade, fields: CHOSEN },
    });
    expect(bytes!.length % 1_024).toBe(0);
    const [confirm] = confirmations(world);
    expect(confirm?.confirmation.payload.disclosure).toBe(await disclosureHash(disclosure!));
    const paths = world.servers.seen.map(({ path }) => path.split("/").at(-1));
    expect(paths.indexOf("disclosure")).toBeGreaterThan(paths.indexOf("confirmations"));
  });

  it("[DI4] [DI10] is nothing unless he chooses: the payment is as it always was", async () => {
    const { world } = await aSheet();
    await world.wallet.privacy.keepDetails(DETAILS);
    await world.wallet.pay("press-1", YEN);
    await world.passTime(60_000);
    expect(world.record().state).toBe("settled");
    expect(confirmations(world)[0]?.confirmation.payload).not.toHaveProperty("disclosure");
    expect(world.servers.sent("/disclosure")).toEqual([]);
    expect(entry(world)).toBeUndefined();
    for (const { body = "" } of world.servers.seen)
      expect(body).not.toContain(DETAILS.delivery_name);
  });

  it.each<[string, Terms["asks"] | null, boolean]>([
    ["it asked for", ["email"], true],
    ["it asked for, where it asked for nothing", null, true],
    ["it can open, where its certificate names no key", ["delivery_name", "phone"], false],
  ])("[DI4] is never more than %s", async (_, asks, named) => {
    const { world } = await aSheet(asks, named);
    await world.wallet.pay("press-1", YEN, CHOSEN);
    expect(world.record().state).toBe("offered");
    expect(world.servers.sent("/claim")).toEqual([]);
  });

  it("[DI7] is sent again byte for byte until it is answered, and costs the payment nothing", async () => {
    const { world } = await aSheet();
    world.servers.mishap(
      "/disclosure",
      "lost",
      "unreachable",
      "disclosure_early",
      "internal_error",
    );
    await world.wallet.pay("press-1", YEN, CHOSEN);
    expect(world.record().state).toBe("settled");
    expect(entry(world)?.state).toBe("sending");
    await world.passTime(120_000);
    const bodies = world.servers.sent("/disclosure").map(({ body }) => body);
    expect(bodies).toHaveLength(5);
    expect(new Set(bodies).size).toBe(1);
    expect(entry(world)).toMatchObject({ state: "given", fields: CHOSEN });
    expect(entry(world)).not.toHaveProperty("sealed");
  });

  it("[DI7] that is refused for good is sent no more, and stands in the list as not given", async () => {
    const { world } = await aSheet();
    world.servers.mishap("/disclosure", "trade_voided");
    await world.wallet.pay("press-1", YEN, CHOSEN);
    await world.passTime(120_000);
    expect(world.servers.sent("/disclosure")).toHaveLength(1);
    expect(entry(world)).toMatchObject({ state: "lost", fields: CHOSEN });
    expect(world.record().state).toBe("settled");
  });

  it.each([1, 2, 3, 4, 5])("[DI7] dying after write %i, it gives the same once", async (writes) => {
    const { world, offer } = await aSheet();
    world.restart(writes);
    await world.wallet.pay("press-1", YEN, CHOSEN).catch((fault: unknown) => {
      if (!(fault instanceof Death)) throw fault;
    });
    world.restart();
    await world.passTime(120_000);
    expect(world.record().state).toBe("settled");
    expect(world.servers.trades.get(offer.trade)?.disclosure).toBeDefined();
    expect(new Set(world.servers.sent("/disclosure").map(({ body }) => body)).size).toBe(1);
    expect(new Set(confirmations(world).map((one) => JSON.stringify(one))).size).toBe(1);
  });

  it("[DI7] isn't sent with a payment that is refused, nor kept for the next attempt", async () => {
    const { world } = await aSheet();
    world.servers.refusal = "insufficient_funds";
    await world.wallet.pay("press-1", YEN, CHOSEN);
    expect(world.record().state).toBe("refused");
    await world.wallet.tryAgain("press-1");
    await world.wallet.pay("press-1", YEN);
    await world.passTime(60_000);
    expect(world.record().state).toBe("settled");
    expect(world.servers.sent("/disclosure")).toEqual([]);
    expect(entry(world)).toBeUndefined();
  });

  it("[DI6] isn't sent where the receipt names something else", async () => {
    const { world } = await aSheet();
    const { aReceipt } = await import("../../support/builders/realm.ts");
    world.servers.forge = async ({ payload }) => {
      const { offer } = [...world.servers.trades.values()][0]!;
      const { attempt, outcome } = payload;
      return aReceipt(world.realm, offer, { attempt, outcome });
    };
    await world.wallet.pay("press-1", YEN, CHOSEN);
    await world.passTime(10_000);
    expect(world.record().state).toBe("settled");
    expect(entry(world)).toBeUndefined();
    expect(world.servers.sent("/disclosure")).toEqual([]);
  });
});

describe("what stays in the wallet", () => {
  it("[DI11] says who was given what, and when, until its owner takes it off", async () => {
    const { world, offer } = await aSheet();
    await world.wallet.pay("press-1", YEN, CHOSEN);
    await world.passTime(1_000);
    expect(entry(world)).toEqual({
      ...{ id: "press-1", state: "given", trade: offer.trade, register: world.realm.register },
      ...{ name: "Kami paper goods", origin: "http://127.0.0.1:3000", fields: CHOSEN },
      at: expect.any(Number),
    });
    await world.wallet.privacy.forget(["press-1"]);
    expect(entry(world)).toBeUndefined();
    expect(world.record().state).toBe("settled");
  });

  it("[DI11] taken off before it was sent, it is sent no more", async () => {
    const { world } = await aSheet();
    world.servers.mishap("/disclosure", "unreachable");
    await world.wallet.pay("press-1", YEN, CHOSEN);
    await world.passTime(10);
    await world.wallet.privacy.forget(["press-1"]);
    const before = world.servers.sent("/disclosure").length;
    await world.passTime(60_000);
    expect(world.servers.sent("/disclosure")).toHaveLength(before);
  });

  it("[DI11] keeps what its owner typed in, all of it or what he leaves of it", async () => {
    const { world } = await aSheet();
    const kept = async (details: OwnDetails) => {
      await world.wallet.privacy.keepDetails(details);
      return world.stored().details;
    };
    expect(await kept(DETAILS)).toEqual(DETAILS);
    expect(await kept({ phone: DETAILS.phone })).toEqual({ phone: DETAILS.phone });
    expect(await kept({})).toEqual({});
  });
});
