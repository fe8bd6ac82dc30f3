// Passkeys at the real carrier: enrolled by the device key, used for one confirmation, and refused in each way that
// an assertion can be another one than it says.

import { beforeAll, describe, expect, it } from "vitest";
import { PASSKEYS_MAX } from "../../../protocol/limits.ts";
import {
  type Authenticator,
  anAuthenticator,
  type CeremonyOverrides,
} from "../../support/builders/authenticator.ts";
import {
  aConfirm,
  aTerminal,
  aTerminalRequest,
  type CarrierWorld,
  type Terminal,
} from "../../support/builders/payment.ts";
import { aChange, byPasskey, type Prove, proven } from "../../support/builders/step-up.ts";
import { aCarrierWorld, costOf } from "../carrier-world.ts";
import { env } from "../test-env.ts";

/** SHA-256 of the extension's id in Firefox, each half byte a letter from a to p. */
const FIREFOX_ID_HASH = "ceilammgkeejoeekpibmhhggobhengfphknnlcmjodampiacopdihpmpinkmmddl";

let world: CarrierWorld;
beforeAll(async () => {
  world = await aCarrierWorld();
});

/** Each a moment after the last, as a person's would be. */
let moment = 0;
const change = async (
  terminal: Terminal,
  ...[asked, more]: [Parameters<typeof aChange>[2], { prove?: Prove }?]
) => {
  const time = world.now() + ++moment;
  const body = await aChange(world, terminal.device, asked, { time, ...more });
  return { body, answer: await env.CARRIER.changeAccount(terminal.sealed, body) };
};

const adding = (by: Authenticator, name = "Laptop", ceremony?: CeremonyOverrides) =>
  ({ kind: "add_passkey", name, by, ...(ceremony ? { ceremony } : {}) }) as const;

const ONE_CLICK = { kind: "set_one_click", currency: "JPY", rule: { one_click: 100 } } as never;

async function aPayer(counts = true) {
  const terminal = await aTerminal(world);
  const passkey = await anAuthenticator({ counts });
  const { answer } = await change(terminal, adding(passkey));
  expect(answer).toMatchObject({ ok: true });
  expect((await change(terminal, ONE_CLICK)).answer).toMatchObject({ ok: true });
  return { terminal, passkey };
}

const pay = (terminal: Terminal, amount = 101) => aConfirm(world, terminal, { terms: { amount } });

describe("a passkey", () => {
  it("[SU1] [SU4] is enrolled by the device key, named, listed, and shown with the account", async () => {
    const { terminal, passkey } = await aPayer();
    const request = await aTerminalRequest(world, terminal.device);
    const read = await env.CARRIER.readAccount(terminal.sealed, request);
    expect(read).toMatchObject({
      value: {
        security: {
          passkeys: [{ id: passkey.id, name: "Laptop", transports: ["internal"] }],
          pin: { state: "none" },
        },
      },
    });
  });

  it("[SU27] is told the account's terminals with its public key, and no refusal names one", async () => {
    const { terminal, passkey } = await aPayer();
    const request = await aTerminalRequest(world, terminal.device);
    const read = await env.CARRIER.readAccount(terminal.sealed, request);
    expect(read).toMatchObject({ value: { security: { passkeys: [{ key: passkey.key }] } } });
    const refusal = await env.CARRIER.confirm(await pay(terminal));
    expect(refusal).toMatchObject({ error: { code: "step_up_required" } });
    expect(JSON.stringify(refusal)).not.toContain(passkey.key);
  });

  it("[SU2] [SU16] lets the same attempt go on: one hop, one commit, two rows; a repeat writes nothing", async () => {
    const { terminal, passkey } = await aPayer();
    const body = await pay(terminal);
    expect(await env.CARRIER.confirm(body)).toMatchObject({ error: { code: "step_up_required" } });
    const stepped = await proven(world, terminal.device, body, byPasskey(passkey));
    let answer: unknown;
    const cost = await costOf(async () => {
      answer = await env.CARRIER.confirm(stepped);
    });
    expect(answer).toMatchObject({ ok: true, value: { outcome: "settled", attempt: 1 } });
    expect(cost).toMatchObject({ hops: 1, commits: 1, rows: 2 });
    const again = await costOf(async () => {
      expect(await env.CARRIER.confirm(stepped)).toEqual(answer);
    });
    expect(again).toMatchObject({ commits: 0, rows: 0 });
  });

  it("[SU3] made in Firefox counts by the origin that Firefox gives every copy of our extension", async () => {
    const { terminal, passkey } = await aPayer();
    const origin = `moz-extension://${FIREFOX_ID_HASH}`;
    const prove = byPasskey(passkey, { origin });
    const stepped = await proven(world, terminal.device, await pay(terminal), prove);
    expect(await env.CARRIER.confirm(stepped)).toMatchObject({ value: { outcome: "settled" } });
  });

  const forged: [string, CeremonyOverrides][] = [
    [
      "[SU3] of one installation's address",
      { origin: "moz-extension://11111111-2222-4333-8444-555555555555" },
    ],
    ["[SU3] of another origin", { origin: "chrome-extension://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" }],
    ["[SU3] of the shop's page", { origin: "http://localhost:8787" }],
    ["[SU3] of another RP id", { rpId: "example.org" }],
    ["[SU3] in a frame", { crossOrigin: true }],
    ["[SU2] without user verification", { userVerified: false }],
    ["[SU2] of the other ceremony", { type: "webauthn.create" }],
  ];
  it.each(forged)("%s is refused, and nothing is written", async (_, ceremony) => {
    const { terminal, passkey } = await aPayer();
    const body = await proven(
      world,
      terminal.device,
      await pay(terminal),
      byPasskey(passkey, ceremony),
    );
    const cost = await costOf(async () =>
      expect(await env.CARRIER.confirm(body)).toEqual({
        ok: false,
        error: { code: "passkey_refused" },
      }),
    );
    expect(cost).toMatchObject({ commits: 0, rows: 0 });
    const honest = await anAuthenticator();
    const registering = adding(honest, "Forged", {
      ...ceremony,
      ...("type" in ceremony ? { type: "webauthn.get" } : {}),
    });
    const { answer } = await change(terminal, registering, { prove: byPasskey(passkey) });
    expect(answer).toMatchObject({ error: { code: "passkey_refused" } });
  });

  it("[SU2] proves one confirmation: its assertion is none for another amount", async () => {
    const { terminal, passkey } = await aPayer();
    const [small, large] = [await pay(terminal, 101), await pay(terminal, 40_000)];
    const first = await proven(world, terminal.device, small, byPasskey(passkey));
    const taken = first.step_up?.payload.proof;
    if (!taken) throw new Error("a proof was made");
    const reused = await proven(world, terminal.device, large, async () => taken);
    expect(await env.CARRIER.confirm(reused)).toMatchObject({ error: { code: "passkey_refused" } });
    const moved = { ...large, ...(first.step_up ? { step_up: first.step_up } : {}) };
    expect(await env.CARRIER.confirm(moved)).toMatchObject({
      error: { code: "step_up_mismatch", param: "/step_up" },
    });
  });

  it("[SU9] counts only with the signature of the confirmation's own device key", async () => {
    const { terminal, passkey } = await aPayer();
    const other = await aTerminal(world);
    const body = await proven(world, other.device, await pay(terminal), byPasskey(passkey));
    expect(await env.CARRIER.confirm(body)).toMatchObject({ error: { code: "wrong_issuer" } });
  });

  it("[SU10] is refused from behind its counter, of which the turn knows the last", async () => {
    const { terminal, passkey } = await aPayer();
    const at = async (counter: number) =>
      proven(world, terminal.device, await pay(terminal), byPasskey(passkey, { counter }));
    const [nine, again, ten] = [await at(9), await at(9), await at(10)];
    const both = await Promise.all([env.CARRIER.confirm(nine), env.CARRIER.confirm(again)]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both.find(({ ok }) => !ok)).toMatchObject({ error: { code: "passkey_refused" } });
    expect(await env.CARRIER.confirm(await at(8))).toMatchObject({ ok: false });
    expect(await env.CARRIER.confirm(ten)).toMatchObject({ ok: true });
    expect(await env.CARRIER.confirm(await at(0))).toMatchObject({ ok: false });
  });

  it("[SU10] that keeps no counter is taken as often as it proves", async () => {
    const { terminal, passkey } = await aPayer(false);
    for (let times = 0; times < 2; times++) {
      const body = await proven(world, terminal.device, await pay(terminal), byPasskey(passkey));
      expect(await env.CARRIER.confirm(body)).toMatchObject({ ok: true });
    }
  });

  it("[SU1] of another account proves nothing here", async () => {
    const [mine, yours] = [await aPayer(), await aPayer()];
    const { terminal } = mine;
    const body = await proven(
      world,
      terminal.device,
      await pay(terminal),
      byPasskey(yours.passkey),
    );
    expect(await env.CARRIER.confirm(body)).toMatchObject({ error: { code: "passkey_refused" } });
  });
});

describe("a change of passkeys", () => {
  it("[SU5] needs a step-up as soon as there is one, for adding and for removing", async () => {
    const { terminal, passkey } = await aPayer();
    const second = await anAuthenticator();
    const alone = await change(terminal, adding(second, "Phone"));
    expect(alone.answer).toMatchObject({
      error: {
        code: "step_up_required",
        reason: "change",
        methods: { passkeys: [{ id: passkey.id }] },
      },
    });
    const withFirst = await change(terminal, adding(second, "Phone"), {
      prove: byPasskey(passkey),
    });
    expect(withFirst.answer).toMatchObject({
      value: { security: { passkeys: [{ name: "Laptop" }, { name: "Phone" }] } },
    });
    const removing = { kind: "remove_passkey", id: passkey.id } as const;
    expect((await change(terminal, removing)).answer).toMatchObject({ ok: false });
    const removed = await change(terminal, removing, { prove: byPasskey(second) });
    expect(removed.answer).toMatchObject({
      value: { security: { passkeys: [{ name: "Phone" }] } },
    });
    const body = await proven(world, terminal.device, await pay(terminal), byPasskey(passkey));
    expect(await env.CARRIER.confirm(body)).toMatchObject({ error: { code: "passkey_refused" } });
  });

  it("[SU8] sent again changes and writes nothing; one that was overtaken doesn't come back", async () => {
    const { terminal, passkey } = await aPayer();
    const second = await anAuthenticator();
    const added = await change(terminal, adding(second, "Phone"), { prove: byPasskey(passkey) });
    const cost = await costOf(async () =>
      expect(await env.CARRIER.changeAccount(terminal.sealed, added.body)).toEqual(added.answer),
    );
    expect(cost).toMatchObject({ commits: 0, rows: 0 });
    const removing = { kind: "remove_passkey", id: second.id } as const;
    await change(terminal, removing, { prove: byPasskey(passkey) });
    expect(await env.CARRIER.changeAccount(terminal.sealed, added.body)).toMatchObject({
      error: { code: "stale_request" },
    });
  });

  it("[SU4] is signed with the registration in it: another's passkey can't be put in its place", async () => {
    const terminal = await aTerminal(world);
    const [mine, attackers] = [await anAuthenticator(), await anAuthenticator()];
    const { change: signed } = await aChange(world, terminal.device, adding(mine));
    const { change: theirs } = await aChange(world, terminal.device, adding(attackers));
    const swapped = { change: { ...signed, payload: theirs.payload } };
    const moved = structuredClone(signed);
    if (moved.payload.change.kind === "add_passkey") moved.payload.change.name = "Renamed";
    for (const body of [swapped, { change: moved }])
      expect(await env.CARRIER.changeAccount(terminal.sealed, body)).toMatchObject({
        error: { code: "bad_signature" },
      });
  });

  it("[SU7] by a key that isn't the account's, or by another account's, is refused", async () => {
    const [mine, yours] = [await aTerminal(world), await aTerminal(world)];
    const body = await aChange(world, yours.device, adding(await anAuthenticator()));
    expect(await env.CARRIER.changeAccount(mine.sealed, body)).toMatchObject({
      error: { code: "unknown_terminal" },
    });
  });

  it("[SU4] adds no more than an account can have", async () => {
    const { terminal, passkey } = await aPayer();
    const prove = byPasskey(passkey);
    for (let have = 1; have < PASSKEYS_MAX; have++) {
      const { answer } = await change(terminal, adding(await anAuthenticator()), { prove });
      expect(answer).toMatchObject({ ok: true });
    }
    const { answer } = await change(terminal, adding(await anAuthenticator()), { prove });
    expect(answer).toMatchObject({ error: { code: "too_many_passkeys" } });
  });
});
