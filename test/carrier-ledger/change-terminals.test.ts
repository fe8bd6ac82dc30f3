// A change of an account's terminals in a turn: who may ask for it, what it does, and what a repeat does.

import { describe, expect, it } from "vitest";
import type { TerminalChange } from "../../protocol/account/terminal-changes.ts";
import type { AccountId } from "../../protocol/ids.ts";
import {
  LINK_MS,
  RECOVERY_KEPT_MS,
  REQUEST_SKEW_MS,
  REVOKED_TERMINALS_KEPT,
  TERMINALS_MAX,
} from "../../protocol/limits.ts";
import type { PublicKey } from "../../protocol/signing/signature.ts";
import { PREDICT_AGAIN } from "../../worker/carrier-server/branch/confirm/confirm-turn.ts";
import type { Account } from "../../worker/carrier-server/branch/ledger.ts";
import type {
  DeviceKey,
  RecoveryKey,
} from "../../worker/carrier-server/branch/terminal/device-keys.ts";
import { changeTerminalsInTurn } from "../../worker/carrier-server/branch/terminal/terminals-desk.ts";
import { isEmpty } from "../../worker/carrier-server/branch/turn.ts";
import { NOW } from "../support/builders/realm.ts";
import { anAccount, DEVICE } from "./branch-facts.ts";
import { turnOver } from "./turn-over.ts";

const OWN = "acc_own" as AccountId;
const key = (name: string) => name as PublicKey;
const NEW = key("new");
const WORDS = key("words");
const HEAD = { aud: "realm", mode: "test", time: NOW } as const;
const device = (name: PublicKey, more: Partial<DeviceKey> = {}): DeviceKey => ({
  ...{ key: name, state: "active", since: NOW },
  ...more,
});
const words = (name: PublicKey, more: Partial<RecoveryKey> = {}): RecoveryKey => ({
  ...{ key: name, since: NOW - 2 * RECOVERY_KEPT_MS, by: DEVICE },
  ...more,
});
const approval = (more: object = {}): TerminalChange => ({
  ...{ typ: "warifu/terminal-approval/1", iss: DEVICE, ...HEAD, terminal: NEW, name: "sofa" },
  ...more,
});
const revocation = (terminals: PublicKey[], more: object = {}): TerminalChange => ({
  ...{ typ: "warifu/terminal-revocation/1", iss: DEVICE, ...HEAD, terminals },
  ...more,
});
const naming = (more: object = {}): TerminalChange => ({
  ...{ typ: "warifu/terminal-naming/1", iss: DEVICE, ...HEAD, terminal: DEVICE, name: "desk" },
  ...more,
});
const setting = (more: object = {}): TerminalChange => ({
  ...{ typ: "warifu/recovery-key/1", iss: DEVICE, ...HEAD, recovery: WORDS },
  ...more,
});

function change(account: Account, asked: TerminalChange, now = NOW, others: Account[] = []) {
  const bound = Object.fromEntries(account.devices.slice(1).map((one) => [one.key, account.id]));
  const turn = turnOver({ accounts: [account, ...others], bound });
  const command = { account: anAccount().id, change: asked, own: OWN };
  const answer = changeTerminalsInTurn(turn, command, { now });
  if (answer === PREDICT_AGAIN) throw new Error("there was no proof to check");
  if (!answer.ok) expect(isEmpty(turn.changes())).toBe(true);
  const [changed] = turn.changes().changed;
  return { answer, changed, code: answer.ok ? "ok" : answer.error.code };
}

const of = (devices: DeviceKey[], recovery: RecoveryKey[] = []) => anAccount({ devices, recovery });
const states = (account?: Account) =>
  account?.devices.map(({ key: name, state }) => `${name === DEVICE ? "first" : name} ${state}`);

describe("an approval", () => {
  it("[TE2] [TE17] by an active terminal puts the new key beside it, and shows both", () => {
    const { changed, answer } = change(anAccount(), approval());
    expect(changed?.devices.at(-1)).toEqual(device(NEW, { name: "sofa" }));
    expect(answer).toMatchObject({
      value: { terminals: [{ key: DEVICE }, { key: NEW, name: "sofa", since: NOW }] },
    });
  });

  it("[TE2] by a stranger, or by a terminal that was revoked, puts nothing anywhere", () => {
    expect(change(anAccount(), approval({ iss: NEW })).code).toBe("unknown_terminal");
    expect(change(anAccount({ id: OWN }), approval()).code).toBe("unknown_terminal");
    const gone = of([device(DEVICE, { state: "revoked" }), device(key("b"))]);
    expect(change(gone, approval()).code).toBe("terminal_revoked");
  });

  it("[TE3] [TM10] is good for ten minutes; a repeat changes nothing, at any time", () => {
    expect(change(anAccount(), approval(), NOW + LINK_MS).code).toBe("ok");
    expect(change(anAccount(), approval(), NOW + LINK_MS + 1).code).toBe("stale_request");
    const ahead = approval({ time: NOW + REQUEST_SKEW_MS + 1 });
    expect(change(anAccount(), ahead).code).toBe("stale_request");
    const both = of([device(DEVICE), device(NEW)]);
    const again = change(both, approval(), NOW + 2 * LINK_MS);
    expect([again.code, again.changed]).toEqual(["ok", undefined]);
  });

  it("[TE3] brings back no key that was revoked, and takes none that has an account of its own", () => {
    const gone = of([device(DEVICE), device(NEW, { state: "revoked" })]);
    expect(change(gone, approval()).code).toBe("terminal_revoked");
    const own = anAccount({ id: OWN, devices: [device(NEW)] });
    expect(change(anAccount(), approval(), NOW, [own]).code).toBe("terminal_bound");
    const left = anAccount({ id: OWN, devices: [device(NEW, { state: "revoked" })] });
    expect(change(anAccount(), approval(), NOW, [left]).code).toBe("terminal_bound");
  });

  it("[TE20] makes no more terminals than an account may have", () => {
    const many = Array.from({ length: TERMINALS_MAX - 1 }, (_, at) => device(key(`k${at}`)));
    expect(change(of([device(DEVICE), ...many]), approval()).code).toBe("too_many_terminals");
    expect(change(of([device(DEVICE), ...many.slice(1)]), approval()).code).toBe("ok");
    const all = approval({ iss: WORDS, others: "revoke" });
    expect(change(of([device(DEVICE), ...many], [words(WORDS)]), all).code).toBe("ok");
  });

  it("for a closed account is refused; for one that is frozen it is taken", () => {
    expect(change(anAccount({ status: "closed" }), approval()).code).toBe("status_conflict");
    expect(change(anAccount({ status: "frozen" }), approval()).code).toBe("ok");
  });

  it("[TE14] [TE15] by the recovery key revokes all others if it says so; a terminal's never does", () => {
    const account = of([device(DEVICE), device(key("b"))], [words(key("newer")), words(WORDS)]);
    const kept = change(account, approval({ iss: WORDS }));
    expect(states(kept.changed)).toEqual(["first active", "b active", "new active"]);
    const alone = change(account, approval({ iss: WORDS, others: "revoke" }));
    expect(states(alone.changed)).toEqual(["first revoked", "b revoked", "new active"]);
    expect(alone.changed?.recovery).toEqual([words(WORDS)]);
    expect(change(account, approval({ others: "revoke" })).code).toBe("wrong_issuer");
  });
});

describe("a revocation", () => {
  const two = () => of([device(DEVICE), device(NEW)]);

  it("[TE8] by any active terminal takes keys from the account, its own too", () => {
    expect(states(change(two(), revocation([NEW])).changed)).toEqual([
      ...["first active", "new revoked"],
    ]);
    const self = change(two(), revocation([DEVICE]));
    expect(self.changed?.devices[0]).toEqual(device(DEVICE, { state: "revoked", revokedAt: NOW }));
    expect(change(self.changed!, revocation([NEW])).code).toBe("terminal_revoked");
  });

  it("[TE8] again, with others that it doesn't know, or by a stranger, changes nothing", () => {
    const once = change(two(), revocation([NEW])).changed!;
    const again = change(once, revocation([NEW]), NOW + 2 * LINK_MS);
    expect([again.code, again.changed]).toEqual(["ok", undefined]);
    expect(change(two(), revocation([NEW, key("c")])).code).toBe("unknown_terminal");
    expect(change(two(), revocation([NEW], { iss: key("c") })).code).toBe("unknown_terminal");
  });

  it("[TE11] of the last terminal needs a recovery key, that is still good", () => {
    expect(change(anAccount(), revocation([DEVICE])).code).toBe("last_terminal");
    expect(change(two(), revocation([DEVICE, NEW])).code).toBe("last_terminal");
    const wayBack = of([device(DEVICE)], [words(WORDS)]);
    expect(states(change(wayBack, revocation([DEVICE])).changed)).toEqual(["first revoked"]);
    const ended = of([device(DEVICE)], [words(WORDS, { until: NOW })]);
    expect(change(ended, revocation([DEVICE])).code).toBe("last_terminal");
  });

  it("[TE20] the last twenty are remembered", () => {
    const gone = Array.from({ length: REVOKED_TERMINALS_KEPT }, (_, at) =>
      device(key(`k${at}`), { state: "revoked", revokedAt: NOW - 100 + at }),
    );
    const { changed } = change(of([...gone, device(DEVICE), device(NEW)]), revocation([NEW]));
    expect(changed?.devices).toHaveLength(REVOKED_TERMINALS_KEPT + 1);
    expect(changed?.devices.map((one) => one.key)).not.toContain("k0");
  });
});

describe("a recovery key", () => {
  it("[TE12] is set by a terminal, and later than the one there is", () => {
    const { changed, answer } = change(anAccount(), setting());
    expect(changed?.recovery).toEqual([{ key: WORDS, since: NOW, by: DEVICE }]);
    expect(answer).toMatchObject({ value: { recovery: { since: NOW } } });
    expect(JSON.stringify(answer)).not.toContain(WORDS);
    const newer = setting({ recovery: key("newer") });
    expect(change(changed!, newer).code).toBe("recovery_key_outdated");
    const again = change(changed!, setting({ time: NOW + 1 }));
    expect([again.code, again.changed]).toEqual(["ok", undefined]);
  });

  it("[TE12] [TM11] that a terminal replaced is good for seven days, one replaced by a recovery key ends", () => {
    const account = of([device(DEVICE)], [words(WORDS)]);
    const replaced = change(account, setting({ recovery: key("newer") })).changed!;
    expect(replaced.recovery.map((one) => [one.key, one.until])).toEqual([
      ["newer", undefined],
      [WORDS, NOW + RECOVERY_KEPT_MS],
    ]);
    const late = NOW + RECOVERY_KEPT_MS;
    const by = (at: number) => approval({ iss: WORDS, time: at });
    expect(change(replaced, by(late - 1), late - 1).code).toBe("ok");
    expect(change(replaced, by(late), late).code).toBe("unknown_terminal");
    const atOnce = change(account, setting({ iss: WORDS, recovery: key("newer") }));
    expect(atOnce.changed?.recovery.map((one) => one.key)).toEqual(["newer"]);
  });

  it("[TE12] that a thief has just set ends with his terminal, and the owner's stands again", () => {
    const account = of([device(DEVICE), device(NEW)], [words(WORDS)]);
    const stolen = change(account, setting({ iss: NEW, recovery: key("his") })).changed!;
    const mended = change(stolen, revocation([NEW])).changed!;
    expect(mended.recovery).toEqual([words(WORDS)]);
    // What the owner set long ago outlives a thief's revocation of the owner's terminal.
    const robbed = change(stolen, revocation([DEVICE], { iss: NEW })).changed!;
    expect(robbed.recovery.map((one) => one.key)).toEqual(["his", WORDS]);
    const rescue = approval({ iss: WORDS, terminal: key("owner"), others: "revoke" });
    expect(states(change(robbed, rescue).changed)).toEqual([
      ...["first revoked", "new revoked", "owner active"],
    ]);
  });
});

describe("a naming", () => {
  it("[TE18] names a terminal of the account; an older one changes nothing", () => {
    const { changed } = change(anAccount(), naming());
    expect(changed?.devices[0]).toMatchObject({ name: "desk", namedAt: NOW });
    const older = change(changed!, naming({ name: "old", time: NOW - 1 }));
    expect([older.code, older.changed]).toEqual(["ok", undefined]);
    expect(
      change(changed!, naming({ name: "new", time: NOW + 1 })).changed?.devices[0],
    ).toMatchObject({ name: "new" });
    expect(change(anAccount(), naming({ terminal: NEW })).code).toBe("unknown_terminal");
  });
});

describe("a recovery", () => {
  const wrong = [{ proof: "p" as never, at: NOW }];
  const passkey = { id: "i", key: "k", counter: 0, name: "Laptop", addedAt: NOW, transports: [] };
  const last = { change: "c" as never, time: 3 };
  const locked = { passkeys: [passkey], pin: { verifier: "v", wrong }, last };
  const meansAfter = (more: object, recovery = [words(WORDS)]) => {
    const account = anAccount({ means: locked, recovery });
    const turn = turnOver({ accounts: [account] });
    const change = approval(more);
    const done = changeTerminalsInTurn(
      turn,
      { account: account.id, change, own: OWN },
      { now: NOW },
    );
    expect(done).toMatchObject({ ok: true });
    return turn.account(account.id)?.means;
  };

  it("[SU24] gives the PIN's tries back, and takes all means away with every other terminal", () => {
    expect(meansAfter({ iss: WORDS })).toEqual({ ...locked, pin: { verifier: "v", wrong: [] } });
    expect(meansAfter({ iss: WORDS, others: "revoke" })).toEqual({ passkeys: [], last });
  });

  it("[SU25] isn't what a terminal approves by itself", () => {
    expect(change(anAccount({ means: locked }), approval()).code).toBe("step_up_required");
  });
});
