/**
 * The lock's keeper: the background's, of which there is one. One act after another, each reads what is stored, decides
 * and writes, so that a worker that dies at any moment leaves the lock as it was, or one try fewer, never open by
 * mistake. A code is counted as wrong before it is looked at.
 */

import type { PasskeyAssertion } from "../../../protocol/account/step-up.ts";
import { assertionHolds, type Expected } from "./assertion.ts";
import { isCode, keptCode } from "./code.ts";
import {
  AUTO_LOCK_MS,
  CHALLENGE_MS,
  hasLock,
  isCodePossible,
  isLocked,
  type KeptLock,
  type KnownPasskey,
  type LockNow,
  type LockSession,
  nextTryAt,
  tryCounted,
} from "./lock.ts";

/** `writeKept` with undefined: there is no lock any more. Both are durable when they resolve. */
export interface LockMemory {
  readKept(): Promise<KeptLock | undefined>;
  writeKept(kept: KeptLock | undefined): Promise<void>;
  readSession(): Promise<LockSession>;
  writeSession(session: LockSession): Promise<void>;
}

export interface LockPorts {
  readonly memory: LockMemory;
  /** of the account, as last known: those that can be checked here */
  passkeys(): Promise<readonly KnownPasskey[]>;
  expected(): Promise<Omit<Expected, "challenge">>;
  /** @returns base64url of so many random bytes */
  random(bytes: number): string;
  /** ms since the epoch */
  now(): number;
}

export interface LockKeeper {
  isLocked(): Promise<boolean>;
  /** Only a passkey opens it, which a popup doesn't live to see. */
  needsWindow(): Promise<boolean>;
  lockNow(): Promise<void>;
  /** Sets the lock up with a code, or another code in the place of the old one. Refused while it is locked, like all that follows. */
  setCode(code: string): Promise<void>;
  /** Passkeys alone open it from now on. */
  withoutCode(): Promise<void>;
  /** @param ms one of AUTO_LOCK_MS, or 0 for never */
  lockAfter(ms: number): Promise<void>;
  turnOff(): Promise<void>;
  /** Somebody is at a window of ours. */
  used(): Promise<void>;
  unlockByCode(code: string): Promise<void>;
  /** Makes the challenge that a passkey is to sign. */
  askPasskey(): Promise<void>;
  unlockByPasskey(assertion: PasskeyAssertion): Promise<void>;
}

/** Who sets a lock up wants it to lock; for how long it stays open he can change. */
const AT_FIRST: KeptLock = { afterMs: AUTO_LOCK_MS[1] };
const SALT_BYTES = 16;
const CHALLENGE_BYTES = 32;

export function lockKeeper(ports: LockPorts): LockKeeper {
  const { memory, now } = ports;
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(act: (lock: LockNow) => Promise<T>): Promise<T> => {
    const next = last.then(async () => act(await read()));
    last = next.catch(() => undefined);
    return next;
  };

  async function read(): Promise<LockNow> {
    const kept = await memory.readKept();
    // Who has no lock pays nothing for it.
    if (!kept) return { kept, session: {}, passkeys: [] };
    const [session, passkeys] = await Promise.all([memory.readSession(), ports.passkeys()]);
    return { kept, session, passkeys };
  }

  /** What only its owner may change, and only while it is open. The session first: a lock never comes up closed. */
  const change = (decide: (lock: LockNow) => Promise<KeptLock | undefined> | undefined) =>
    inTurn(async (lock) => {
      if (isLocked(lock, now())) return;
      const kept = decide(lock);
      if (!kept) return;
      await memory.writeSession({ usedAt: now() });
      await memory.writeKept(await kept);
    });

  return {
    isLocked: () => inTurn(async (lock) => isLocked(lock, now())),
    needsWindow: () =>
      inTurn(async (lock) => isLocked(lock, now()) && lock.kept?.code === undefined),
    lockNow: () =>
      inTurn(async (lock) => {
        if (hasLock(lock)) await memory.writeSession({});
      }),
    setCode: (code) =>
      change(({ kept }) =>
        isCodePossible(code)
          ? keptCode(code, ports.random(SALT_BYTES)).then((made) => ({
              ...AT_FIRST,
              ...kept,
              code: made,
            }))
          : undefined,
      ),
    withoutCode: async () => {
      const passkeys = await ports.passkeys();
      await change(({ kept: { code: _, tries: __, ...kept } = AT_FIRST }) =>
        passkeys.length > 0 ? Promise.resolve(kept) : undefined,
      );
    },
    lockAfter: (ms) =>
      change((lock) => {
        if (!hasLock(lock) || (ms !== 0 && !AUTO_LOCK_MS.some((one) => one === ms))) return;
        const { afterMs: _, ...kept } = lock.kept ?? {};
        return Promise.resolve({ ...kept, ...(ms === 0 ? {} : { afterMs: ms }) });
      }),
    turnOff: () =>
      inTurn(async (lock) => {
        if (!isLocked(lock, now())) await memory.writeKept(undefined);
      }),
    used: () =>
      inTurn(async (lock) => {
        if (hasLock(lock) && !isLocked(lock, now())) await memory.writeSession({ usedAt: now() });
      }),
    ...unlocking(ports, inTurn),
  };
}

function unlocking(
  { memory, now, random, expected }: LockPorts,
  inTurn: (act: (lock: LockNow) => Promise<void>) => Promise<void>,
): Pick<LockKeeper, "unlockByCode" | "askPasskey" | "unlockByPasskey"> {
  /** The tries are given back first: a worker that dies between has cost its owner nothing. */
  const open = async ({ tries: _, ...kept }: KeptLock): Promise<void> => {
    await memory.writeKept(kept);
    await memory.writeSession({ usedAt: now() });
  };

  return {
    unlockByCode: (code) =>
      inTurn(async (lock) => {
        const { kept } = lock;
        if (!kept?.code || !isLocked(lock, now())) return;
        if (nextTryAt(kept.tries, now()) !== undefined || !isCodePossible(code)) return;
        const counted = tryCounted(kept.tries, now());
        await memory.writeKept({ ...kept, tries: counted });
        if (await isCode(code, kept.code)) return open(kept);
        const { open: _, ...wrong } = counted;
        await memory.writeKept({ ...kept, tries: wrong });
      }),
    askPasskey: () =>
      inTurn(async (lock) => {
        if (!isLocked(lock, now()) || lock.passkeys.length === 0) return;
        const challenge = { text: random(CHALLENGE_BYTES), at: now() };
        await memory.writeSession({ challenge });
      }),
    unlockByPasskey: (assertion) =>
      inTurn(async (lock) => {
        const { challenge } = lock.session;
        if (!lock.kept || !challenge || !isLocked(lock, now())) return;
        // Once, whatever it comes to.
        await memory.writeSession({});
        if (Math.abs(now() - challenge.at) > CHALLENGE_MS) return;
        const asked = { ...(await expected()), challenge: challenge.text };
        if (await assertionHolds(assertion, lock.passkeys, asked)) await open(lock.kept);
      }),
  };
}
