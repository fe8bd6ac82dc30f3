// An unlocked terminal in a thief's hands, and one that was revoked: each with its real device key, at the real
// carrier. It links no other, takes no other away, sets no recovery words, and loosens no rule; the owner's own ways
// stay open.

import { runInDurableObject } from "cloudflare:test";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type KeyPair, makeKeyPair } from "../../../cli/keys.ts";
import type { ChangeTerminals } from "../../../protocol/account/linking.ts";
import type { EncryptionKeyCertificate } from "../../../protocol/account/step-up.ts";
import type { SignedTerminalChange } from "../../../protocol/account/terminal-changes.ts";
import type { Currency } from "../../../protocol/money/money.ts";
import { hashOf } from "../../../protocol/signing/signature.ts";
import type { Branch } from "../../../worker/carrier-server/branch/branch.ts";
import { type Authenticator, anAuthenticator } from "../../support/builders/authenticator.ts";
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
  provenTerminals,
} from "../../support/builders/step-up.ts";
import {
  aNaming,
  anApproval,
  aRecoverySetting,
  aRevocation,
} from "../../support/builders/terminals.ts";
import { accountOf } from "../carrier-server/operator-world.ts";
import { aCarrierWorld, costOf, theBranch } from "../carrier-world.ts";
import { env } from "../test-env.ts";

const PIN = "271828";
let world: CarrierWorld;
let key: EncryptionKeyCertificate;
/** Of one account with a PIN, a passkey and recovery words: the thief has the stolen one, unlocked. */
let owner: Terminal;
let stolen: Terminal;
let passkey: Authenticator;
let words: KeyPair;

const bring = ({ sealed }: Terminal, body: ChangeTerminals) =>
  env.CARRIER.changeTerminals(sealed, body);

async function codeOf(answer: Promise<{ ok: boolean; error?: { code: string } }>) {
  const { ok, error } = await answer;
  return ok ? "ok" : error?.code;
}

let moment = 0;
async function changeRules(by: Terminal, asked: Changing, prove?: Prove) {
  const more = { time: world.now() + ++moment, ...(prove ? { prove } : {}) };
  return env.CARRIER.changeAccount(by.sealed, await aChange(world, by.device, asked, more));
}

const theAccount = async () => {
  const id = await accountOf(owner);
  return runInDurableObject(theBranch(), (branch: Branch) => branch.operatorAccount(id));
};

beforeAll(async () => {
  world = await aCarrierWorld();
});

beforeEach(async () => {
  owner = await aTerminal(world);
  const certificate = owner.account.pin_key?.payload;
  if (!certificate) throw new Error("the carrier takes PINs");
  key = certificate;
  const device = await makeKeyPair();
  stolen = { ...owner, device };
  words = await makeKeyPair();
  const { device: own } = owner;
  await bring(owner, { change: await anApproval(world, own, device.publicKey) });
  passkey = await anAuthenticator();
  expect(await changeRules(owner, { kind: "set_pin", pin: PIN, key })).toMatchObject({ ok: true });
  const adding = { kind: "add_passkey", name: "Laptop", by: passkey } as const;
  expect(await changeRules(owner, adding, byPin(key, PIN))).toMatchObject({ ok: true });
  const set = await aRecoverySetting(world, own, words.publicKey);
  const proven = await provenTerminals(world, own, set, byPasskey(passkey));
  expect(await bring(owner, proven)).toMatchObject({ ok: true });
});

const ATTEMPTS: Record<string, (by: KeyPair, thief: KeyPair) => Promise<SignedTerminalChange>> = {
  "links the thief's own": (by, thief) => anApproval(world, by, thief.publicKey),
  "revokes the owner's": (by) => aRevocation(world, by, [owner.device.publicKey]),
  "revokes the owner's together with itself": (by) =>
    aRevocation(world, by, [by.publicKey, owner.device.publicKey]),
  "sets recovery words of the thief's": (by, thief) => aRecoverySetting(world, by, thief.publicKey),
};

describe.each(Object.entries(ATTEMPTS))("a stolen terminal that %s", (_, attempt) => {
  it("[SU25] is asked for a proof, is told by what, and writes no row", async () => {
    const change = await attempt(stolen.device, await makeKeyPair());
    const before = await theAccount();
    const cost = await costOf(async () =>
      expect(await bring(stolen, { change })).toMatchObject({
        ok: false,
        error: {
          ...{ code: "step_up_required", reason: "change" },
          methods: { passkeys: [{ name: "Laptop" }], pin: { state: "set" } },
        },
      }),
    );
    expect(cost).toMatchObject({ hops: 1, rows: 0 });
    expect(await theAccount()).toEqual(before);
    expect(await codeOf(env.CARRIER.confirm(await aConfirm(world, owner)))).toBe("ok");
  });

  it("[SU9] [SU25] doesn't get on with a guess, a stranger's passkey, or the owner's proof of something else", async () => {
    const { device } = stolen;
    const change = await attempt(device, await makeKeyPair());
    const proven = (prove: Prove) => provenTerminals(world, device, change, prove);
    const guess = await proven(byPin(key, "000000"));
    const cost = await costOf(async () =>
      expect(await bring(stolen, guess)).toMatchObject({
        error: { code: "wrong_pin", tries_left: 9 },
      }),
    );
    expect(cost.rows).toBe(1);
    const other = byPasskey(await anAuthenticator());
    expect(await codeOf(bring(stolen, await proven(other)))).toBe("passkey_refused");
    // What the owner once proved, for a change of his own.
    const his = await anApproval(world, owner.device, (await makeKeyPair()).publicKey);
    const purpose = await hashOf(his);
    const proof = await byPasskey(passkey)(purpose);
    const relayed = await aStepUp(world, owner.device, purpose, proof);
    expect(await codeOf(bring(stolen, { change, step_up: relayed }))).toBe("wrong_issuer");
    const resigned = await aStepUp(world, device, await hashOf(change), proof);
    expect(await codeOf(bring(stolen, { change, step_up: resigned }))).toBe("passkey_refused");
    const elsewhere = await aStepUp(world, device, purpose, proof);
    expect(await codeOf(bring(stolen, { change, step_up: elsewhere }))).toBe("step_up_mismatch");
    const foreign = await byPin(key, PIN)(purpose);
    const moved = await aStepUp(world, device, await hashOf(change), foreign);
    expect(await codeOf(bring(stolen, { change, step_up: moved }))).toBe("step_up_mismatch");
    expect(await codeOf(env.CARRIER.confirm(await aConfirm(world, owner)))).toBe("ok");
  });

  it("[TE8] once it is revoked does nothing any more, and no proof helps it", async () => {
    const gone = await aRevocation(world, owner.device, [stolen.device.publicKey]);
    const proven = await provenTerminals(world, owner.device, gone, byPasskey(passkey));
    expect(await codeOf(bring(owner, proven))).toBe("ok");
    const change = await attempt(stolen.device, await makeKeyPair());
    const before = await theAccount();
    const cost = await costOf(async () => {
      expect(await codeOf(bring(stolen, { change }))).toBe("terminal_revoked");
      const withPin = await provenTerminals(world, stolen.device, change, byPin(key, PIN));
      expect(await codeOf(bring(stolen, withPin))).toBe("terminal_revoked");
    });
    expect(cost.rows).toBe(0);
    expect(await theAccount()).toEqual(before);
  });
});

it("[SU5] [SU21] a stolen terminal changes no passkey, no PIN and no rule for the looser; a revoked one none at all", async () => {
  const ruling = { kind: "set_one_click", currency: "JPY" as Currency } as const;
  expect(await codeOf(changeRules(owner, { ...ruling, rule: { one_click: 1000 } }))).toBe("ok");
  const { id } = passkey;
  const asked: Changing[] = [
    { kind: "set_pin", pin: "314159", key },
    { kind: "remove_pin" },
    { kind: "remove_passkey", id },
    { kind: "add_passkey", name: "His", by: await anAuthenticator() },
    { ...ruling, rule: {} },
  ];
  for (const one of asked)
    expect(await codeOf(changeRules(stolen, one)), one.kind).toBe("step_up_required");
  const gone = await aRevocation(world, owner.device, [stolen.device.publicKey]);
  await bring(owner, await provenTerminals(world, owner.device, gone, byPin(key, PIN)));
  for (const one of asked)
    expect(await codeOf(changeRules(stolen, one, byPin(key, PIN))), one.kind).toBe(
      "terminal_revoked",
    );
});

describe("the owner", () => {
  it("[SU25] proves himself for exactly this change: one row, and the same again is answered alike, with 0", async () => {
    const change = await anApproval(world, owner.device, (await makeKeyPair()).publicKey);
    const body = await provenTerminals(world, owner.device, change, byPasskey(passkey));
    let first: unknown;
    const cost = await costOf(async () => {
      first = await bring(owner, body);
    });
    expect(first).toMatchObject({ ok: true, value: { pin_key: { payload: key } } });
    expect(cost).toMatchObject({ hops: 1, commits: 1 });
    const again = await costOf(async () => {
      expect(JSON.stringify(await bring(owner, body))).toBe(JSON.stringify(first));
      expect(JSON.stringify(await bring(owner, { change }))).toBe(JSON.stringify(first));
    });
    expect(again.rows).toBe(0);
  });

  it("[SU26] who forgot his PIN gives his terminal up, and comes back by his words, which take the thief's away", async () => {
    const own = await aRevocation(world, owner.device, [owner.device.publicKey]);
    expect(await codeOf(bring(owner, { change: own }))).toBe("ok");
    const device = await makeKeyPair();
    const back = await anApproval(world, words, device.publicKey, { others: "revoke" });
    const came = await bring(owner, { change: back });
    // Neither passkey nor PIN is left of it.
    expect(came.ok && came.value.security).toBeUndefined();
    expect(await codeOf(env.CARRIER.confirm(await aConfirm(world, stolen)))).toBe(
      "terminal_revoked",
    );
    const found = { ...owner, device };
    expect(await codeOf(env.CARRIER.confirm(await aConfirm(world, found)))).toBe("ok");
  });

  it("[SU26] names his terminals, and the thief can name them too, and no more", async () => {
    const named = await aNaming(world, stolen.device, owner.device.publicKey, "Kitchen");
    expect(await codeOf(bring(stolen, { change: named }))).toBe("ok");
  });

  it("[TE12] sets other words with a proof: the old ones are dead from that turn on", async () => {
    const next = await makeKeyPair();
    const set = await aRecoverySetting(world, owner.device, next.publicKey);
    const body = await provenTerminals(world, owner.device, set, byPin(key, PIN));
    expect(await codeOf(bring(owner, body))).toBe("ok");
    const device = await makeKeyPair();
    const by = (recovery: KeyPair) => anApproval(world, recovery, device.publicKey);
    const cost = await costOf(async () =>
      expect(await codeOf(bring(owner, { change: await by(words) }))).toBe("unknown_terminal"),
    );
    expect(cost.rows).toBe(0);
    expect(await codeOf(bring(owner, { change: await by(next) }))).toBe("ok");
  });
});
