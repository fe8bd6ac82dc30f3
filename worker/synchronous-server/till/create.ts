/**
 * Creating a trade at a till: one hop, and an answer before the row is flushed [MS3], [MS4]. A repeat gets
 * its first answer whatever the time. Under a changed till map the slot's earlier tills are asked before
 * anything is inserted, and from then on they refuse new trades of it [ID2].
 */

import { type RegisterId, slotOf, type TradeId } from "../../../protocol/ids.ts";
import {
  HOLD_MAX_MS,
  TRADE_LIFETIME_MAX_MS,
  TRADE_LIFETIME_MIN_MS,
} from "../../../protocol/limits.ts";
import type { TradeView } from "../../../protocol/messages.ts";
import {
  isListed,
  type OfferTerms,
  termsRefusal,
} from "../../../protocol/price-list/listed-terms.ts";
import { type Refusal, refusal } from "../../../protocol/problem.ts";
import { err, ok, type Result } from "../../../protocol/result.ts";
import type { Envelope, Hash, PublicKey } from "../../../protocol/signing/signature.ts";
import { offerHash, periodRefusal, type Trust } from "../../../protocol/trade/offer.ts";
import { clockNow } from "../../objects/clock.ts";
import type { Deployment } from "../deployment.ts";
import type { KeyIdentity, TradeIdentity } from "../trade-identity.ts";
import { repeatCreate } from "./acts.ts";
import { currentTillOf, earlierTillsOf, isNewerMap, type TillConfig } from "./config.ts";
import type { TillDesk } from "./desk.ts";
import { type GivenMetadata, shownMetadata } from "./metadata/metadata-store.ts";
import { type Asked, type AskedRecord, isAsked, newRecord, tradeViewOf } from "./trade-record.ts";

export interface CreateQuestion {
  /** hash of the API key; none of a listed trade, which anybody may make [PL6] */
  readonly apiKey: Hash | undefined;
  readonly key: KeyIdentity;
  readonly terms: OfferTerms;
  /** what the shop notes on it, if anything */
  readonly metadata?: GivenMetadata;
  /** the register's key under which the Worker has verified the terms, if it knew one */
  readonly verifiedUnder: PublicKey | undefined;
}

/** What a Worker needs to go straight to the right till the next time. */
export interface Directions {
  readonly maps: readonly number[];
  readonly registerKey: PublicKey;
}

export type CreateAnswer =
  | {
      readonly kind: "made";
      readonly view: TradeView;
      readonly replayed: boolean;
      readonly directions: Directions;
    }
  | { readonly kind: "moved"; readonly directions: Directions }
  | { readonly kind: "refused"; readonly refusal: Refusal };

/** A later till's question: has this key a trade with you? */
export interface RecallQuestion {
  readonly key: KeyIdentity;
  readonly terms: OfferTerms;
  readonly metadata?: GivenMetadata;
  readonly maps: readonly number[];
}

export type RecallAnswer = Exclude<CreateAnswer, { kind: "moved" }> | undefined;

/** Asks the register's till of this number. */
type AskTill = (till: number, question: RecallQuestion) => Promise<RecallAnswer>;

/** What a create asks for. */
interface Made {
  readonly id: TradeId;
  readonly asked: Asked;
  readonly metadata: GivenMetadata | undefined;
}

const refused = (refusal: Refusal) => ({ kind: "refused", refusal }) as const;

export async function createTrade(
  desk: TillDesk,
  deployment: Deployment,
  askTill: AskTill,
  question: CreateQuestion,
): Promise<CreateAnswer> {
  const authorised = authorisedOf(desk, question);
  if (!authorised.ok) return refused(authorised.error);
  const config = authorised.value;
  const directions = directionsOf(desk, config);
  const slot = slotOf(question.key.hash);
  if (currentTillOf(slot, config.maps) !== config.till) return { kind: "moved", directions };
  const { terms, key, metadata } = question;
  const signed = await signingCertificate(desk, config, question, deployment.trust);
  if (!signed.ok) return refused(signed.error);
  const id = await deployment.identity.idAt(config.till, key);
  const asked = await askedOf(desk, signed.value, id, terms);
  if (config.maps.length > 1 && !desk.read(id)) {
    for (const till of earlierTillsOf(slot, config.maps)) {
      const theirs = await askTill(till, { ...noted(metadata), key, terms, maps: config.maps });
      if (theirs) return theirs;
    }
  }
  // Keys, map or certificate may have changed while this was awaiting: then from the start.
  if (desk.config !== config) return createTrade(desk, deployment, askTill, question);
  return repeatOrInsert(desk, { id, asked, metadata }, directions);
}

function noted(metadata: GivenMetadata | undefined) {
  return metadata ? { metadata } : {};
}

function authorisedOf(
  desk: TillDesk,
  { apiKey, terms }: CreateQuestion,
): Result<TillConfig, Refusal> {
  if (apiKey !== undefined) return desk.authorise(apiKey, "create");
  const isSold = desk.config !== undefined && isListed(terms);
  return isSold ? ok(desk.config) : err(refusal("unauthorized"));
}

/** [RG13] The certificate whose key signed the terms: the register's own, or for a while that of its former key. */
async function signingCertificate(
  desk: TillDesk,
  config: TillConfig,
  { terms, verifiedUnder }: CreateQuestion,
  trust: Trust,
): Promise<Result<Hash, Refusal>> {
  const { realm, mode } = trust;
  const refusedBy = (key: PublicKey) =>
    termsRefusal(terms, { register: config.register, realm, mode, key });
  const keyOf = (certificate: Hash) => desk.certificate(certificate).certificate.payload.key;
  const current = keyOf(config.certificate);
  const code = verifiedUnder === current ? undefined : await refusedBy(current);
  if (!code) return ok(config.certificate);
  const former = desk.formerCertificate(clockNow());
  if (former && !(await refusedBy(keyOf(former)))) return ok(former);
  return err(refusal(code, { param: "/terms" }));
}

export function termsEnvelope(register: RegisterId, { realm, mode }: Trust): Envelope {
  return { typ: "warifu/terms/1", iss: register, aud: realm, mode };
}

/** From here on nothing is awaited: looked up and inserted in one go. What has metadata is answered once it is stored. */
function repeatOrInsert(
  desk: TillDesk,
  made: Made,
  directions: Directions,
): CreateAnswer | Promise<CreateAnswer> {
  const { id, asked, metadata } = made;
  const repeated = repeat(desk, made, directions);
  if (repeated) return repeated;
  // [LE64] Whose trade was begun hears of it; nothing new is begun.
  const halted = desk.beginRefusal();
  if (halted) return refused(halted);
  const now = clockNow();
  const late = deadlineRefusal(asked.terms, now);
  if (late) return refused(late);
  const { certificate } = desk.certificate(asked.certificate);
  const code = periodRefusal(certificate.payload, now);
  if (code) return refused(refusal(code));
  const { encryption_key } = certificate.payload;
  if (asked.terms.payload.asks && encryption_key === undefined)
    return refused(refusal("encryption_key_missing", { param: "/terms/payload/asks" }));
  const record = newRecord(id, asked, now);
  if (metadata) return insertNoted(desk, { ...made, record, metadata }, directions);
  desk.putEarly(record);
  return { kind: "made", view: tradeViewOf(record), replayed: false, directions };
}

/** [TM3] [TR15] */
function deadlineRefusal({ payload }: OfferTerms, now: number): Refusal | undefined {
  const { deadline, hold_until = deadline } = payload;
  if (deadline < now + TRADE_LIFETIME_MIN_MS || deadline > now + TRADE_LIFETIME_MAX_MS)
    return refusal("deadline_out_of_range", { param: "/terms/payload/deadline" });
  if (hold_until > deadline + HOLD_MAX_MS)
    return refusal("deadline_out_of_range", { param: "/terms/payload/hold_until" });
  return undefined;
}

/** Lost with its row or not at all: so a repeat finds what was noted [AR5]. */
async function insertNoted(
  desk: TillDesk,
  made: Made & { readonly record: AskedRecord; readonly metadata: GivenMetadata },
  directions: Directions,
): Promise<CreateAnswer> {
  const { record, metadata } = made;
  const inserted = await desk.decide((turn) => {
    if (isAsked(turn.read(record.id))) return false;
    turn.stage(record);
    turn.metadata.stage(record.id, { entries: metadata.entries, given: metadata.hash });
    return true;
  });
  // Another request under the same key came first.
  if (!inserted) return repeatOrInsert(desk, made, directions);
  const view = tradeViewOf(record, { metadata: metadata.entries });
  return { kind: "made", view, replayed: false, directions };
}

function repeat(
  desk: TillDesk,
  { id, asked, metadata }: Made,
  directions: Directions,
): RecallAnswer {
  const known = desk.read(id);
  const repeated = repeatCreate(known, asked);
  if (!repeated) return undefined;
  if (!repeated.ok) return refused(repeated.error);
  const record: AskedRecord = repeated.value;
  // Cancelled before it was made: there is nothing to note anything on.
  if (record !== known) desk.putEarly(record);
  const beside = record === known ? desk.noted(id) : undefined;
  if (record === known && beside?.given !== metadata?.hash)
    return refused(refusal("idempotency_key_reused", { param: "Idempotency-Key" }));
  const view = tradeViewOf(record, { metadata: shownMetadata(beside?.entries) });
  return { kind: "made", view, replayed: true, directions };
}

/** The earlier till's side: it takes the newer map over first, so that it can't insert this key any more. */
export async function recallTrade(
  desk: TillDesk,
  identity: TradeIdentity,
  { key, terms, metadata, maps }: RecallQuestion,
): Promise<RecallAnswer> {
  if (!desk.config) return undefined;
  if (isNewerMap(maps, desk.config.maps)) desk.configure({ ...desk.config, maps });
  const config = desk.config;
  const id = await identity.idAt(config.till, key);
  const asked = await askedOf(desk, config.certificate, id, terms);
  return repeat(desk, { id, asked, metadata }, directionsOf(desk, config));
}

async function askedOf(
  desk: TillDesk,
  certificate: Hash,
  trade: TradeId,
  terms: OfferTerms,
): Promise<Asked> {
  const pair = desk.certificate(certificate);
  const offer = await offerHash({ trade, terms, certificate: pair.certificate });
  return { terms, certificate, offer };
}

function directionsOf(desk: TillDesk, { maps, certificate }: TillConfig): Directions {
  return { maps, registerKey: desk.certificate(certificate).certificate.payload.key };
}
