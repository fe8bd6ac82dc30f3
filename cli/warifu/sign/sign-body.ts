/**
 * A request's body as the register would have sent it: each object that the register's key signs gets a real signature,
 * with the envelope of this register. What can't be that (another form, a carrier's object, no JSON) goes as it came, so
 * that the server itself refuses it. Pure but for WebCrypto.
 */

import * as v from "valibot";
import { Mode } from "../../../protocol/ids.ts";
import { sign } from "../../../protocol/signing/signature.ts";
import { IdempotencyKey, Realm } from "../../../protocol/signing/signed-objects.ts";
import { mendBody, mendLists } from "./mend-lists.ts";
import { mendTerms } from "./mend-terms.ts";
import {
  type Facts,
  type Payload,
  SIGNED_ROUTES,
  type SignedRoute,
  timely,
} from "./signed-routes.ts";
import type { Signer } from "./signer.ts";

/**
 * `fill`: the envelope is this register's and times are good, whatever stood there, as long as it had the right form;
 * a body without the signed object is taken for what the SDK would sign. `keep`: only the signature is made.
 */
export type Signing = "fill" | "keep";

export interface WriteToSign {
  /** of the address, without its query */
  readonly path: string;
  readonly body: string;
  /** bare */
  readonly key: string;
  /** ms since the epoch */
  readonly now: number;
  readonly signing: Signing;
  /** a body without the signed object is refused by the server, as it came */
  readonly signedOnly?: boolean;
  /** also put right what a JSON Schema can't say of terms: for tools that make bodies up */
  readonly mend?: boolean;
}

/** @returns the body to send, or undefined to send the one that came */
export async function signBody(write: WriteToSign, signer: Signer): Promise<string | undefined> {
  const came = parsed(write.body);
  if (!isRecord(came)) return undefined;
  const body = write.mend ? mendBody(came) : came;
  try {
    const signed = await signMembers(body, write, signer);
    return signed ? JSON.stringify(signed) : body === came ? undefined : JSON.stringify(body);
  } catch {
    // A lone surrogate or an infinite number has no canonical form, so nobody could have signed it.
    return undefined;
  }
}

async function signMembers(
  body: Payload,
  write: WriteToSign,
  signer: Signer,
): Promise<Payload | undefined> {
  const route = SIGNED_ROUTES.find(({ path }) => path.test(write.path));
  const facts = factsOf(write, route);
  if (route && !(route.member in body)) {
    const plain = write.signing === "fill" && !write.signedOnly && !route.signedOnly;
    if (!plain) return undefined;
    const payload = plainPayload(route, body, facts, signer);
    const beside = route.beside === undefined ? {} : { [route.beside]: body[route.beside] };
    return { [route.member]: await sign(payload as never, signer.signingKey), ...beside };
  }
  let changed = false;
  const signed: Record<string, unknown> = { ...body };
  for (const [member, value] of Object.entries(body)) {
    if (!isSignable(value, signer)) continue;
    const own = member === route?.member ? route : undefined;
    const payload =
      write.signing === "keep"
        ? value.payload
        : {
            ...filled(value.payload, own, facts, signer, write),
            ...commitmentIn(body, value, own),
          };
    const { signature } = await sign(payload as never, signer.signingKey);
    signed[member] = { ...value, payload, signature };
    changed = true;
  }
  return changed ? signed : undefined;
}

function factsOf({ path, key, now }: WriteToSign, route: SignedRoute | undefined): Facts {
  return { key, now, trade: route?.path.exec(path)?.[1] ?? "" };
}

/** Where what it says has the right form: else it is refused as it came. */
function commitmentIn(
  body: Payload,
  { payload }: Signable,
  route: SignedRoute | undefined,
): Payload {
  if (route?.committed === undefined || route.beside === undefined) return {};
  const said = route.committed(body[route.beside]);
  const fits = Object.entries(said).every(([name, own]) => typeof payload[name] === typeof own);
  return fits ? said : {};
}

/** What the SDK would have made of it. */
function plainPayload(route: SignedRoute, body: Payload, facts: Facts, signer: Signer): Payload {
  const { typ, named, defaults, wrap, beside = "", committed } = route;
  const iss = typ === "warifu/registration/1" ? signer.publicKey : signer.register;
  const { [beside]: stays, ...rest } = body;
  const said = wrap === undefined ? rest : { [wrap]: rest };
  return {
    ...{ typ, iss, aud: signer.realm, mode: signer.mode },
    ...named?.(facts),
    ...defaults?.(body, facts),
    ...said,
    ...committed?.(stays),
  };
}

const ISSUER = /^reg_(test|live)_[0-9a-v]{13}$/;
const PREFIX = /^wk_(test|live)_[0-9a-v]{13}(_[0-9a-v]{4})$/;

/** A wrong type or form stays, so that what is meant to be refused is refused. */
function filled(
  payload: Payload,
  route: SignedRoute | undefined,
  facts: Facts,
  signer: Signer,
  { mend }: WriteToSign,
): Payload {
  const own: Record<string, unknown> = { ...payload };
  const put = (name: string, fits: boolean, value: unknown) => {
    if (fits) own[name] = value;
  };
  const byKey = payload.typ === "warifu/registration/1";
  put("iss", typeof payload.iss === "string", byKey ? signer.publicKey : signer.register);
  put("aud", v.is(Realm, payload.aud), signer.realm);
  put("mode", v.is(Mode, payload.mode), signer.mode);
  for (const [name, value] of Object.entries(route?.named?.(facts) ?? {}))
    put(name, v.is(IdempotencyKey, payload[name]), value);
  const [, , tail] = PREFIX.exec(String(payload.prefix)) ?? [];
  put("prefix", tail !== undefined, `wk_${signer.register.slice(4)}${tail}`);
  for (const name of ["number", "serial"]) {
    const counted = payload[name];
    put(name, typeof counted === "number" && counted > 0 && counted < facts.now, facts.now);
  }
  const timed = timely(own, facts);
  if (!mend) return timed;
  return mendLists(payload.typ === "warifu/terms/1" ? mendTerms(timed) : timed);
}

interface Signable {
  readonly payload: Payload;
}

/** Signed by a register, or to be: a carrier's certificate keeps its signature. */
function isSignable(value: unknown, { publicKey }: Signer): value is Signable {
  if (!isRecord(value) || !isRecord(value.payload)) return false;
  if (typeof value.signature !== "string" || value.signature.length > 86) return false;
  const { typ, iss } = value.payload;
  if (typeof typ !== "string" || !/^warifu\/[a-z-]+\/\d+$/.test(typ)) return false;
  if (typ === "warifu/registration/1")
    return typeof iss === "string" && iss.length <= publicKey.length;
  return typeof iss === "string" && ISSUER.test(iss);
}

function isRecord(value: unknown): value is Payload {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
