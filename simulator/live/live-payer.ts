/** A payer with a terminal of its own at the real servers: enrolled over HTTP, its credential renewed in time. */

import { type KeyPair, makeKeyPair } from "../../cli/keys.ts";
import type { AccountId } from "../../protocol/ids.ts";
import type { Credential, Enrolled, Granted } from "../../protocol/messages.ts";
import { toUtf8 } from "../../protocol/signing/encoding.ts";
import {
  type Envelope,
  importSigningSeed,
  type PublicKey,
  type Signed,
  sign,
  signBytes,
} from "../../protocol/signing/signature.ts";
import { type RequestKey, signRequest } from "../../protocol/signing/signed-requests.ts";
import type { Offer, Trust } from "../../protocol/trade/offer.ts";
import { accountIdOf } from "../../worker/carrier-server/branch/account/open-account.ts";
import type { ScriptPayer, Stage } from "../parties/ports.ts";
import { signedConfirmation, stored } from "../parties/send-stored.ts";
import type { Sent } from "../witness.ts";
import { answered, type Post, type Sign } from "./post.ts";

/** Before it runs out, since the servers' clocks are not quite this one. */
const RENEWED_BEFORE_MS = 60_000;

export class LivePayer implements ScriptPayer {
  readonly name: string;
  readonly account: AccountId;
  /** the carrier's word on where a confirm of this account goes: any of them will do */
  ticket: string | undefined;
  readonly #stage: Stage;
  readonly #trust: Trust;
  readonly #device: KeyPair;
  readonly #post: Post;
  #credential: Credential | undefined;

  private constructor(
    { stage, trust, post }: { stage: Stage; trust: Trust; post: Post },
    name: string,
    account: AccountId,
    device: KeyPair,
  ) {
    this.#stage = stage;
    this.#trust = trust;
    this.#post = post;
    this.name = name;
    this.account = account;
    this.#device = device;
  }

  static async open(
    world: { stage: Stage; trust: Trust; post: Post },
    number: number,
  ): Promise<LivePayer> {
    const device = await makeKeyPair();
    const account = await accountIdOf(world.trust.mode, device.publicKey);
    const payer = new LivePayer(world, `payer ${number}`, account, device);
    const enrolment = await payer.#signed("warifu/enrolment/1", { name: payer.name });
    const enrolled = await world.post("/v1/terminals", { enrolment }, payer.sign);
    payer.#credential = answered<Enrolled>(enrolled).credential;
    return payer;
  }

  async credential(): Promise<string> {
    const { now } = this.#stage.agenda;
    if (!this.#credential || this.#credential.expires_at < now + RENEWED_BEFORE_MS) {
      const renewed = await this.#post("/v1/terminals/credential", {}, this.sign);
      this.#credential = answered<Credential>(renewed);
    }
    return this.#credential.token;
  }

  get publicKey(): PublicKey {
    return this.#device.publicKey;
  }

  /** A request that the terminal sends now. */
  readonly sign: Sign = async (url, body) => {
    const secret = await importSigningSeed(this.#device.seed);
    const key: RequestKey = {
      publicKey: this.publicKey,
      signBytes: (bytes) => signBytes(bytes, secret),
    };
    const request = { method: "POST", url, body: toUtf8(body) };
    return signRequest(request, key, this.#trust, this.#stage.agenda.now);
  };

  /** Something that the terminal signs now. */
  async #signed(typ: string, said: Record<string, unknown>): Promise<Signed<Envelope>> {
    const { realm, mode } = this.#trust;
    const time = Math.floor(this.#stage.agenda.now);
    const payload = { typ, iss: this.#device.publicKey, aud: realm, mode, ...said, time };
    return sign(payload, await importSigningSeed(this.#device.seed));
  }

  async store(name: string, offer: Offer, granted: Granted): Promise<Sent> {
    const { agenda, witness } = this.#stage;
    return stored(
      witness,
      name,
      await signedConfirmation(this.#device, offer, granted, agenda.now),
    );
  }
}
