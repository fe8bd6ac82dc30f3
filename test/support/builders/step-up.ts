// What a terminal sends to prove its holder, and to change what he proves himself with: each part honest unless
// overridden, and bound to what it is for.

import type { KeyPair } from "../../../cli/keys.ts";
import { sealPin } from "../../../extension/platform/seal-pin.ts";
import {
  type AccountChange,
  boundHash,
  type Change,
  type ChangeAccount,
} from "../../../protocol/account/account-change.ts";
import type { ChangeTerminals } from "../../../protocol/account/linking.ts";
import type {
  EncryptionKeyCertificate,
  SignedStepUp,
  StepUp,
  StepUpProof,
} from "../../../protocol/account/step-up.ts";
import type { SignedTerminalChange } from "../../../protocol/account/terminal-changes.ts";
import type { ConfirmTrade } from "../../../protocol/messages.ts";
import { type Hash, hashOf, importSigningSeed, sign } from "../../../protocol/signing/signature.ts";
import type { Authenticator, CeremonyOverrides } from "./authenticator.ts";
import type { CarrierWorld } from "./payment.ts";

type World = Pick<CarrierWorld, "realm" | "now">;
type Key = Pick<EncryptionKeyCertificate, "kid" | "key">;

export async function aStepUp(
  { realm }: Pick<World, "realm">,
  device: KeyPair,
  purpose: Hash,
  proof: StepUpProof,
  overrides: Partial<StepUp> = {},
): Promise<SignedStepUp> {
  const stepUp: StepUp = {
    ...{ typ: "warifu/step-up/1", iss: device.publicKey, aud: realm.realm, mode: realm.mode },
    ...{ for: purpose, proof, ...overrides },
  };
  return sign(stepUp, await importSigningSeed(device.seed));
}

/** How a holder proves himself for whatever has this hash. */
export type Prove = (purpose: Hash) => Promise<StepUpProof>;

export const byPasskey =
  (authenticator: Authenticator, overrides: CeremonyOverrides = {}): Prove =>
  async (purpose) => ({
    method: "passkey",
    assertion: await authenticator.assert(purpose, overrides),
  });

export const byPin =
  (key: Key, pin: string): Prove =>
  async (purpose) => ({ method: "pin", sealed: await sealPin(key, { pin, for: purpose }) });

/** The same confirm with a proof beside it. */
export async function proven(
  world: Pick<World, "realm">,
  device: KeyPair,
  body: ConfirmTrade,
  prove: Prove,
): Promise<ConfirmTrade> {
  const purpose = await hashOf(body.confirmation);
  const step_up = await aStepUp(world, device, purpose, await prove(purpose));
  return { ...body, step_up };
}

/** A change of terminals with a proof beside it. */
export async function provenTerminals(
  world: Pick<World, "realm">,
  device: KeyPair,
  change: SignedTerminalChange,
  prove: Prove,
): Promise<ChangeTerminals> {
  const purpose = await hashOf(change);
  return { change, step_up: await aStepUp(world, device, purpose, await prove(purpose)) };
}

export type Changing =
  | {
      readonly kind: "add_passkey";
      readonly name: string;
      readonly by: Authenticator;
      readonly ceremony?: CeremonyOverrides;
    }
  | { readonly kind: "set_pin"; readonly pin: string; readonly key: Key }
  /** as it was sealed for another change */
  | { readonly kind: "sealed_pin"; readonly sealed: string }
  | Exclude<Change, { kind: "add_passkey" | "set_pin" }>;

export async function aChange(
  { realm, now }: World,
  device: KeyPair,
  changing: Changing,
  { prove, ...overrides }: Partial<Omit<AccountChange, "change">> & { readonly prove?: Prove } = {},
): Promise<ChangeAccount> {
  const typ = "warifu/account-change/1" as const;
  const { realm: aud, mode } = realm;
  const head = { typ, iss: device.publicKey, aud, mode, time: now(), ...overrides };
  const payload: AccountChange = { ...head, change: await changeOf(head, changing) };
  const change = await sign(payload, await importSigningSeed(device.seed));
  if (!prove) return { change };
  const purpose = await hashOf(change);
  return { change, step_up: await aStepUp({ realm }, device, purpose, await prove(purpose)) };
}

async function changeOf(head: Omit<AccountChange, "change">, changing: Changing): Promise<Change> {
  if (changing.kind === "add_passkey") {
    const { kind, name, by, ceremony } = changing;
    const bound = await boundHash({ ...head, change: { kind, name } });
    return { kind, name, registration: await by.register(bound, ceremony) };
  }
  if (changing.kind === "set_pin") {
    const { kind, pin, key } = changing;
    const bound = await boundHash({ ...head, change: { kind } });
    return { kind, sealed: await sealPin(key, { pin, for: bound }) };
  }
  if (changing.kind === "sealed_pin") return { ...changing, kind: "set_pin" };
  return changing;
}
