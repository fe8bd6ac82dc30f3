// A change of terminals that the carrier asks a proof for, from the terminal's side: the same signed change with the
// proof beside it, kept through a restart, and nothing of it done when it is left.

import { beforeEach, describe, expect, it } from "vitest";
import { makeEncryptionKeys, makeKeyPair } from "../../../cli/keys.ts";
import type { ChangeTerminals } from "../../../protocol/account/linking.ts";
import type { PasskeyAssertion } from "../../../protocol/account/step-up.ts";
import { hashOf, verify } from "../../../protocol/signing/signature.ts";
import { TERMINALS_TASK } from "../../../terminal/wallet/account-task.ts";
import {
  openPin,
  readEncryptionKeys,
} from "../../../worker/carrier-server/step-up/encryption-keys.ts";
import { NOW } from "../../support/builders/realm.ts";
import { saying } from "../support/fake-servers.ts";
import { aTerminal, type TerminalWorld } from "../support/terminal-world.ts";

const PASSKEY = { id: "cGFzc2tleQ", name: "Laptop", added_at: NOW };
const METHODS = { passkeys: [PASSKEY], pin: { state: "set" } };
const ASSERTION: PasskeyAssertion = {
  ...{ id: PASSKEY.id, client_data: "e30", authenticator_data: "AA", signature: "AA" },
};
const REQUIRED = saying("step_up_required", { reason: "change", methods: METHODS });

let world: TerminalWorld;
let keys: string;
let answer: (body: ChangeTerminals) => { status: number; body: unknown };
let account: object;

const sent = (): ChangeTerminals[] =>
  world.servers.sent("/changes").map(({ body }) => JSON.parse(body ?? ""));
const work = () => {
  const { profile } = world.stored();
  return profile.state === "enrolled" ? profile.terminals : undefined;
};

beforeEach(async () => {
  world = await aTerminal();
  keys = await makeEncryptionKeys(world.realm.root, "test", NOW);
  const [{ certificate }] = JSON.parse(keys);
  world.servers.accountMore = { pin_key: certificate };
  await world.wallet.refreshAccount();
  const { profile } = world.stored();
  if (profile.state !== "enrolled") throw new Error(profile.state);
  account = profile.account;
  answer = ({ step_up }) => (step_up ? { status: 200, body: account } : REQUIRED);
  world.servers.changeTerminals = (body) => answer(body);
  await world.wallet.terminals.revoke([(await makeKeyPair()).publicKey]);
});

describe("a change of terminals that the carrier asks a proof for", () => {
  it("[SU25] waits for the shopper, also through a restart, and asks nothing meanwhile", async () => {
    expect(work()).toMatchObject({ proving: { asked: { reason: "change", methods: METHODS } } });
    world.restart();
    await world.passTime(60_000);
    expect(sent()).toHaveLength(1);
    expect(work()?.change).toBeUndefined();
  });

  it("[SU9] [SU25] goes on as the same signed change, with a passkey's proof of its hash beside it", async () => {
    await world.wallet.prove(TERMINALS_TASK, ASSERTION);
    const [before, after] = sent();
    if (!before || !after?.step_up) throw new Error("it was sent twice");
    expect(after.change).toEqual(before.change);
    const { payload } = after.step_up;
    expect(payload).toMatchObject({
      for: await hashOf(before.change),
      proof: { method: "passkey", assertion: ASSERTION },
    });
    const { iss, aud, mode } = payload;
    const expected = { typ: "warifu/step-up/1", iss, aud, mode };
    expect(await verify(after.step_up, expected, before.change.payload.iss)).toBeUndefined();
    expect(work()).toEqual({});
  });

  it("[SU11] [SU19] goes on with a PIN that the carrier alone can read, and keeps none", async () => {
    await world.wallet.provePin(TERMINALS_TASK, "271828");
    const proof = sent()[1]?.step_up?.payload.proof;
    if (proof?.method !== "pin") throw new Error("a PIN was sent");
    const read = await readEncryptionKeys(keys, world.realm.trust);
    const purpose = await hashOf(sent()[0]?.change);
    expect(await openPin(read, proof.sealed, purpose)).toBe("271828");
    expect(JSON.stringify([world.stored(), world.servers.seen])).not.toContain("271828");
  });

  it("[SU13] asks again where the PIN was wrong, and says how many tries are left", async () => {
    answer = () => saying("wrong_pin", { tries_left: 9 });
    await world.wallet.provePin(TERMINALS_TASK, "000000");
    expect(work()?.proving?.asked).toMatchObject({
      ...{ methods: METHODS, unproven: { code: "wrong_pin", triesLeft: 9 } },
    });
    answer = () => ({ status: 200, body: account });
    await world.wallet.provePin(TERMINALS_TASK, "271828");
    expect(work()).toEqual({});
  });

  it("sends the very same proof again after a lost answer", async () => {
    world.servers.mishap("/changes", "lost");
    await world.wallet.prove(TERMINALS_TASK, ASSERTION);
    world.restart();
    await world.passTime(10_000);
    const [, once, again] = sent();
    expect(again).toEqual(once);
    expect(work()).toEqual({});
  });

  it("[SU25] that is left says that nothing has changed, and another one takes its place", async () => {
    await world.wallet.terminals.dropChange();
    expect(work()).toEqual({ refused: "step_up_required" });
    await world.wallet.prove(TERMINALS_TASK, ASSERTION);
    expect(sent()).toHaveLength(1);
    const [one, other] = [await makeKeyPair(), await makeKeyPair()];
    await world.wallet.terminals.revoke([one.publicKey]);
    await world.wallet.terminals.setRecovery(other.publicKey);
    expect(work()?.proving?.signed.payload).toMatchObject({ recovery: other.publicKey });
  });
});
