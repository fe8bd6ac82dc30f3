// PINs over a rotation of every key: by a terminal that still has the former encryption key, by one that has the next, and
// by one that slept through two. What was enrolled before goes on, and no receipt changes.

import { createExecutionContext, evictDurableObject, runInDurableObject } from "cloudflare:test";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { rotateKeys } from "../../../cli/rotate-keys.ts";
import type { EncryptionKeyCertificate } from "../../../protocol/account/step-up.ts";
import type { ConfirmTrade } from "../../../protocol/messages.ts";
import { verifyReceipt } from "../../../protocol/trade/receipt.ts";
import type { Branch } from "../../../worker/carrier-server/branch/branch.ts";
import { CarrierEntrypoint } from "../../../worker/carrier-server/carrier-entrypoint.ts";
import type { CarrierEnv } from "../../../worker/carrier-server/env.ts";
import {
  aConfirm,
  aTerminal,
  aTerminalRequest,
  type CarrierWorld,
  type Terminal,
} from "../../support/builders/payment.ts";
import { aChange, byPin, type Prove, proven } from "../../support/builders/step-up.ts";
import { aCarrierWorld, theBranch } from "../carrier-world.ts";
import { env } from "../test-env.ts";

const PIN = "271828";
let world: CarrierWorld;
let carrier: CarrierEntrypoint;
let keys: CarrierEnv;
let moment = 0;

beforeAll(async () => {
  world = await aCarrierWorld();
});
beforeEach(() => startWith(env));
afterAll(() => evictDurableObject(theBranch()));

/** The carrier as a deployment with these secrets starts it. */
async function startWith(secrets: CarrierEnv): Promise<void> {
  keys = secrets;
  carrier = new CarrierEntrypoint(createExecutionContext(), secrets);
  await runInDurableObject(theBranch(), (branch: Branch) => {
    Object.assign(branch, { env: secrets });
  });
}

async function rotate(): Promise<void> {
  const { root, mode } = world.realm;
  const { SIGNING_KEYS, SEALING_KEYS, GRANT_KEY, ENCRYPTION_KEYS = "" } = keys;
  const before = { SIGNING_KEYS, SEALING_KEYS, GRANT_KEY, ENCRYPTION_KEYS };
  const deployment = { root, synchronous: {}, carrier: before };
  const { carrier: next } = await rotateKeys(deployment, { mode, now: world.now() });
  await startWith({ ...keys, ...next });
}

/** The key that the account names now. */
async function pinKey({ device, sealed }: Terminal): Promise<EncryptionKeyCertificate> {
  const account = await carrier.readAccount(sealed, await aTerminalRequest(world, device));
  if (!account.ok || !account.value.pin_key) throw new Error("the carrier takes PINs");
  return account.value.pin_key.payload;
}

async function setPin(
  terminal: Terminal,
  [key, pin]: readonly [EncryptionKeyCertificate, string],
  prove?: Prove,
) {
  const changing = { kind: "set_pin", pin, key } as const;
  const how = { time: world.now() + ++moment, ...(prove ? { prove } : {}) };
  return carrier.changeAccount(
    terminal.sealed,
    await aChange(world, terminal.device, changing, how),
  );
}

/** Has a PIN, is asked for it at every payment, and knows the key that there was then. */
async function anOldTerminal() {
  const terminal = await aTerminal(world);
  const rule = { kind: "set_one_click", currency: "JPY", rule: { one_click: 0 } } as never;
  const how = { time: world.now() + ++moment };
  await carrier.changeAccount(terminal.sealed, await aChange(world, terminal.device, rule, how));
  const key = await pinKey(terminal);
  expect(await setPin(terminal, [key, PIN])).toMatchObject({ ok: true });
  return { terminal, key };
}

const pay = (terminal: Terminal) => aConfirm(world, terminal, { terms: { amount: 7 } });
const withPin = (
  terminal: Terminal,
  body: ConfirmTrade,
  key: EncryptionKeyCertificate,
  pin = PIN,
) => proven(world, terminal.device, body, byPin(key, pin));

describe("after a rotation", () => {
  it("[RG17] [SU11] a terminal that still has the former key pays by its PIN, and a wrong one counts", async () => {
    const { terminal, key } = await anOldTerminal();
    await rotate();
    const body = await pay(terminal);
    expect(await carrier.confirm(await withPin(terminal, body, key, "000000"))).toMatchObject({
      error: { code: "wrong_pin" },
    });
    expect(await carrier.confirm(await withPin(terminal, body, key))).toMatchObject({ ok: true });
  });

  it("[RG17] [SU12] a PIN that was set before is the same PIN to the next key, and is changed under it", async () => {
    const { terminal, key } = await anOldTerminal();
    await rotate();
    const next = await pinKey(terminal);
    expect(next.kid).not.toBe(key.kid);
    expect(await carrier.confirm(await withPin(terminal, await pay(terminal), next))).toMatchObject(
      { ok: true },
    );
    expect(await setPin(terminal, [next, "333444"], byPin(key, PIN))).toMatchObject({ ok: true });
    const after = await withPin(terminal, await pay(terminal), next, "333444");
    expect(await carrier.confirm(after)).toMatchObject({ ok: true });
  });

  it("[RG17] a terminal with the former key sets its first PIN too", async () => {
    const terminal = await aTerminal(world);
    const key = await pinKey(terminal);
    await rotate();
    expect(await setPin(terminal, [key, PIN])).toMatchObject({
      value: { security: { pin: { state: "set" } }, pin_key: { payload: { use: "encrypt" } } },
    });
  });

  it("[RG17] [SU18] one that slept through two is told so, without a try, and goes on with the key that its account names", async () => {
    const { terminal, key } = await anOldTerminal();
    await rotate();
    await rotate();
    const body = await pay(terminal);
    for (let tries = 0; tries < 12; tries++)
      expect(await carrier.confirm(await withPin(terminal, body, key))).toMatchObject({
        error: { code: "step_up_mismatch" },
      });
    const current = await pinKey(terminal);
    expect(await carrier.confirm(await withPin(terminal, body, current))).toMatchObject({
      ok: true,
    });
  });

  it("[RG17] [LE5] a payment by PIN gets its receipt again, the same bytes under either key, and it holds", async () => {
    const { terminal, key } = await anOldTerminal();
    const body = await withPin(terminal, await pay(terminal), key);
    const first = await carrier.confirm(body);
    if (!first.ok) throw new Error(first.error.code);
    await rotate();
    expect(JSON.stringify(await carrier.confirm(body))).toBe(JSON.stringify(first));
    const { receipt } = first.value;
    const { register, trade } = receipt.payload;
    const said = { register, trade, mode: "test", outcome: "settled" } as const;
    const expected = { ...said, amount: 7, currency: "JPY" } as const;
    expect(await verifyReceipt(receipt, expected as never, world.realm.trust)).toMatchObject({
      ok: true,
    });
  });

  it("[RG16] the key sets name the current and the former encryption key, certified, and no older one", async () => {
    const terminal = await aTerminal(world);
    const old = await pinKey(terminal);
    await rotate();
    const former = await pinKey(terminal);
    await rotate();
    const current = await pinKey(terminal);
    const published = await carrier.keyCertificates();
    const encryption = published.filter(({ payload }) => payload.use === "encrypt");
    expect(encryption.map(({ payload }) => payload.kid)).toEqual([current.kid, former.kid]);
    expect(published.filter(({ payload }) => payload.use === "sign")).toHaveLength(3);
    expect(JSON.stringify(published)).not.toContain(old.kid);
  });
});
