// What is no request at all: forged, altered or misaddressed confirms. Each gets its documented code, nothing is
// written, and of two faults the earlier one in SPEC's order of checks is the answer.

import { beforeAll, describe, expect, it } from "vitest";
import { makeKeyPair } from "../../../cli/keys.ts";
import type { ConfirmTrade } from "../../../protocol/messages.ts";
import type { Currency } from "../../../protocol/money/money.ts";
import {
  importSigningSeed,
  type SignatureText,
  sign,
} from "../../../protocol/signing/signature.ts";
import {
  aConfirm,
  aConfirmation,
  aGrant,
  aSale,
  aTerminal,
  aTicket,
  type CarrierWorld,
  type Terminal,
} from "../../support/builders/payment.ts";
import { aCertificate, aRealm, aTradeId } from "../../support/builders/realm.ts";
import { aCarrierWorld, balancesOf, costOf } from "../carrier-world.ts";
import { env } from "../test-env.ts";

let world: CarrierWorld;
let terminal: Terminal;
beforeAll(async () => {
  world = await aCarrierWorld();
  terminal = await aTerminal(world);
});

const otherRealm = "realm:0000000000000000";
const otherMac = "A".repeat(43);
const otherSignature = "A".repeat(86) as SignatureText;

/** Faults in the order of SPEC's checks; each leaves all later checks to what it broke or not. */
const FAULTS: [string, string, () => Promise<ConfirmTrade>][] = [
  [
    "a confirmation of live mode",
    "wrong_mode",
    () => confirming({ confirmation: { mode: "live" } }),
  ],
  ["a grant of live mode", "wrong_mode", () => confirming({ grant: { mode: "live" } })],
  ["terms of live mode", "wrong_mode", () => confirming({ terms: { mode: "live" } })],
  [
    "a confirmation for another realm",
    "wrong_audience",
    () => confirming({ confirmation: { aud: otherRealm } }),
  ],
  ["a grant for another realm", "wrong_audience", () => confirming({ grant: { aud: otherRealm } })],
  ["terms for another realm", "wrong_audience", () => confirming({ terms: { aud: otherRealm } })],
  ["no ticket of ours", "ticket_invalid", () => confirming({ ticket: "tk1.1.AAAA" })],
  [
    "a sealed reference for a ticket",
    "ticket_invalid",
    () => confirming({ ticket: terminal.sealed }),
  ],
  [
    "a grant under another MAC",
    "grant_invalid",
    async () => {
      const body = await confirming({});
      return { ...body, grant: { ...body.grant, mac: otherMac } };
    },
  ],
  [
    "an altered grant",
    "grant_invalid",
    async () => {
      const body = await confirming({});
      return { ...body, grant: { ...body.grant, payload: { ...body.grant.payload, attempt: 2 } } };
    },
  ],
  [
    "a ticket of another account",
    "wrong_account",
    async () => confirming({ ticket: await aTicket(world, await aTerminal(world)) }),
  ],
  [
    "an offer with altered terms",
    "offer_mismatch",
    async () => {
      const body = await confirming({});
      const { offer } = await confirming({ terms: { amount: 1 } });
      return { ...body, offer: { ...offer, trade: body.offer.trade } };
    },
  ],
  [
    "an offer of another trade",
    "offer_mismatch",
    async () => {
      const body = await confirming({});
      return { ...body, offer: { ...body.offer, trade: aTradeId(world.realm) } };
    },
  ],
  [
    "a grant for another trade",
    "offer_mismatch",
    () => confirming({ grant: { trade: aTradeId(world.realm) } }),
  ],
  [
    "a confirmation of another attempt",
    "offer_mismatch",
    () => confirming({ confirmation: { attempt: 2 } }),
  ],
  [
    "a confirmation of another grant",
    "offer_mismatch",
    async () => {
      const body = await confirming({});
      const grant = await aGrant(world, terminal, body.offer, { until: world.now() + 61_000 });
      return { ...body, grant };
    },
  ],
  [
    "a register that another carrier certified",
    "register_uncertified",
    async () => {
      const stranger = await aRealm();
      const certificate = await aCertificate({ ...world.realm, signing: stranger.signing });
      const offer = { ...(await aSale(world)), certificate, chain: stranger.chain };
      return confirming({ offer });
    },
  ],
  [
    "a register that certified itself",
    "register_uncertified",
    async () => {
      const signing = world.realm.registerKey;
      const certificate = await aCertificate(world.realm, {}, signing);
      return confirming({ offer: { ...(await aSale(world)), certificate } });
    },
  ],
  [
    "terms of another register",
    "wrong_register",
    async () => {
      const other = await aCarrierWorld();
      const { terms } = await aSale(other);
      return confirming({ offer: { ...(await aSale(world)), terms } });
    },
  ],
  [
    "terms that the register didn't sign",
    "bad_signature",
    async () => {
      const offer = await aSale(world);
      const key = await importSigningSeed((await makeKeyPair()).seed);
      return confirming({ offer: { ...offer, terms: await sign(offer.terms.payload, key) } });
    },
  ],
  [
    "a confirmation that the device didn't sign",
    "bad_signature",
    async () => {
      const body = await confirming({});
      return { ...body, confirmation: { ...body.confirmation, signature: otherSignature } };
    },
  ],
  ["another amount", "amount_mismatch", () => confirming({ confirmation: { amount: 4979 } })],
  [
    "another currency",
    "amount_mismatch",
    () => confirming({ confirmation: { currency: "USD" as Currency } }),
  ],
  [
    "another register in the confirmation",
    "amount_mismatch",
    async () => {
      const { realm } = await aCarrierWorld();
      return confirming({ confirmation: { register: realm.register } });
    },
  ],
  [
    "a device key that isn't the account's",
    "wrong_account",
    async () => {
      const thief = { ...terminal, device: await makeKeyPair() };
      return aConfirm(world, thief);
    },
  ],
];

function confirming(overrides: Parameters<typeof aConfirm>[2]): Promise<ConfirmTrade> {
  return aConfirm(world, terminal, overrides);
}

describe("a confirm that is no request", () => {
  it.each(FAULTS)("[LE4] %s: %s, and nothing is written", async (_, code, make) => {
    const body = await make();
    const cost = await costOf(async () =>
      expect(await env.CARRIER.confirm(body)).toMatchObject({ ok: false, error: { code } }),
    );
    expect(cost.rows).toBe(0);
    expect(await balancesOf(world, terminal)).toEqual({ JPY: 50_000, USD: 20_000 });
  });

  it("leaves the attempt as it was: the honest confirm settles after it", async () => {
    const payer = await aTerminal(world);
    const body = await aConfirm(world, payer);
    const confirmation = { ...body.confirmation, signature: otherSignature };
    await env.CARRIER.confirm({ ...body, confirmation });
    expect(await env.CARRIER.confirm(body)).toMatchObject({ ok: true });
  });

  it("with two faults gets the earlier one in the documented order", async () => {
    const offer = await aSale(world);
    const bad = { ...offer, terms: { ...offer.terms, signature: otherSignature } };
    const grant = await aGrant(world, terminal, bad);
    const confirmation = await aConfirmation(world, terminal, bad, grant, { amount: 1 });
    const honest = { offer: bad, grant, confirmation, ticket: await aTicket(world, terminal) };
    const forgedGrant = { ...grant, mac: otherMac };
    const walk: [Partial<ConfirmTrade>, string][] = [
      [{ ticket: "tk1.1.AAAA", grant: forgedGrant }, "ticket_invalid"],
      [
        { grant: forgedGrant, ticket: await aTicket(world, await aTerminal(world)) },
        "grant_invalid",
      ],
      [{ ticket: await aTicket(world, await aTerminal(world)), offer }, "wrong_account"],
      [{ offer: { ...bad, trade: aTradeId(world.realm) } }, "offer_mismatch"],
      [{}, "bad_signature"],
    ];
    for (const [faults, code] of walk) {
      const answer = await env.CARRIER.confirm({ ...honest, ...faults });
      expect(answer).toMatchObject({ ok: false, error: { code } });
    }
  });

  it("[MS1] of another shape is refused by the carrier itself, whoever parsed it before", async () => {
    const body = await confirming({});
    const more = { ...body, tip: 100 } as ConfirmTrade;
    expect(await env.CARRIER.confirm(more)).toMatchObject({
      ok: false,
      error: { code: "invalid_request", param: "/tip" },
    });
  });
});
