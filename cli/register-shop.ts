/**
 * Makes a register: a key pair here, its certificate by the carrier, its place at the synchronous server.
 * The seed never leaves this machine and is in no request; nothing is believed that doesn't verify under
 * the root key. Nothing is written: the caller decides where the one secret goes.
 */

import * as v from "valibot";
import { apiKeyOrder, apiKeyText } from "../protocol/api-keys.ts";
import type { Mode, RegisterId } from "../protocol/ids.ts";
import { CertifiedRegister, RegisteredRegister } from "../protocol/messages.ts";
import { Problem } from "../protocol/problem.ts";
import { importSigningSeed, PublicKey, realmOf, sign, verify } from "../protocol/signature.ts";
import { Registration, type SignedRegistration } from "../protocol/signed-objects.ts";
import { keyFor } from "../register-server/key.ts";
import { makeKeyPair } from "./keys.ts";

export interface RegisterShopOptions {
  /** what shoppers read on the sheet */
  readonly name: string;
  /** the origins the shop's pages are on; the operator vouches for them */
  readonly origins: readonly string[];
  /** the synchronous server's public origin */
  readonly server: string;
  /** the carrier server's origin */
  readonly carrier: string;
  /** the carrier's OPERATOR_KEY */
  readonly operatorKey: string;
  /** the carrier's root public key, base64url */
  readonly rootKey: string;
  readonly mode: Mode;
  readonly fetch?: typeof fetch;
  /** ms since the epoch */
  readonly now?: number;
}

export interface RegisteredShop {
  readonly register: RegisterId;
  /** the text for WARIFU_KEY: secret, and made only once */
  readonly key: string;
}

const ANSWER_LIMIT_MS = 30_000;

/** @throws Error whose message says what was refused, by whom, and never holds a secret */
export async function registerShop(options: RegisterShopOptions): Promise<RegisteredShop> {
  const rootKey = v.safeParse(PublicKey, options.rootKey);
  if (!rootKey.success) throw new Error("the root key isn't a public key (base64url of 32 bytes)");
  const pair = await makeKeyPair();
  const realm = await realmOf(rootKey.output);
  const signingKey = await importSigningSeed(pair.seed);
  const registration = await sign(registrationOf(options, pair.publicKey, realm), signingKey);
  const ask = askWith(options.fetch ?? fetch);
  const bearer = { authorization: `Bearer ${options.operatorKey}` };
  const certified = await ask(
    "the carrier",
    new URL("/v1/registers", options.carrier),
    { registration },
    CertifiedRegister,
    bearer,
  );
  await assertCertified(certified, registration, rootKey.output);
  const { register, certificate, chain } = certified;
  const text = apiKeyText(register, crypto.getRandomValues(new Uint8Array(32)));
  const time = options.now ?? Date.now();
  const named = { register, realm, text, name: "first key", scopes: ["full"], time } as const;
  const api_key = await sign(await apiKeyOrder(named), signingKey);
  const registered = await ask(
    "the synchronous server",
    new URL("/v1/registers", options.server),
    { registration, certificate, chain, api_key },
    RegisteredRegister,
  );
  if (registered.register !== register)
    throw new Error("the synchronous server answered for another register");
  const key = keyFor({
    mode: options.mode,
    register,
    api_key: text,
    seed: pair.seed,
    origin: new URL(options.server).origin,
    root_key: rootKey.output,
  });
  return { register, key };
}

function registrationOf(
  { name, origins, mode, now }: RegisterShopOptions,
  publicKey: PublicKey,
  realm: string,
): Registration {
  const registration = v.safeParse(Registration, {
    typ: "warifu/registration/1",
    iss: publicKey,
    aud: realm,
    mode,
    name,
    origins,
    time: now ?? Date.now(),
  });
  if (registration.success) return registration.output;
  const [issue] = registration.issues;
  throw new Error(`${v.getDotPath(issue)}: ${issue.message}`);
}

type Ask = <S extends v.GenericSchema>(
  who: string,
  url: URL,
  body: unknown,
  schema: S,
  headers?: Record<string, string>,
) => Promise<v.InferOutput<S>>;

function askWith(fetchAnswer: typeof fetch): Ask {
  return async (who, url, body, schema, headers = {}) => {
    const response = await fetchAnswer(url, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "idempotency-key": crypto.randomUUID(),
        ...headers,
      },
      body: JSON.stringify(body),
      redirect: "manual",
      signal: AbortSignal.timeout(ANSWER_LIMIT_MS),
    }).catch((cause: unknown) => {
      throw new Error(`${who} doesn't answer at ${url.origin}`, { cause });
    });
    const answer: unknown = await response.json().catch(() => undefined);
    if (!response.ok) throw new Error(`${who} refused: ${reasonOf(answer, response.status)}`);
    const parsed = v.safeParse(schema, answer);
    if (parsed.success) return parsed.output;
    throw new Error(`what answers at ${url.origin} isn't ${who} (HTTP ${response.status})`);
  };
}

function reasonOf(answer: unknown, status: number): string {
  const problem = v.safeParse(Problem, answer);
  if (!problem.success) return `HTTP ${status}`;
  const { code, title, detail, param } = problem.output;
  return [code, detail ?? title, param].filter((part) => part !== undefined).join(", ");
}

/** A certificate over another name, origin or key would put the shop's trades on someone else's books. */
async function assertCertified(
  { register, certificate, chain }: CertifiedRegister,
  { payload: asked }: SignedRegistration,
  rootKey: PublicKey,
): Promise<void> {
  const carrier = { iss: asked.aud, aud: "everyone", mode: asked.mode };
  const root = { typ: "warifu/key-certificate/1", ...carrier };
  const expected = { typ: "warifu/register-certificate/1", ...carrier };
  const refused =
    (await verify(chain, root, rootKey)) ??
    (await verify(certificate, expected, chain.payload.key));
  if (refused)
    throw new Error(`the carrier's certificate doesn't hold under this root key: ${refused}`);
  const { payload } = certificate;
  const same =
    payload.kid === chain.payload.kid &&
    payload.register === register &&
    payload.key === asked.iss &&
    payload.name === asked.name &&
    payload.origins.map(({ origin }) => origin).join() === asked.origins.join();
  if (!same) throw new Error("the carrier certified something else than was asked");
}
