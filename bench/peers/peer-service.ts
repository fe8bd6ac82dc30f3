/**
 * A peer's handlers, the same for every framework and database: create, claim, confirm, with the messages, signatures
 * and checks of our protocol, and a push to open pages. What differs between the peers is behind PeerStore.
 */

import { randomBytes } from "node:crypto";
import * as v from "valibot";
import {
  formatTradeId,
  modeOf,
  type RegisterId,
  type TradeId,
  timeOfKey,
} from "../../protocol/ids.ts";
import { ClaimTrade, ConfirmTrade, CreateTrade } from "../../protocol/messages.ts";
import { registerOfApiKey } from "../../protocol/register/api-keys.ts";
import { toUtf8 } from "../../protocol/signing/encoding.ts";
import {
  canonicalBytes,
  type Hash,
  hashOf,
  importHmacKey,
  importSigningSeed,
  sha256,
  sign,
  verify,
} from "../../protocol/signing/signature.ts";
import type { Receipt, SignedReceipt } from "../../protocol/signing/signed-objects.ts";
import { verifyRequest } from "../../protocol/signing/signed-requests.ts";
import { accountCommitment, grantHolds, macGrant } from "../../protocol/trade/grant.ts";
import { offerHash, offerPeriodRefusal, verifyOffer } from "../../protocol/trade/offer.ts";
import type { PeerRegister, PeerSettings } from "./peer-settings.ts";
import type { PeerStore } from "./peer-store.ts";

export interface PeerAnswer {
  readonly status: number;
  /** JSON */
  readonly body: string;
}

export interface PeerRequest {
  readonly path: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  header(name: string): string | null;
}

const DAY_MS = 86_400_000;

export class PeerService {
  readonly #settings: PeerSettings;
  readonly #store: PeerStore;
  readonly #registers: ReadonlyMap<RegisterId, PeerRegister>;
  readonly #keys: { grant: CryptoKey; signing: CryptoKey };
  /** pages that wait, by trade */
  readonly #pages = new Map<string, ((status: string) => void)[]>();

  private constructor(
    settings: PeerSettings,
    store: PeerStore,
    keys: { grant: CryptoKey; signing: CryptoKey },
  ) {
    this.#settings = settings;
    this.#store = store;
    this.#keys = keys;
    this.#registers = new Map(settings.registers.map((one) => [one.register, one]));
  }

  static async open(settings: PeerSettings, store: PeerStore): Promise<PeerService> {
    const grant = await importHmacKey(settings.grantKey);
    const signing = await importSigningSeed(settings.signing.seed);
    return new PeerService(settings, store, { grant, signing });
  }

  /** @param tell writes a status to the page */
  watch(trade: string, tell: (status: string) => void): void {
    this.#pages.set(trade, [...(this.#pages.get(trade) ?? []), tell]);
    tell("open");
  }

  async create(request: PeerRequest): Promise<PeerAnswer> {
    const register = await this.#registerOf(request);
    if (!register) return problem(401, "unauthorized");
    const body = parsed(CreateTrade, request.bytes);
    if (!body) return problem(400, "invalid_request");
    const { trust } = this.#settings;
    const { terms } = body;
    const { key, amount, deadline, currency, items } = terms.payload;
    if (key !== request.header("idempotency-key")) return problem(400, "terms_key_mismatch");
    const { certificate, register: id } = register;
    const expected = { typ: "warifu/terms/1", iss: id, aud: trust.realm, mode: trust.mode };
    const refused = await verify(terms, expected, certificate.payload.key);
    if (refused) return problem(400, refused);
    const now = Date.now();
    if (deadline <= now || deadline > now + DAY_MS) return problem(400, "deadline_out_of_range");
    const trade = newTradeId(id, key);
    const offer = await offerHash({ trade, terms, certificate });
    const termsHash = await sha256(canonicalBytes(terms.payload));
    const row = { id: trade, register: id, key, terms: JSON.stringify(terms), termsHash, offer };
    const made = await this.#store.create({ ...row, amount, deadline, now });
    if ("refused" in made) return problem(422, made.refused);
    const named = { id: made.id, object: "trade", mode: trust.mode, register: id };
    const view = { ...named, status: "open", amount, currency, items, deadline };
    return { status: made.replayed ? 200 : 201, body: JSON.stringify(view) };
  }

  /** @param path the trade's id as the address has it */
  async claim(request: PeerRequest, path: string): Promise<PeerAnswer> {
    const key = await this.#signer(request);
    if (!key) return problem(401, "bad_signature");
    const body = parsed(ClaimTrade, request.bytes);
    if (!body) return problem(400, "invalid_request");
    const { offer } = body;
    if (offer.trade !== path) return problem(409, "offer_mismatch");
    const { trade } = offer;
    const hash = await offerHash(offer);
    const claimed = await this.#store.claim(trade, key, hash, Date.now());
    if ("refused" in claimed) return problem(409, claimed.refused);
    const { attempt, account, until } = claimed;
    const { realm, mode } = this.#settings.trust;
    const grant = await macGrant(
      {
        ...{ typ: "warifu/grant/1", iss: "synchronous-server", aud: realm, mode },
        ...{ trade, attempt, offer: hash, account: await accountCommitment(`${account}`), until },
      },
      this.#keys.grant,
    );
    return { status: 200, body: JSON.stringify({ grant, ticket: "peer" }) };
  }

  async confirm(request: PeerRequest): Promise<PeerAnswer> {
    const key = await this.#signer(request);
    if (!key) return problem(401, "bad_signature");
    const body = parsed(ConfirmTrade, request.bytes);
    if (!body) return problem(400, "invalid_request");
    if (body.confirmation.payload.iss !== key) return problem(400, "wrong_issuer");
    const refused = await this.#confirmRefusal(body);
    if (refused) return problem(409, refused);
    const now = Date.now();
    const { trade, attempt, amount } = body.confirmation.payload;
    const { grant, confirmation } = body;
    const settled = await this.#store.settle({
      ...{ trade, attempt, device: key, confirmation: await hashOf(confirmation), amount },
      ...{ now, day: Math.floor(now / DAY_MS) },
      receipt: JSON.stringify(await this.#receipt(body, grant.payload.offer, now)),
    });
    if ("refused" in settled) return problem(402, settled.refused);
    const { receipt } = settled;
    for (const tell of this.#pages.get(trade) ?? []) tell("settled");
    this.#pages.delete(trade);
    return { status: 200, body: `{"outcome":"settled","attempt":${attempt},"receipt":${receipt}}` };
  }

  async #registerOf(request: PeerRequest): Promise<PeerRegister | undefined> {
    const text = /^Bearer +(\S+)$/i.exec(request.header("authorization") ?? "")?.[1] ?? "";
    const id = registerOfApiKey(text);
    const known = id && this.#registers.get(id);
    return known && known.apiKey === (await sha256(toUtf8(text))) ? known : undefined;
  }

  async #signer({ path, bytes, header }: PeerRequest) {
    const { origin, trust } = this.#settings;
    const signed = { method: "POST", url: `${origin}${path}`, body: bytes };
    const key = await verifyRequest(signed, header, trust, Date.now());
    return key.ok ? key.value : undefined;
  }

  /** The checks of our branch that need no account, in their order. */
  async #confirmRefusal({ offer, grant, confirmation }: ConfirmTrade): Promise<string | undefined> {
    const { trust } = this.#settings;
    const parts = [grant.payload, confirmation.payload, offer.terms.payload];
    if (parts.some(({ mode }) => mode !== trust.mode)) return "wrong_mode";
    if (parts.some(({ aud }) => aud !== trust.realm)) return "wrong_audience";
    if (!(await grantHolds(grant, this.#keys.grant))) return "grant_invalid";
    const hash = await offerHash(offer);
    const [granted, confirmed] = [grant.payload, confirmation.payload];
    const named =
      [granted.trade, confirmed.trade].every((trade) => trade === offer.trade) &&
      granted.offer === hash &&
      confirmed.offer === hash &&
      confirmed.attempt === granted.attempt &&
      confirmed.grant === (await hashOf(granted));
    if (!named) return "offer_mismatch";
    const refused = (await verifyOffer(offer, trust)) ?? offerPeriodRefusal(offer, Date.now());
    if (refused) return refused;
    const { iss } = confirmed;
    const expected = { typ: "warifu/confirmation/1", iss, aud: trust.realm, mode: trust.mode };
    const unsigned = await verify(confirmation, expected, iss);
    if (unsigned) return unsigned;
    const { amount, currency, iss: register } = offer.terms.payload;
    const same =
      confirmed.amount === amount &&
      confirmed.currency === currency &&
      confirmed.register === register;
    return same ? undefined : "amount_mismatch";
  }

  async #receipt(
    { confirmation }: ConfirmTrade,
    offer: Hash,
    time: number,
  ): Promise<SignedReceipt> {
    const { trust, signing } = this.#settings;
    const { trade, attempt, register, amount, currency } = confirmation.payload;
    const receipt: Receipt = {
      ...{ typ: "warifu/receipt/1", iss: trust.realm, aud: register, mode: trust.mode },
      ...{ kid: signing.certificate.payload.kid, trade, attempt, register, amount, currency },
      ...{ outcome: "settled", offer, time },
    };
    return { ...(await sign(receipt, this.#keys.signing)), certificate: signing.certificate };
  }
}

/** In the order of time, as the keys are, so that rows are too. */
function newTradeId(register: RegisterId, key: string): TradeId {
  const [hash, tag] = [randomBytes(16), randomBytes(6)];
  return formatTradeId({
    mode: modeOf(register),
    register,
    till: 0,
    time: timeOfKey(key),
    hash,
    tag,
  });
}

function parsed<const S extends v.GenericSchema>(
  schema: S,
  bytes: Uint8Array,
): v.InferOutput<S> | undefined {
  try {
    const read = v.safeParse(schema, JSON.parse(new TextDecoder().decode(bytes)), {
      abortEarly: true,
    });
    return read.success ? read.output : undefined;
  } catch {
    return undefined;
  }
}

function problem(status: number, code: string): PeerAnswer {
  return { status, body: JSON.stringify({ status, code }) };
}
