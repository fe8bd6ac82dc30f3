// Accounts as the synchronous server asks for them: opened once per device key, shown to its holder alone, and
// never named outside the carrier.

import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { makeKeyPair } from "../../../cli/keys.ts";
import type { AccountId } from "../../../protocol/ids.ts";
import { REQUEST_SKEW_MS } from "../../../protocol/limits.ts";
import type { PublicKey, SignatureText } from "../../../protocol/signing/signature.ts";
import type {
  Enrolment,
  SignedEnrolment,
  TerminalRequest,
} from "../../../protocol/signing/signed-objects.ts";
import { viewFor } from "../../../worker/carrier-server/branch/account/open-account.ts";
import { deploymentOf } from "../../../worker/carrier-server/deployment.ts";
import { openAccountReference } from "../../../worker/carrier-server/sealing/account-reference.ts";
import { setClockOffset } from "../../../worker/objects/clock.ts";
import { anAccount, DEVICE } from "../../carrier-ledger/branch-facts.ts";
import {
  anEnrolment,
  aTerminal,
  aTerminalRequest,
  type CarrierWorld,
} from "../../support/builders/payment.ts";
import { aCarrierWorld, costOf, theBranch } from "../carrier-world.ts";
import { env } from "../test-env.ts";

const OTHER_REALM = "realm:0000000000000000";
const FORGED = "A".repeat(86) as SignatureText;

let world: CarrierWorld;
beforeAll(async () => {
  world = await aCarrierWorld();
});
afterEach(() => setClockOffset(0));

async function accountOf(sealed: string): Promise<AccountId> {
  const account = await openAccountReference((await deploymentOf(env)).sealing, sealed);
  if (!account) throw new Error("the carrier opens its own references");
  return account;
}

describe("opening an account", () => {
  it("gives the demo credit, a label, and a reference that doesn't name the account", async () => {
    const terminal = await aTerminal(world);
    expect(terminal.account).toMatchObject({
      status: "active",
      balances: [
        { currency: "JPY", amount: 50_000 },
        { currency: "USD", amount: 20_000 },
      ],
    });
    const account = await accountOf(terminal.sealed);
    expect(terminal.account.label).toBe(`Demo account ·· ${account.slice(-4)}`);
    expect(JSON.stringify(terminal)).not.toContain(account);
  });

  it("again for the same device key finds the same account and writes nothing", async () => {
    const device = await makeKeyPair();
    const first = await env.CARRIER.openAccount(await anEnrolment(world, device));
    const again = await anEnrolment(world, device, { name: "another name" });
    let second: typeof first | undefined;
    const cost = await costOf(async () => {
      second = await env.CARRIER.openAccount(again);
    });
    expect(cost.rows).toBe(0);
    if (!first.ok || !second?.ok) throw new Error("both open");
    expect(second.value.account).toEqual(first.value.account);
    expect(second.value.sealed).not.toBe(first.value.sealed);
    expect(await accountOf(second.value.sealed)).toBe(await accountOf(first.value.sealed));
  });

  it("many times at once opens one account", async () => {
    const enrolment = await anEnrolment(world, await makeKeyPair());
    const opened = await Promise.all(
      Array.from({ length: 10 }, () => env.CARRIER.openAccount(enrolment)),
    );
    const accounts = opened.map((one) => (one.ok ? one.value.account : one.error));
    expect(new Set(accounts.map((account) => JSON.stringify(account))).size).toBe(1);
    expect(opened.every(({ ok }) => ok)).toBe(true);
  });

  it("for another key whose id collides shows nothing of the account", async () => {
    const { sealed } = await aTerminal(world);
    const id = await accountOf(sealed);
    const device = (await makeKeyPair()).publicKey;
    expect(await theBranch().openAccount({ id, device, name: "desk", credit: [] })).toEqual({
      ok: false,
      error: { code: "unknown_terminal" },
    });
  });

  const wrong: [string, string, Partial<Enrolment>][] = [
    ["for another realm", "wrong_audience", { aud: OTHER_REALM }],
    ["of live mode", "wrong_mode", { mode: "live" }],
    ["with a control character in its name", "invalid_request", { name: "a\u202eb" }],
  ];
  it.each(wrong)("%s is refused: %s", async (_, code, overrides) => {
    const enrolment = await anEnrolment(world, await makeKeyPair(), overrides);
    const cost = await costOf(async () =>
      expect(await env.CARRIER.openAccount(enrolment)).toMatchObject({ error: { code } }),
    );
    expect(cost.hops).toBe(0);
  });

  it("for a key that its sender doesn't hold is refused", async () => {
    const enrolment = await anEnrolment(world, await makeKeyPair());
    const stolen: SignedEnrolment = { ...enrolment, signature: FORGED };
    expect(await env.CARRIER.openAccount(stolen)).toMatchObject({
      error: { code: "bad_signature" },
    });
  });

  it.each([-REQUEST_SKEW_MS - 1000, REQUEST_SKEW_MS + 1000])(
    "[TM7] with a time %i ms from the carrier's is refused",
    async (ms) => {
      const enrolment = await anEnrolment(world, await makeKeyPair());
      setClockOffset(ms);
      expect(await env.CARRIER.openAccount(enrolment)).toMatchObject({
        error: { code: "stale_request" },
      });
    },
  );
});

describe("reading an account", () => {
  it("shows the balance to the terminal that holds its key", async () => {
    const { sealed, device, account } = await aTerminal(world);
    const request = await aTerminalRequest(world, device);
    expect(await env.CARRIER.readAccount(sealed, request)).toEqual({ ok: true, value: account });
  });

  it("shows a stranger's key nothing", async () => {
    const { sealed } = await aTerminal(world);
    const request = await aTerminalRequest(world, await makeKeyPair());
    expect(await env.CARRIER.readAccount(sealed, request)).toEqual({
      ok: false,
      error: { code: "unknown_terminal" },
    });
  });

  const wrong: [string, string, Partial<TerminalRequest>][] = [
    ["for something else", "invalid_request", { act: "payment" as never }],
    ["for another realm", "wrong_audience", { aud: OTHER_REALM }],
    ["of live mode", "wrong_mode", { mode: "live" }],
    ["made an hour ago", "stale_request", { time: Date.now() - 3_600_000 }],
  ];
  it.each(wrong)("with a request %s is refused: %s", async (_, code, overrides) => {
    const { sealed, device } = await aTerminal(world);
    const request = await aTerminalRequest(world, device, overrides);
    expect(await env.CARRIER.readAccount(sealed, request)).toMatchObject({ error: { code } });
  });

  it("with a forged signature or a reference that isn't the carrier's is refused", async () => {
    const { sealed, device } = await aTerminal(world);
    const request = await aTerminalRequest(world, device);
    const forged = { ...request, signature: FORGED };
    expect(await env.CARRIER.readAccount(sealed, forged)).toMatchObject({
      error: { code: "bad_signature" },
    });
    expect(await env.CARRIER.readAccount("ar1.1.AAAA", request)).toMatchObject({
      error: { code: "credential_invalid" },
    });
  });
});

describe("a sealed reference", () => {
  it("[ID5] is sealed afresh on demand, for the same account", async () => {
    const { sealed, device } = await aTerminal(world);
    const again = await env.CARRIER.sealAgain(sealed, device.publicKey);
    if (!again.ok) throw new Error(again.error.code);
    expect(again.value).not.toBe(sealed);
    expect(await accountOf(again.value)).toBe(await accountOf(sealed));
  });

  it("that isn't the carrier's is neither sealed again nor given a ticket", async () => {
    const refused = { ok: false, error: { code: "credential_invalid" } };
    expect(await env.CARRIER.sealAgain("ar1.1.AAAA", DEVICE)).toEqual(refused);
    expect(await env.CARRIER.issueTicket("ar1.1.AAAA")).toEqual(refused);
  });
});

describe("a revoked device key", () => {
  it("neither reads its account nor finds it again", async () => {
    const devices = [{ key: DEVICE, state: "revoked", since: 0 } as const];
    const refused = { ok: false, error: { code: "unknown_terminal" } };
    expect(viewFor(anAccount({ devices }), DEVICE)).toEqual({
      ok: false,
      error: { code: "terminal_revoked" },
    });
    expect(viewFor(undefined, "key" as PublicKey)).toEqual(refused);
    expect(viewFor(anAccount(), DEVICE)).toMatchObject({ ok: true });
  });
});
