/** A shopper of the bench: a device key, and what its terminal sends to claim and to confirm, as our terminal sends it. */

import { sign } from "node:crypto";
import type { KeyPair } from "../../cli/keys.ts";
import type { ConfirmTrade, Granted } from "../../protocol/messages.ts";
import { toUtf8 } from "../../protocol/signing/encoding.ts";
import { hashOf, type PublicKey } from "../../protocol/signing/signature.ts";
import type {
  Confirmation,
  Enrolment,
  SignedEnrolment,
} from "../../protocol/signing/signed-objects.ts";
import { type RequestKey, signRequest } from "../../protocol/signing/signed-requests.ts";
import { type Offer, offerHash, type Trust } from "../../protocol/trade/offer.ts";
import { requestBytes } from "../load/http-lane.ts";
import { signed, signingKey } from "./signing.ts";

export class BenchPayer {
  readonly publicKey: PublicKey;
  /** of our synchronous server; peers know the device key by their own rows */
  credential = "";
  /** ms since the epoch */
  credentialUntil = 0;
  readonly #key: ReturnType<typeof signingKey>;
  readonly #trust: Trust;

  constructor({ seed, publicKey }: KeyPair, trust: Trust) {
    this.publicKey = publicKey;
    this.#key = signingKey(seed);
    this.#trust = trust;
  }

  enrolment(now: number): SignedEnrolment {
    const { realm, mode } = this.#trust;
    const payload: Enrolment = {
      ...{ typ: "warifu/enrolment/1", iss: this.publicKey, aud: realm, mode },
      ...{ name: "Bench terminal", time: now },
    };
    return signed(payload, this.#key);
  }

  prepareClaim(origin: string, offer: Offer, now: number): Promise<Buffer> {
    const headers = { authorization: `Warifu-Credential ${this.credential}` };
    return this.post(`${origin}/v1/trades/${offer.trade}/claim`, { offer }, now, headers);
  }

  async confirmation(offer: Offer, { grant, ticket }: Granted, now: number): Promise<ConfirmTrade> {
    const { amount, currency, iss } = offer.terms.payload;
    const { trade, attempt, aud, mode } = grant.payload;
    const payload: Confirmation = {
      ...{ typ: "warifu/confirmation/1", iss: this.publicKey, aud, mode, trade, attempt },
      ...{ grant: await hashOf(grant.payload), offer: await offerHash(offer) },
      ...{ amount, currency, register: iss, time: now },
    };
    return { offer, grant, ticket, confirmation: signed(payload, this.#key) };
  }

  /** A request of this terminal, signed. */
  async post(
    url: string,
    body: unknown,
    now: number,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Buffer> {
    const text = JSON.stringify(body);
    const key: RequestKey = {
      publicKey: this.publicKey,
      signBytes: async (bytes) => sign(null, bytes, this.#key),
    };
    const request = { method: "POST", url, body: toUtf8(text) };
    const signature = await signRequest(request, key, this.#trust, now);
    return requestBytes("POST", url, { ...headers, ...signature }, text);
  }
}
