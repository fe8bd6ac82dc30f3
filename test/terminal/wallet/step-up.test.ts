// Proving oneself, from the terminal's side: the same confirmation with a proof beside it, a PIN that goes nowhere in
// the clear, and a key that is believed only under the pinned root.

import { beforeEach, describe, expect, it } from "vitest";
import { makeEncryptionKeys, makeKeyPair } from "../../../cli/keys.ts";
import type { PasskeyAssertion, StepUpMethods } from "../../../protocol/account/step-up.ts";
import type { ConfirmTrade } from "../../../protocol/messages.ts";
import { hashOf, verify } from "../../../protocol/signing/signature.ts";
import { ACCOUNT_TASK } from "../../../terminal/wallet/account-task.ts";
import { mayNeedPasskey } from "../../../terminal/wallet/terminal-profile.ts";
import {
  openPin,
  readEncryptionKeys,
} from "../../../worker/carrier-server/step-up/encryption-keys.ts";
import { NOW } from "../../support/builders/realm.ts";
import { saying } from "../support/fake-servers.ts";
import { aTerminal, type TerminalWorld } from "../support/terminal-world.ts";

const PASSKEY = { id: "cGFzc2tleQ", name: "Laptop", added_at: NOW };
const METHODS: StepUpMethods = { passkeys: [PASSKEY], pin: { state: "set" } };
const ASSERTION: PasskeyAssertion = {
  ...{ id: PASSKEY.id, client_data: "e30", authenticator_data: "AA", signature: "AA" },
};

const required = (methods = METHODS) =>
  saying("step_up_required", { reason: "amount", left: { amount: 9, currency: "JPY" }, methods });

let world: TerminalWorld;
let keys: string;

beforeEach(async () => {
  world = await aTerminal();
  keys = await makeEncryptionKeys(world.realm.root, "test", NOW);
  const [{ certificate }] = JSON.parse(keys);
  world.servers.accountMore = { pin_key: certificate };
  await world.wallet.refreshAccount();
});

const sentConfirms = (): ConfirmTrade[] =>
  world.servers.sent("/confirmations").map(({ body }) => JSON.parse(body ?? ""));

async function asked(methods?: StepUpMethods): Promise<void> {
  await world.sheet();
  world.servers.stepUp = ({ step_up }) => (step_up ? undefined : required(methods));
  await world.wallet.pay("press-1", 4980);
}

describe("a payment that the carrier asks a proof for", () => {
  it("[SU19] goes on in the same attempt, with the same confirmation and the proof beside it", async () => {
    await asked();
    expect(world.record()).toMatchObject({
      ...{ state: "proving", attempt: 1 },
      asked: { reason: "amount", left: { amount: 9 }, methods: METHODS },
    });
    await world.wallet.prove("press-1", ASSERTION);
    expect(world.record()).toMatchObject({ state: "settled", attempt: 1 });
    const [before, after] = sentConfirms();
    if (!before || !after?.step_up) throw new Error("it was sent twice");
    const { step_up, ...rest } = after;
    expect(rest).toEqual(before);
    const { payload } = step_up;
    expect(payload).toMatchObject({
      for: await hashOf(before.confirmation),
      proof: { assertion: ASSERTION },
    });
    const { iss, aud, mode } = before.confirmation.payload;
    expect(await verify(step_up, { typ: "warifu/step-up/1", iss, aud, mode }, iss)).toBeUndefined();
  });

  it("[SU18] [SU19] by PIN encrypts it to the certified key, for this alone; it is stored and sent nowhere in the clear", async () => {
    await asked();
    await world.wallet.provePin("press-1", "271828");
    expect(world.record().state).toBe("settled");
    const { step_up, confirmation } = sentConfirms().at(-1) ?? {};
    const proof = step_up?.payload.proof;
    if (proof?.method !== "pin" || !confirmation) throw new Error("a PIN was sent");
    const opened = await readEncryptionKeys(keys, world.realm.trust);
    expect(await openPin(opened, proof.sealed, await hashOf(confirmation))).toBe("271828");
    const everything = JSON.stringify([world.stored(), world.servers.seen, world.servers.bySocket]);
    expect(everything).not.toContain("271828");
  });

  it("[SU18] gives its PIN to no key of another root, mode, use or time, however it is asked", async () => {
    const [{ certificate }] = JSON.parse(keys);
    const other = JSON.parse(await makeEncryptionKeys(await makeKeyPair(), "test", NOW))[0]
      .certificate;
    const late = JSON.parse(await makeEncryptionKeys(world.realm.root, "test", NOW + 9e9))[0]
      .certificate;
    const live = JSON.parse(await makeEncryptionKeys(world.realm.root, "live", NOW))[0].certificate;
    const swapped = { ...certificate, payload: { ...certificate.payload, key: other.payload.key } };
    await asked();
    for (const pin_key of [other, late, live, swapped, undefined]) {
      world.servers.accountMore = pin_key ? { pin_key } : {};
      await world.wallet.refreshAccount();
      await world.wallet.provePin("press-1", "271828");
      expect(world.record().state).toBe("proving");
    }
    expect(sentConfirms()).toHaveLength(1);
  });

  it("[SU18] told that its PIN was for another key reads its account anew, and encrypts to the key there is", async () => {
    await asked();
    const next = await makeEncryptionKeys(world.realm.root, "test", NOW);
    world.servers.accountMore = { pin_key: JSON.parse(next)[0].certificate };
    world.servers.stepUp = () => saying("step_up_mismatch", {});
    await world.wallet.provePin("press-1", "271828");
    expect(world.record()).toMatchObject({
      ...{ state: "proving", asked: { unproven: { code: "step_up_mismatch" } } },
    });
    world.servers.stepUp = undefined;
    await world.wallet.provePin("press-1", "271828");
    const { step_up, confirmation } = sentConfirms().at(-1) ?? {};
    const proof = step_up?.payload.proof;
    if (proof?.method !== "pin" || !confirmation) throw new Error("a PIN was sent");
    const opened = await readEncryptionKeys(next, world.realm.trust);
    expect(await openPin(opened, proof.sealed, await hashOf(confirmation))).toBe("271828");
  });

  it("[SU13] says how many tries are left, waits when it must, and goes on when one is right", async () => {
    await asked();
    world.servers.stepUp = () => saying("wrong_pin", { tries_left: 5, next_at: NOW + 60_000 });
    await world.wallet.provePin("press-1", "000000");
    expect(world.record()).toMatchObject({
      state: "proving",
      asked: {
        unproven: { code: "wrong_pin", triesLeft: 5, nextAt: NOW + 60_000 },
        methods: { passkeys: [PASSKEY], pin: { state: "set", next_at: NOW + 60_000 } },
      },
    });
    world.servers.stepUp = () => saying("pin_blocked", { tries_left: 0 });
    await world.wallet.provePin("press-1", "000000");
    expect(world.record()).toMatchObject({ asked: { methods: { pin: { state: "locked" } } } });
    world.servers.stepUp = undefined;
    await world.wallet.prove("press-1", ASSERTION);
    expect(world.record().state).toBe("settled");
  });

  it("[SU22] with nothing to prove it with stays unpaid, and may be tried again once there is", async () => {
    await asked({ passkeys: [], pin: { state: "none" } });
    expect(world.record()).toMatchObject({ state: "ended", code: "step_up_required" });
    await world.wallet.tryAgain("press-1");
    expect(world.record().state).toBe("offered");
  });

  it("[SU19] that nobody proves ends as the carrier says, after its deadline", async () => {
    await asked();
    world.servers.stepUp = undefined;
    world.servers.refusal = "too_late";
    await world.passTime(31 * 60_000 + 60_000);
    expect(world.record()).toMatchObject({ state: "refused", code: "too_late" });
  });

  it("is declined while it waits for the proof", async () => {
    await asked();
    await world.wallet.decline("press-1");
    expect(world.record().state).toBe("declined");
  });
});

describe("a change of the account", () => {
  const account = { label: "Demo account ··42", status: "active", balances: [] };
  const profile = () => {
    const { profile: now } = world.stored();
    if (now.state !== "enrolled") throw new Error("it is enrolled");
    return now;
  };

  it("[SU5] asks for a proof where there is one to give, and then is what the carrier says", async () => {
    const changed = { ...account, security: { ...METHODS, one_click: [] } };
    world.servers.change = ({ step_up }) =>
      step_up
        ? { status: 200, body: changed }
        : saying("step_up_required", { reason: "change", methods: METHODS });
    await world.wallet.account.change({ kind: "remove_passkey", id: PASSKEY.id });
    expect(profile().task).toMatchObject({ state: "proving", asked: { reason: "change" } });
    await world.wallet.provePin(ACCOUNT_TASK, "271828");
    expect(profile().task).toBeUndefined();
    expect(profile().account).toEqual(changed);
  });

  it("[SU4] a passkey is asked for with the change's own hash, and sent with what the window brought", async () => {
    await world.wallet.account.beginPasskey("Laptop");
    const { task } = profile();
    if (task?.state !== "registering") throw new Error("a window is asked");
    let sent: unknown;
    world.servers.change = (body) => {
      sent = body.change.payload;
      return { status: 200, body: account };
    };
    const registration = { id: PASSKEY.id, client_data: "e30", attestation: "oA", transports: [] };
    await world.wallet.account.registerPasskey(registration);
    const { change, ...head } = sent as { change: object };
    expect(change).toEqual({ kind: "add_passkey", name: "Laptop", registration });
    const bound = { ...head, change: { kind: "add_passkey", name: "Laptop" } };
    expect(task.challenge).toBe(await hashOf(bound));
  });

  it("of which nothing was heard says so, and the account is read again; one that is left is dropped", async () => {
    world.servers.change = () => ({ status: 500, body: "nothing of ours" });
    await world.wallet.account.change({ kind: "remove_pin" });
    expect(profile().task).toMatchObject({ state: "failed", code: "no_answer" });
    await world.wallet.account.drop();
    expect(profile().task).toBeUndefined();
  });
});

it("[SU23] a trade may need a passkey where the account has one, and a rule", () => {
  const { profile } = world.stored();
  if (profile.state !== "enrolled") throw new Error("it is enrolled");
  const withSecurity = (security: object) =>
    mayNeedPasskey({ ...profile, account: { ...profile.account, security: security as never } });
  const rule = [{ currency: "JPY", own: { one_click: 1 } }];
  expect(mayNeedPasskey(profile)).toBe(false);
  expect(withSecurity({ ...METHODS, one_click: [] })).toBe(false);
  expect(withSecurity({ passkeys: [], pin: { state: "set" }, one_click: rule })).toBe(false);
  expect(withSecurity({ ...METHODS, one_click: rule })).toBe(true);
});
