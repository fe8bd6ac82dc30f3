// One payment at a carrier, part by part: a terminal with its account, an offer, the grant, the confirmation, and
// the whole confirm. Each part is honest unless overridden; a forged one is signed again by whoever is named.

import { type KeyPair, makeKeyPair } from "../../../cli/keys.ts";
import type { AccountView, ConfirmTrade, MacGrant } from "../../../protocol/messages.ts";
import {
  hashOf,
  importHmacKey,
  importSigningSeed,
  sign,
} from "../../../protocol/signing/signature.ts";
import type {
  Confirmation,
  Enrolment,
  Grant,
  SignedConfirmation,
  SignedEnrolment,
  SignedRegisterCertificate,
  SignedTerminalRequest,
  TerminalRequest,
  Terms,
} from "../../../protocol/signing/signed-objects.ts";
import { accountCommitment, macGrant } from "../../../protocol/trade/grant.ts";
import { type Offer, offerHash } from "../../../protocol/trade/offer.ts";
import type { Carrier } from "../../../worker/carrier-server/carrier.ts";
import { aTradeId, type Realm, someTerms } from "./realm.ts";

/** A carrier as its neighbours see it, with the keys that its neighbours hold. */
export interface CarrierWorld {
  readonly realm: Realm;
  readonly certificate: SignedRegisterCertificate;
  readonly carrier: Pick<Carrier, "openAccount" | "issueTicket">;
  /** the synchronous server's GRANT_KEY */
  readonly grantKey: string;
  readonly now: () => number;
}

export interface Terminal {
  readonly device: KeyPair;
  readonly sealed: string;
  readonly account: AccountView;
}

export async function anEnrolment(
  { realm, now }: Pick<CarrierWorld, "realm" | "now">,
  device: KeyPair,
  overrides: Partial<Enrolment> = {},
): Promise<SignedEnrolment> {
  const enrolment: Enrolment = {
    typ: "warifu/enrolment/1",
    iss: device.publicKey,
    aud: realm.realm,
    mode: realm.mode,
    name: "Firefox on the desk",
    time: now(),
    ...overrides,
  };
  return sign(enrolment, await importSigningSeed(device.seed));
}

export async function aTerminal(world: CarrierWorld): Promise<Terminal> {
  const device = await makeKeyPair();
  const opened = await world.carrier.openAccount(await anEnrolment(world, device));
  if (!opened.ok) throw new Error(`no account: ${opened.error.code}`);
  return { device, ...opened.value };
}

export async function aTerminalRequest(
  { realm, now }: CarrierWorld,
  device: KeyPair,
  overrides: Partial<TerminalRequest> = {},
): Promise<SignedTerminalRequest> {
  const request: TerminalRequest = {
    typ: "warifu/terminal-request/1",
    iss: device.publicKey,
    aud: realm.realm,
    mode: realm.mode,
    act: "account",
    time: now(),
    ...overrides,
  };
  return sign(request, await importSigningSeed(device.seed));
}

/** An offer of the world's register, certified by its carrier. */
export async function aSale(world: CarrierWorld, terms: Partial<Terms> = {}): Promise<Offer> {
  const { realm, certificate, now } = world;
  const amount = terms.amount ?? 4980;
  const item = { name: "Washi notebook", quantity: 2, amount };
  const asked = { amount, items: [item], deadline: now() + 30 * 60_000, ...terms };
  return {
    trade: aTradeId(realm),
    terms: await someTerms(realm, asked),
    certificate,
    chain: realm.chain,
  };
}

export async function aGrant(
  { realm, grantKey, now }: CarrierWorld,
  terminal: Terminal,
  offer: Offer,
  overrides: Partial<Grant> = {},
): Promise<MacGrant> {
  const grant: Grant = {
    typ: "warifu/grant/1",
    iss: "synchronous-server",
    aud: realm.realm,
    mode: realm.mode,
    trade: offer.trade,
    attempt: 1,
    offer: await offerHash(offer),
    account: await accountCommitment(terminal.sealed),
    until: now() + 60_000,
    ...overrides,
  };
  return macGrant(grant, await importHmacKey(grantKey));
}

export async function aConfirmation(
  { realm, now }: CarrierWorld,
  { device }: Pick<Terminal, "device">,
  offer: Offer,
  grant: MacGrant,
  overrides: Partial<Confirmation> = {},
): Promise<SignedConfirmation> {
  const { amount, currency, iss } = offer.terms.payload;
  const confirmation: Confirmation = {
    typ: "warifu/confirmation/1",
    iss: device.publicKey,
    aud: realm.realm,
    mode: realm.mode,
    trade: offer.trade,
    attempt: grant.payload.attempt,
    grant: await hashOf(grant.payload),
    offer: await offerHash(offer),
    amount,
    currency,
    register: iss,
    time: now(),
    ...overrides,
  };
  return sign(confirmation, await importSigningSeed(device.seed));
}

export interface ConfirmOverrides {
  readonly terms?: Partial<Terms>;
  readonly offer?: Offer;
  readonly grant?: Partial<Grant>;
  readonly confirmation?: Partial<Confirmation>;
  readonly ticket?: string;
}

/** What a terminal sends to pay: each part follows from the ones before it. */
export async function aConfirm(
  world: CarrierWorld,
  terminal: Terminal,
  overrides: ConfirmOverrides = {},
): Promise<ConfirmTrade> {
  const offer = overrides.offer ?? (await aSale(world, overrides.terms));
  const grant = await aGrant(world, terminal, offer, overrides.grant);
  const confirmation = await aConfirmation(world, terminal, offer, grant, overrides.confirmation);
  return {
    offer,
    grant,
    confirmation,
    ticket: overrides.ticket ?? (await aTicket(world, terminal)),
  };
}

export async function aTicket(world: CarrierWorld, { sealed }: Terminal): Promise<string> {
  const ticket = await world.carrier.issueTicket(sealed);
  if (!ticket.ok) throw new Error(`no ticket: ${ticket.error.code}`);
  return ticket.value;
}
