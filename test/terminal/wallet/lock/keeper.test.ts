// The keeper of the lock, through its door: what opens it, what doesn't, and what a death at any moment leaves.

import { describe, expect, it } from "vitest";
import { toBase64Url } from "../../../../protocol/signing/encoding.ts";
import type { Hash } from "../../../../protocol/signing/signature.ts";
import { type LockMemory, lockKeeper } from "../../../../terminal/wallet/lock/keeper.ts";
import {
  CHALLENGE_MS,
  FREE_TRIES,
  type KeptLock,
  type KnownPasskey,
  type LockSession,
} from "../../../../terminal/wallet/lock/lock.ts";
import {
  anAuthenticator,
  type CeremonyOverrides,
  TERMINAL_ORIGIN,
} from "../../../support/builders/authenticator.ts";
import { NOW } from "../../../support/builders/realm.ts";

const CODE = "open sesame";
const MINUTE = 60_000;

/** A browser's storage, which outlives the worker; its session, the browser. @param diesAfter so many writes */
function aLock(passkeys: readonly KnownPasskey[] = []) {
  const disk: { kept: KeptLock | undefined; session: LockSession } = {
    kept: undefined,
    session: {},
  };
  const clock = { now: NOW };
  const start = (diesAfter = Number.POSITIVE_INFINITY) => {
    let left = diesAfter;
    const written =
      <T>(put: (value: T) => void) =>
      async (value: T) => {
        if (left <= 0) throw new Error("dead");
        left -= 1;
        put(structuredClone(value));
        if (left <= 0) throw new Error("dead");
      };
    const memory: LockMemory = {
      readKept: async () => structuredClone(disk.kept),
      readSession: async () => structuredClone(disk.session),
      writeKept: written((kept) => {
        disk.kept = kept;
      }),
      writeSession: written((session) => {
        disk.session = session;
      }),
    };
    return lockKeeper({
      memory,
      passkeys: async () => passkeys,
      expected: async () => ({ origins: [TERMINAL_ORIGIN], rpId: "localhost" }),
      random: (bytes) => toBase64Url(crypto.getRandomValues(new Uint8Array(bytes))),
      now: () => clock.now,
    });
  };
  const restartBrowser = () => {
    disk.session = {};
  };
  return { disk, clock, start, restartBrowser };
}

async function lockedByCode(passkeys: readonly KnownPasskey[] = []) {
  const it = aLock(passkeys);
  const keeper = it.start();
  await keeper.setCode(CODE);
  await keeper.lockNow();
  return { ...it, keeper };
}

describe("a code", () => {
  it("sets the lock up open, and locks by itself after a quarter of an hour", async () => {
    const { start, disk, clock } = aLock();
    const keeper = start();
    expect(await keeper.isLocked()).toBe(false);
    await keeper.setCode(CODE);
    expect(await keeper.isLocked()).toBe(false);
    expect(JSON.stringify(disk)).not.toContain(CODE);
    expect(disk.kept?.code?.rounds).toBeGreaterThanOrEqual(600_000);
    clock.now += 15 * MINUTE;
    expect(await keeper.isLocked()).toBe(true);
  });

  it.each(["", "12345", "x".repeat(65)])("like %j is none", async (code) => {
    const { start, disk } = aLock();
    await start().setCode(code);
    expect(disk.kept).toBeUndefined();
  });

  it("opens what it locked, for the next worker too, until the browser starts anew", async () => {
    const { keeper, start, restartBrowser } = await lockedByCode();
    await keeper.unlockByCode("open sesam!");
    expect(await start().isLocked()).toBe(true);
    await keeper.unlockByCode(CODE);
    expect(await start().isLocked()).toBe(false);
    restartBrowser();
    expect(await start().isLocked()).toBe(true);
  });

  it("is the same in another form of Unicode", async () => {
    const { start } = aLock();
    const keeper = start();
    await keeper.setCode("h\u00e9t\u00e9ro");
    await keeper.lockNow();
    await keeper.unlockByCode("he\u0301te\u0301ro");
    expect(await keeper.isLocked()).toBe(false);
  });

  it("isn't looked at before its wait is over, and the right one gives all tries back", async () => {
    const { keeper, start, disk, clock } = await lockedByCode();
    for (let tries = 0; tries < FREE_TRIES; tries++) await keeper.unlockByCode("wrong one");
    expect(disk.kept?.tries).toEqual({ wrong: FREE_TRIES, at: NOW });
    await start().unlockByCode(CODE);
    expect(await start().isLocked()).toBe(true);
    expect(disk.kept?.tries?.wrong).toBe(FREE_TRIES);
    clock.now += 30_000;
    await start().unlockByCode(CODE);
    expect(await start().isLocked()).toBe(false);
    expect(disk.kept?.tries).toBeUndefined();
  });

  it("that kills its worker while it is looked at has been counted", async () => {
    const { start, disk } = await lockedByCode();
    for (let tries = 0; tries < FREE_TRIES; tries++)
      await start(1)
        .unlockByCode("wrong one")
        .catch(() => undefined);
    expect(disk.kept?.tries?.wrong).toBe(FREE_TRIES);
    await start().unlockByCode(CODE);
    expect(await start().isLocked()).toBe(true);
  });

  it("guessed many times at once gets no more tries than one by one", async () => {
    const { keeper, disk } = await lockedByCode();
    await Promise.all(Array.from({ length: 8 }, () => keeper.unlockByCode("wrong one")));
    expect(disk.kept?.tries?.wrong).toBe(FREE_TRIES);
  });

  it("can't be changed or taken away, nor the lock turned off, while it is locked", async () => {
    const { keeper, disk } = await lockedByCode([{ id: "cGs", key: "a2V5" }]);
    const before = structuredClone(disk);
    await keeper.setCode("another code");
    await keeper.withoutCode();
    await keeper.lockAfter(0);
    await keeper.turnOff();
    await keeper.used();
    expect(disk).toEqual(before);
  });
});

describe("use", () => {
  it("keeps it open, and a chosen time locks it", async () => {
    const { start, clock } = aLock();
    const keeper = start();
    await keeper.setCode(CODE);
    await keeper.lockAfter(5 * MINUTE);
    for (let minutes = 0; minutes < 20; minutes += 4) {
      clock.now += 4 * MINUTE;
      await keeper.used();
    }
    expect(await keeper.isLocked()).toBe(false);
    clock.now += 5 * MINUTE;
    expect(await keeper.isLocked()).toBe(true);
  });

  it("takes no other time than those that there are, and turns off altogether", async () => {
    const { start, disk } = aLock();
    const keeper = start();
    await keeper.lockAfter(5 * MINUTE);
    expect(disk.kept).toBeUndefined();
    await keeper.setCode(CODE);
    await keeper.lockAfter(1);
    expect(disk.kept?.afterMs).toBe(15 * MINUTE);
    await keeper.lockAfter(0);
    expect(disk.kept?.afterMs).toBeUndefined();
    await keeper.turnOff();
    expect(disk.kept).toBeUndefined();
  });
});

describe("a passkey", () => {
  const aLockOf = async () => {
    const passkey = await anAuthenticator();
    const it = aLock([{ id: passkey.id, key: passkey.key }]);
    const keeper = it.start();
    await keeper.withoutCode();
    await keeper.lockNow();
    const challenge = async () => {
      await keeper.askPasskey();
      return it.disk.session.challenge?.text as Hash;
    };
    return { ...it, keeper, passkey, challenge };
  };

  it("opens the wallet, in a window, by an assertion over a fresh challenge", async () => {
    const { keeper, passkey, challenge } = await aLockOf();
    expect(await keeper.needsWindow()).toBe(true);
    await keeper.unlockByPasskey(await passkey.assert(await challenge()));
    expect(await keeper.isLocked()).toBe(false);
    expect(await keeper.needsWindow()).toBe(false);
  });

  const forged: [string, CeremonyOverrides][] = [
    ["of another origin", { origin: "https://shop.example" }],
    ["for another host", { rpId: "shop.example" }],
    ["in a frame", { crossOrigin: true }],
    ["without its owner verified", { userVerified: false }],
    ["of the other ceremony", { type: "webauthn.create" }],
  ];
  it.each(forged)("%s opens nothing", async (_, ceremony) => {
    const { keeper, passkey, challenge } = await aLockOf();
    await keeper.unlockByPasskey(await passkey.assert(await challenge(), ceremony));
    expect(await keeper.isLocked()).toBe(true);
  });

  it("over a challenge that was used, that is old, or that nobody made opens nothing", async () => {
    const { keeper, passkey, challenge, clock, start } = await aLockOf();
    const assertion = await passkey.assert(await challenge());
    await keeper.unlockByPasskey(assertion);
    await keeper.lockNow();
    await keeper.unlockByPasskey(assertion);
    expect(await keeper.isLocked()).toBe(true);
    const late = await passkey.assert(await challenge());
    clock.now += CHALLENGE_MS + 1;
    await start().unlockByPasskey(late);
    expect(await keeper.isLocked()).toBe(true);
    const made = toBase64Url(crypto.getRandomValues(new Uint8Array(32))) as Hash;
    await challenge();
    await keeper.unlockByPasskey(await passkey.assert(made));
    expect(await keeper.isLocked()).toBe(true);
  });

  it("of somebody else opens nothing, whatever id it gives", async () => {
    const { keeper, passkey, challenge } = await aLockOf();
    const other = await anAuthenticator();
    await keeper.unlockByPasskey({ ...(await other.assert(await challenge())), id: passkey.id });
    expect(await keeper.isLocked()).toBe(true);
  });

  it("alone is no lock where the account has none", async () => {
    const { start, disk } = aLock();
    await start().withoutCode();
    expect(disk.kept).toBeUndefined();
  });

  it("whose worker dies after the challenge was taken has to be asked anew", async () => {
    const { passkey, challenge, start, disk } = await aLockOf();
    const assertion = await passkey.assert(await challenge());
    await start(1)
      .unlockByPasskey(assertion)
      .catch(() => undefined);
    expect(disk.session).toEqual({});
    expect(await start().isLocked()).toBe(true);
  });
});
