// Enrolment, credential and balance: one key, an account for it, and doors that open while a credential lasts.

import { describe, expect, it, vi } from "vitest";
import { proveOpening } from "../../../protocol/account/opening-code.ts";
import { CREDENTIAL_MS } from "../../../protocol/limits.ts";
import { aTerminal } from "../support/terminal-world.ts";

describe("enrolment", () => {
  it("makes a key, opens an account for it and keeps what the carrier says of it", async () => {
    const world = await aTerminal({ enrolled: false });
    expect(world.stored().profile).toEqual({ state: "new" });
    await world.wallet.openAccount();
    expect(world.stored().profile).toMatchObject({
      state: "enrolled",
      account: { label: "Demo account ··42", balances: [{ currency: "JPY", amount: 50_000 }] },
      accountAt: world.now,
      credential: { token: "token-1" },
    });
  });

  it("asked for twice opens one account", async () => {
    const world = await aTerminal({ enrolled: false });
    await Promise.all([world.wallet.openAccount(), world.wallet.openAccount()]);
    await world.wallet.openAccount();
    expect(world.servers.sent("/v1/terminals")).toHaveLength(1);
  });

  it("without an answer goes on asking, with the same key", async () => {
    const world = await aTerminal({ enrolled: false });
    world.servers.mishap("/v1/terminals", "lost", "carrier_unavailable", "unreachable");
    await world.wallet.openAccount();
    expect(world.stored().profile).toMatchObject({ state: "enrolling", tries: 1 });
    await world.passTime(10_000);
    expect(world.stored().profile.state).toBe("enrolled");
    const keys = world.servers
      .sent("/v1/terminals")
      .map(({ body }) => JSON.parse(body ?? "").enrolment.payload.iss);
    expect(keys).toHaveLength(4);
    expect(new Set(keys).size).toBe(1);
  });

  it("that is refused says so, and can be asked for again", async () => {
    const world = await aTerminal({ enrolled: false });
    world.servers.mishap("/v1/terminals", "stale_request");
    await world.wallet.openAccount();
    expect(world.stored().profile).toEqual({ state: "new", refused: "stale_request" });
    await world.wallet.openAccount();
    expect(world.stored().profile.state).toBe("enrolled");
  });
});

describe("an opening code", () => {
  const SECRET = "s".repeat(43);
  const TEXT = `oc1.k1.abc.${SECRET}`;

  it("[LE74] goes with the enrolment as a proof for this key; its secret stays here", async () => {
    const world = await aTerminal({ enrolled: false });
    world.servers.mishap("/v1/terminals", "unreachable");
    // As it comes out of a letter.
    await world.wallet.openAccount(` oc1.k1.abc.\n${SECRET} `);
    await world.passTime(10_000);
    expect(world.stored().profile.state).toBe("enrolled");
    const sent = world.servers.sent("/v1/terminals").map(({ body }) => JSON.parse(body ?? ""));
    const { code, iss } = sent[0].enrolment.payload;
    const whole = { sealed: "oc1.k1.abc", secret: SECRET };
    expect(code).toEqual(await proveOpening(whole, iss));
    expect(sent[1].enrolment.payload.code).toEqual(code);
    expect(JSON.stringify(sent)).not.toContain(SECRET);
    expect(JSON.stringify(world.stored())).not.toContain(SECRET);
  });

  it("[LE74] that can't be one is refused here, and one that the carrier refuses can be mended", async () => {
    const world = await aTerminal({ enrolled: false });
    const refused = { state: "new", refused: "opening_code_invalid" };
    for (const text of ["", "oc1.k1.abc", `${TEXT}x`, TEXT.replace("oc1", "ar1")]) {
      await world.wallet.openAccount(text);
      expect(world.stored().profile).toEqual(refused);
    }
    expect(world.servers.sent("/v1/terminals")).toEqual([]);
    world.servers.mishap("/v1/terminals", "opening_code_invalid");
    await world.wallet.openAccount(TEXT);
    expect(world.stored().profile).toEqual(refused);
    await world.wallet.openAccount(TEXT);
    expect(world.stored().profile.state).toBe("enrolled");
  });
});

describe("the credential", () => {
  it("[TM6] is used while it lasts, and renewed with less than half a minute left", async () => {
    const world = await aTerminal();
    world.now += CREDENTIAL_MS - 30_001;
    await world.wallet.refreshAccount();
    expect(world.servers.sent("/credential")).toEqual([]);
    world.now += 1;
    await world.wallet.refreshAccount();
    expect(world.servers.sent("/credential")).toHaveLength(1);
    expect(world.servers.sent("/v1/account").map(({ credential }) => credential)).toEqual([
      "token-1",
      "token-2",
    ]);
  });

  it.each(["credential_expired", "credential_invalid"] as const)(
    "%s is renewed once, and the same claim goes on",
    async (code) => {
      const world = await aTerminal();
      await world.sheet();
      world.servers.mishap("/claim", code);
      await world.wallet.pay("press-1", 4_980);
      expect(world.record().state).toBe("settled");
      expect(world.servers.sent("/claim").map(({ credential }) => credential)).toEqual([
        "token-1",
        "token-2",
      ]);
    },
  );

  it("that is refused even when fresh ends the attempt, without a loop", async () => {
    const world = await aTerminal();
    await world.sheet();
    world.servers.mishap("/claim", "credential_invalid", "credential_invalid");
    await world.wallet.pay("press-1", 4_980);
    expect(world.record()).toMatchObject({ state: "unusable", code: "credential_invalid" });
    expect(world.servers.sent("/claim")).toHaveLength(2);
  });

  it("goes nowhere but to the doors that ask for it", async () => {
    const world = await aTerminal();
    await world.sheet();
    await world.wallet.pay("press-1", 4_980);
    const bearers = world.servers.seen.filter(({ credential }) => credential !== undefined);
    expect(bearers.map(({ path }) => path.split("/").at(-1))).toEqual(["claim"]);
  });
});

describe("the balance", () => {
  it("is read with the time it was so", async () => {
    const world = await aTerminal();
    world.servers.balance = 12_345;
    world.now += 60_000;
    await world.wallet.refreshAccount();
    expect(world.stored().profile).toMatchObject({
      account: { balances: [{ currency: "JPY", amount: 12_345 }] },
      accountAt: world.now,
    });
  });

  it("is as new as its question: a slow answer doesn't undo what was asked for later", async () => {
    const world = await aTerminal();
    const { promise, resolve } = Promise.withResolvers<void>();
    world.servers.slow.push({ path: "/v1/account", until: promise });
    world.now += 1_000;
    const older = world.wallet.refreshAccount();
    await vi.waitFor(() => expect(world.servers.slow).toEqual([]));
    world.now += 1_000;
    world.servers.balance = 40_000;
    await world.wallet.refreshAccount();
    world.now += 1_000;
    resolve();
    await older;
    expect(world.stored().profile).toMatchObject({
      account: { balances: [{ currency: "JPY", amount: 40_000 }] },
      accountAt: world.now - 1_000,
    });
  });

  it("is read anew when the clock was set back", async () => {
    const world = await aTerminal();
    world.now -= 60_000;
    world.servers.balance = 40_000;
    await world.wallet.refreshAccount();
    expect(world.stored().profile).toMatchObject({ accountAt: world.now });
  });

  it("stays as last known when nobody answers", async () => {
    const world = await aTerminal();
    const before = world.stored().profile;
    world.servers.mishap("/v1/account", "unreachable");
    world.now += 1_000;
    await world.wallet.refreshAccount();
    expect(world.stored().profile).toEqual(before);
  });

  it("of a terminal that the servers forgot leads back to the first screen", async () => {
    const world = await aTerminal();
    world.servers.mishap("/v1/account", "unknown_terminal");
    await world.wallet.refreshAccount();
    expect(world.stored().profile).toEqual({ state: "new", refused: "unknown_terminal" });
  });
});
