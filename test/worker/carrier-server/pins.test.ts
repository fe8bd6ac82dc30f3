// The PIN at the real carrier: set by the device key, encrypted past whoever relays it, counted in the turn.

import { runInDurableObject } from "cloudflare:test";
import { beforeAll, describe, expect, it } from "vitest";
import { makeEncryptionKeys } from "../../../cli/keys.ts";
import { sealPin } from "../../../extension/platform/seal-pin.ts";
import type { EncryptionKeyCertificate } from "../../../protocol/account/step-up.ts";
import { PIN_DELAYS_MS, PIN_TRIES_FREE, PIN_TRIES_MAX } from "../../../protocol/limits.ts";
import type { ConfirmTrade } from "../../../protocol/messages.ts";
import { hashOf } from "../../../protocol/signing/signature.ts";
import type { Branch } from "../../../worker/carrier-server/branch/branch.ts";
import { setClockOffset } from "../../../worker/objects/clock.ts";
import { anAuthenticator } from "../../support/builders/authenticator.ts";
import {
  aConfirm,
  aTerminal,
  type CarrierWorld,
  type Terminal,
} from "../../support/builders/payment.ts";
import {
  aChange,
  aStepUp,
  byPasskey,
  byPin,
  type Changing,
  type Prove,
  proven,
} from "../../support/builders/step-up.ts";
import { aCarrierWorld, costOf, theBranch } from "../carrier-world.ts";
import { env } from "../test-env.ts";

let world: CarrierWorld;
let key: EncryptionKeyCertificate;
beforeAll(async () => {
  world = await aCarrierWorld();
  const { account } = await aTerminal(world);
  if (!account.pin_key) throw new Error("the carrier takes PINs");
  key = account.pin_key.payload;
});

let moment = 0;
let offset = 0;
/** Time goes on for every server. */
const wait = (ms: number) => {
  offset += ms;
  setClockOffset(offset);
};

async function change(terminal: Terminal, asked: Changing, prove?: Prove) {
  const time = world.now() + ++moment;
  const body = await aChange(world, terminal.device, asked, { time, ...(prove ? { prove } : {}) });
  return env.CARRIER.changeAccount(terminal.sealed, body);
}

const setting = (pin: string) => ({ kind: "set_pin", pin, key }) as const;

async function aPayer(pin = "271828") {
  const terminal = await aTerminal(world);
  const rule = { kind: "set_one_click", currency: "JPY", rule: { one_click: 0 } } as never;
  expect(await change(terminal, rule)).toMatchObject({ ok: true });
  expect(await change(terminal, setting(pin))).toMatchObject({
    value: { security: { pin: { state: "set" } } },
  });
  return terminal;
}

const pay = (terminal: Terminal) => aConfirm(world, terminal, { terms: { amount: 7 } });
const withPin = (terminal: Terminal, body: ConfirmTrade, pin: string) =>
  proven(world, terminal.device, body, byPin(key, pin));

async function wrongly(terminal: Terminal, body: ConfirmTrade, times: number) {
  let answer: unknown;
  for (let at = 0; at < times; at++)
    answer = await env.CARRIER.confirm(await withPin(terminal, body, `00000${at % 10}`));
  return answer;
}

describe("a PIN", () => {
  it("[SU16] lets the same attempt go on, in one commit of two rows", async () => {
    const terminal = await aPayer();
    const body = await pay(terminal);
    expect(await env.CARRIER.confirm(body)).toMatchObject({
      error: { code: "step_up_required", methods: { pin: { state: "set" } } },
    });
    const stepped = await withPin(terminal, body, "271828");
    const cost = await costOf(async () =>
      expect(await env.CARRIER.confirm(stepped)).toMatchObject({ ok: true }),
    );
    expect(cost).toMatchObject({ hops: 1, commits: 1, rows: 2 });
  });

  it("[SU13] [SU14] that is wrong is counted, one row; the same bytes again are the same try", async () => {
    const terminal = await aPayer();
    const body = await pay(terminal);
    const wrong = await withPin(terminal, body, "000000");
    const said = { ok: false, error: { code: "wrong_pin", tries_left: PIN_TRIES_MAX - 1 } };
    const cost = await costOf(async () => expect(await env.CARRIER.confirm(wrong)).toEqual(said));
    expect(cost).toMatchObject({ commits: 1, rows: 1 });
    const again = await costOf(async () => expect(await env.CARRIER.confirm(wrong)).toEqual(said));
    expect(again).toMatchObject({ commits: 0, rows: 0 });
    const right = await withPin(terminal, body, "271828");
    expect(await env.CARRIER.confirm(right)).toMatchObject({ ok: true });
    expect(await wrongly(terminal, await pay(terminal), 1)).toMatchObject({
      error: { tries_left: PIN_TRIES_MAX - 1 },
    });
  });

  it("[SU13] after five wrong ones makes the next try wait, and after ten takes none, right ones neither", async () => {
    const terminal = await aPayer();
    const body = await pay(terminal);
    const fifth = await wrongly(terminal, body, PIN_TRIES_FREE);
    expect(fifth).toMatchObject({ error: { code: "wrong_pin", tries_left: 5 } });
    for (const [at, delay] of PIN_DELAYS_MS.entries()) {
      const right = await withPin(terminal, await pay(terminal), "271828");
      expect(await env.CARRIER.confirm(right)).toMatchObject({
        error: { code: "pin_blocked", tries_left: 5 - at, next_at: expect.any(Number) },
      });
      wait(delay + 1);
      expect(await wrongly(terminal, await pay(terminal), 1)).toMatchObject({
        error: { code: "wrong_pin", tries_left: 4 - at },
      });
    }
    wait(10 * 24 * 3_600_000);
    const right = await withPin(terminal, await pay(terminal), "271828");
    expect(await env.CARRIER.confirm(right)).toEqual({
      ok: false,
      error: { code: "pin_blocked", tries_left: 0 },
    });
  });

  it("[SU15] guessed many times at once gets no more tries than one by one", async () => {
    const terminal = await aPayer("000042");
    const body = await pay(terminal);
    const guesses = Array.from({ length: 60 }, (_, at) => `0000${String(at).padStart(2, "0")}`);
    const bodies = await Promise.all(
      // The right one comes late enough to be beyond the tries.
      guesses.map((pin) => withPin(terminal, body, pin)),
    );
    const answers = await Promise.all(bodies.map((one) => env.CARRIER.confirm(one)));
    const codes = answers.map((answer) => (answer.ok ? "settled" : answer.error.code));
    expect(codes.filter((code) => code === "wrong_pin")).toHaveLength(PIN_TRIES_FREE);
    expect(codes.filter((code) => code === "pin_blocked")).toHaveLength(60 - PIN_TRIES_FREE);
  });

  it("[SU14] that is locked opens to a passkey, and to a PIN that one has set", async () => {
    const terminal = await aTerminal(world);
    const passkey = await anAuthenticator();
    await change(terminal, { kind: "add_passkey", name: "Phone", by: passkey });
    const rule = { kind: "set_one_click", currency: "JPY", rule: { one_click: 0 } } as never;
    await change(terminal, rule);
    expect(await change(terminal, setting("111222"))).toMatchObject({ ok: false });
    await change(terminal, setting("111222"), byPasskey(passkey));
    await wrongly(terminal, await pay(terminal), PIN_TRIES_FREE);
    for (const delay of PIN_DELAYS_MS) {
      wait(delay + 1);
      await wrongly(terminal, await pay(terminal), 1);
    }
    const body = await pay(terminal);
    expect(await change(terminal, setting("333444"), byPin(key, "111222"))).toMatchObject({
      error: { code: "pin_blocked", tries_left: 0 },
    });
    const byKey = await proven(world, terminal.device, body, byPasskey(passkey));
    expect(await env.CARRIER.confirm(byKey)).toMatchObject({ ok: true });
    const right = await withPin(terminal, await pay(terminal), "111222");
    expect(await env.CARRIER.confirm(right)).toMatchObject({ ok: true });
    expect(await change(terminal, setting("333444"), byPin(key, "111222"))).toMatchObject({
      ok: true,
    });
    const old = await withPin(terminal, await pay(terminal), "111222");
    expect(await env.CARRIER.confirm(old)).toMatchObject({ error: { code: "wrong_pin" } });
    const removed = await change(terminal, { kind: "remove_pin" }, byPin(key, "333444"));
    expect(removed).toMatchObject({ value: { security: { pin: { state: "none" } } } });
  });

  it("[SU11] is for one confirmation: its bytes say nothing to another", async () => {
    const terminal = await aPayer();
    const [first, second] = [await pay(terminal), await pay(terminal)];
    const { step_up } = await withPin(terminal, first, "271828");
    if (!step_up) throw new Error("a proof was made");
    const purpose = await hashOf(second.confirmation);
    // Signed anew by the device key, as a thief of the browser could; the PIN inside is still the first one's.
    const moved = await aStepUp(world, terminal.device, purpose, step_up.payload.proof);
    const cost = await costOf(async () =>
      expect(await env.CARRIER.confirm({ ...second, step_up: moved })).toEqual({
        ok: false,
        error: { code: "step_up_mismatch" },
      }),
    );
    expect(cost.rows).toBe(0);
  });

  it("[SU9] can't be guessed, or locked, by who relays it: only the device key's tries count", async () => {
    const terminal = await aPayer();
    const stranger = await aTerminal(world);
    const body = await pay(terminal);
    const guessed = await proven(world, stranger.device, body, byPin(key, "000000"));
    const cost = await costOf(async () =>
      expect(await env.CARRIER.confirm(guessed)).toMatchObject({ error: { code: "wrong_issuer" } }),
    );
    expect(cost.rows).toBe(0);
  });

  it("[SU6] is set by the device key's own signed word: another PIN can't be put in its place", async () => {
    const terminal = await aTerminal(world);
    const mine = await aChange(world, terminal.device, setting("271828"));
    const theirs = await aChange(world, terminal.device, setting("999999"));
    const swapped = { change: { ...mine.change, payload: theirs.change.payload } };
    expect(await env.CARRIER.changeAccount(terminal.sealed, swapped)).toMatchObject({
      error: { code: "bad_signature" },
    });
    const { change: earlier } = mine;
    const sealed = earlier.payload.change.kind === "set_pin" ? earlier.payload.change.sealed : "";
    const again = { kind: "sealed_pin", sealed } as const;
    const replayed = await aChange(world, terminal.device, again, {
      time: world.now() + 9,
    });
    expect(await env.CARRIER.changeAccount(terminal.sealed, replayed)).toMatchObject({
      error: { code: "step_up_mismatch" },
    });
  });

  it("[SU12] is in no row of the branch, and no key of the synchronous server's opens what it relays", async () => {
    const terminal = await aPayer("271828");
    const rows = await runInDurableObject(theBranch(), (branch: Branch) =>
      JSON.stringify(branch.database.exec("SELECT * FROM accounts")),
    );
    expect(rows).not.toContain("271828");
    expect(rows).toContain("pn1.");
    const { step_up } = await withPin(terminal, await pay(terminal), "271828");
    const sent = JSON.stringify(step_up);
    for (const known of ["271828", btoa("271828"), btoa('{"pin":"271828"').replaceAll("=", "")])
      expect(sent).not.toContain(known);
  });
});

it("[SU11] encrypted to a key that isn't the carrier's is nothing to it, and costs no try", async () => {
  const terminal = await aPayer();
  const other = JSON.parse(await makeEncryptionKeys(world.realm.root, "test", world.now()))[0];
  const forged: EncryptionKeyCertificate = other.certificate.payload;
  const body = await proven(world, terminal.device, await pay(terminal), byPin(forged, "271828"));
  expect(await env.CARRIER.confirm(body)).toMatchObject({ error: { code: "step_up_mismatch" } });
  // Under our key's name, but encrypted to the other key.
  const disguised = { kid: key.kid, key: forged.key };
  const sealed = await proven(world, terminal.device, await pay(terminal), async (purpose) => ({
    method: "pin",
    sealed: await sealPin(disguised, { pin: "271828", for: purpose }),
  }));
  expect(await env.CARRIER.confirm(sealed)).toMatchObject({ error: { code: "step_up_mismatch" } });
});
