/**
 * Who a register is, decided: name, proven origins, key, fees and standing. What is awaited (proofs, a signature) is
 * awaited on a snapshot, and what changed meanwhile is never written over: then nothing is, and the same is asked again.
 */

import type { EncryptionKey } from "../../../protocol/disclosure/asks.ts";
import { FORMER_KEY_MAX_MS } from "../../../protocol/limits.ts";
import type { CertifiedRegister } from "../../../protocol/messages.ts";
import { type Refusal, refusal } from "../../../protocol/problem.ts";
import type { ChangeRegisterKey } from "../../../protocol/register/register-key.ts";
import { err, ok, type Result } from "../../../protocol/result.ts";
import { type PublicKey, verify } from "../../../protocol/signing/signature.ts";
import type { Registration } from "../../../protocol/signing/signed-objects.ts";
import type { Trust } from "../../../protocol/trade/offer.ts";
import type { Proof } from "../origins/prove-origin.ts";
import { stillFits } from "./certify-register.ts";
import type {
  CertifyAnswer,
  CertifyCommand,
  ReplaceKeyCommand,
  SetFeesAnswer,
  SetFeesCommand,
  SetStandingCommand,
  StandingAnswer,
} from "./commands.ts";
import { withSchedule } from "./fee-schedules.ts";
import { afterProof, nextCheck, type OriginState, vouchedOrigin } from "./origins.ts";
import {
  type Certify,
  isSameRecord,
  nextRecord,
  type RegisterFacts,
  type RegisterRecord,
} from "./register-record.ts";
import type { BooksStore, Command, Done } from "./store.ts";

/** What deciding needs of the outside. */
export interface CertificationWorks {
  readonly certify: Certify;
  readonly prove: (origin: string, key: PublicKey) => Promise<Proof>;
  readonly trust: () => Promise<Trust>;
}

export class Certification {
  readonly #store: BooksStore;
  readonly #works: CertificationWorks;

  constructor(store: BooksStore, works: CertificationWorks) {
    this.#store = store;
    this.#works = works;
  }

  async certify(command: CertifyCommand, now: number): Promise<Result<CertifyAnswer, Refusal>> {
    const repeat = this.#repeatOf<CertifiedRegister>(command);
    if (repeat) return certifyRepeat(repeat);
    const { register, registration, vouched = false } = command;
    const before = this.#store.record();
    if (before && before.key !== registration.iss) return err(refusal("register_exists"));
    const origins = await this.#proven(before, registration, vouched, now);
    if (!origins.ok) return origins;
    const facts = { ...(before ?? FIRST), ...identityOf(registration), origins: origins.value };
    const made = await nextRecord(register, facts, before, now, this.#works.certify);
    const overtaken = this.#repeatOf<CertifiedRegister>(command);
    if (overtaken) return certifyRepeat(overtaken);
    const after = this.#store.record();
    // Asked twice at once: whoever came first has made the certificate of both.
    const fits = after && stillFits(after.certified.certificate, registration, now);
    if (!fits && !isSameRecord(before, after)) return err(refusal("storage_unavailable"));
    const record = fits ? after : made;
    const { name, origins: named } = registration;
    const asked = { name, origins: named, ...(vouched ? { vouched } : {}) };
    this.#keep(record, command, { act: "certify", asked, answer: record.certified }, now);
    return ok({ certified: record.certified, replayed: false });
  }

  /** [LE45] A new schedule is a new certificate: trades that are offered from now on are charged by it. */
  async setFees(command: SetFeesCommand, now: number): Promise<Result<SetFeesAnswer, Refusal>> {
    const before = this.#store.record();
    if (!before) return err(refusal("register_unknown"));
    const repeat = this.#repeatOf<SetFeesAnswer["schedules"]>(command);
    if (repeat) return repeat.ok ? ok({ schedules: repeat.value, replayed: true }) : repeat;
    const schedules = withSchedule(before.schedules, command.schedule);
    if (!schedules.ok) return schedules;
    const done = { act: "set_fees", asked: command.schedule, answer: schedules.value } as const;
    const kept = await this.#amend(before, { schedules: schedules.value }, now, [command, done]);
    return kept.ok ? ok({ schedules: schedules.value, replayed: false }) : kept;
  }

  /** [RG15] */
  async setStanding(
    command: SetStandingCommand,
    now: number,
  ): Promise<Result<StandingAnswer, Refusal>> {
    const before = this.#store.record();
    if (!before) return err(refusal("register_unknown"));
    const repeat = this.#repeatOf<StandingAnswer["standing"]>(command);
    if (repeat) return repeat.ok ? ok({ standing: repeat.value, replayed: true }) : repeat;
    const { suspended, reason } = command;
    const kept = await this.#amend(before, { suspended }, now, (after) => {
      const act = suspended ? "suspend" : "resume";
      return [command, { act, asked: { reason }, answer: after.standing }];
    });
    return kept.ok ? ok({ standing: kept.value.standing, replayed: false }) : kept;
  }

  /** [RG10] @param registration verified, just signed by its key */
  async setOrigins(
    registration: Registration,
    now: number,
  ): Promise<Result<RegisterRecord, Refusal>> {
    const before = this.#store.record();
    if (!before) return err(refusal("register_unknown"));
    if (before.key !== registration.iss)
      return err(refusal("wrong_issuer", { param: "/registration" }));
    if (before.name !== registration.name)
      return err(
        refusal("register_uncertified", { detail: "the name is the operator's to certify" }),
      );
    const origins = await this.#proven(before, registration, false, now);
    if (!origins.ok) return origins;
    return this.#amend(before, { ...encryptionOf(registration), origins: origins.value }, now);
  }

  /** [RG11] */
  async changeKey(
    { change, proof }: ChangeRegisterKey,
    now: number,
  ): Promise<Result<RegisterRecord, Refusal>> {
    const before = this.#store.record();
    if (!before) return err(refusal("register_unknown"));
    const { payload } = change;
    const { realm, mode } = await this.#works.trust();
    const { register } = before.certified;
    const expected = { typ: "warifu/register-key/1", iss: register, aud: realm, mode };
    const proven = await verify({ payload, signature: proof }, expected, payload.next);
    if (proven) return err(refusal(proven, { param: "/proof" }));
    const { number, next, former_until } = payload;
    // Made before: whose signature that was then, the next key's says now.
    if (number === before.keyNumber && next === before.key) return ok(before);
    if (number <= before.keyNumber) return err(refusal("register_key_outdated"));
    const refused = await verify(change, expected, before.key);
    if (refused) return err(refusal(refused, { param: "/change" }));
    const formerUntil = Math.min(former_until, now + FORMER_KEY_MAX_MS);
    const facts = { keyNumber: number, formerUntil, ...encryptionOf(payload) };
    return this.#replace(before, next, facts, now);
  }

  /** [RG12] */
  async replaceKey(
    command: ReplaceKeyCommand,
    now: number,
  ): Promise<Result<CertifyAnswer, Refusal>> {
    const before = this.#store.record();
    if (!before) return err(refusal("register_unknown"));
    const repeat = this.#repeatOf<CertifiedRegister>(command);
    if (repeat) return certifyRepeat(repeat);
    const { key, operator } = command;
    const { proposal } = before;
    if (proposal?.key !== key || proposal.operator === operator) {
      const proposed = await this.#amend(before, { proposal: { key, operator } }, now);
      return proposed.ok ? err(refusal("second_operator_needed")) : proposed;
    }
    // [DI3] Whoever has the lost key may have the one beside it too.
    const facts = {
      ...{ keyNumber: Math.max(before.keyNumber + 1, now), formerUntil: 0 },
      encryptionKey: undefined,
    };
    const asked = { key, first: proposal.operator };
    const kept = await this.#replace(before, key, facts, now, (after) => [
      command,
      { act: "replace_key", asked, answer: after.certified },
    ]);
    return kept.ok ? ok({ certified: kept.value.certified, replayed: false }) : kept;
  }

  /** [RG8] [RG9] What time alone asks for: proofs that are due, and the next certificate. */
  async keepUp(now: number): Promise<void> {
    const before = this.#store.record();
    if (!before) return;
    const origins = await Promise.all(
      before.origins.map(async (state) => {
        if (nextCheck(state) > now) return state;
        const proof = await this.#works.prove(state.origin, before.key);
        return afterProof(state, state.origin, proof, now);
      }),
    );
    // Overtaken: the alarm comes again.
    await this.#amend(before, { origins }, now);
  }

  /** Every origin names the next key first, so that who only stole the old one can't take the register over. */
  async #replace(
    before: RegisterRecord,
    key: PublicKey,
    facts: Pick<RegisterFacts, "keyNumber" | "formerUntil"> & {
      readonly encryptionKey?: EncryptionKey | undefined;
    },
    now: number,
    log?: (after: RegisterRecord) => [Command, Done],
  ): Promise<Result<RegisterRecord, Refusal>> {
    for (const { origin, vouched, proven_at } of before.origins) {
      if (vouched || proven_at === null) continue;
      const proof = await this.#works.prove(origin, key);
      if (!proof.ok) return err(unproven(origin, proof.error));
    }
    const { proposal: _, ...known } = before;
    return this.#amend(before, { ...known, ...facts, key, proposal: undefined }, now, log);
  }

  async #proven(
    before: RegisterRecord | undefined,
    { iss, origins }: Registration,
    vouched: boolean,
    now: number,
  ): Promise<Result<OriginState[], Refusal>> {
    const known = (origin: string) => before?.origins.find((one) => one.origin === origin);
    const states: OriginState[] = [];
    for (const origin of origins) {
      const state = known(origin);
      if (vouched) states.push(vouchedOrigin(state, origin, now));
      else if (state && state.proven_at !== null) states.push(state);
      else {
        const proof = await this.#works.prove(origin, iss);
        if (!proof.ok) return err(unproven(origin, proof.error));
        states.push(afterProof(state, origin, proof, now));
      }
    }
    return ok(states);
  }

  async #amend(
    before: RegisterRecord,
    change: Partial<{ [K in keyof RegisterFacts]: RegisterFacts[K] | undefined }>,
    now: number,
    log?: [Command, Done] | ((after: RegisterRecord) => [Command, Done]),
  ): Promise<Result<RegisterRecord, Refusal>> {
    const facts = factsOf({ ...before, ...change } as RegisterFacts);
    const { register } = before.certified;
    const after = await nextRecord(register, facts, before, now, this.#works.certify);
    if (!isSameRecord(before, this.#store.record())) return err(refusal("storage_unavailable"));
    const logged = typeof log === "function" ? log(after) : log;
    this.#keep(after, logged?.[0], logged?.[1], now);
    return ok(after);
  }

  #keep(record: RegisterRecord, command?: Command, done?: Done, now = 0): void {
    this.#store.transaction(() => {
      this.#store.writeRecord(record);
      if (command && done) this.#store.addCommand(command, done, now);
    });
  }

  #repeatOf<Answer>({ idempotencyKey, body }: Command): Result<Answer, Refusal> | undefined {
    const known = this.#store.command(idempotencyKey);
    if (!known) return undefined;
    if (known.body !== body) return err(refusal("idempotency_key_reused"));
    return ok(JSON.parse(known.answer));
  }
}

const FIRST = { schedules: [], suspended: false, keyNumber: 0 };

function identityOf({ name, iss, ...rest }: Registration) {
  return { name, key: iss, ...encryptionOf(rest) };
}

/** [DI3] Whoever names no key changes none. */
function encryptionOf({ encryption_key }: Pick<Registration, "encryption_key">) {
  return encryption_key === undefined ? {} : { encryptionKey: encryption_key };
}

/** The facts alone, and none that is undefined: what is stored is what is compared. */
function factsOf(facts: RegisterFacts): RegisterFacts {
  const { name, key, origins, encryptionKey, schedules } = facts;
  const { suspended, keyNumber, formerUntil, proposal } = facts;
  return {
    ...{ name, key, origins, schedules, suspended, keyNumber },
    ...(encryptionKey === undefined ? {} : { encryptionKey }),
    ...(formerUntil === undefined ? {} : { formerUntil }),
    ...(proposal === undefined ? {} : { proposal }),
  };
}

function unproven(origin: string, failure: string): Refusal {
  return refusal("origin_unproven", { detail: `${origin}: ${failure}` });
}

function certifyRepeat(repeat: Result<CertifiedRegister, Refusal>): Result<CertifyAnswer, Refusal> {
  return repeat.ok ? ok({ certified: repeat.value, replayed: true }) : repeat;
}
