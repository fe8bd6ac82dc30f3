// Getting to know the wallet: begun once, gone on with after any death, and in the way of nothing.

import { describe, expect, it } from "vitest";
import type { TerminalProfile } from "../../../terminal/wallet/terminal-profile.ts";
import { readStep, stepOf, TOUR_STEPS } from "../../../terminal/wallet/tour.ts";
import { aTerminal } from "../support/terminal-world.ts";

const profile = (state: TerminalProfile["state"]) => ({ state }) as TerminalProfile;

describe("the step to show", () => {
  it("is none where nothing began, or it is done", () => {
    expect(stepOf(undefined, profile("new"))).toBeUndefined();
    expect(stepOf({ step: "done" }, profile("enrolled"))).toBeUndefined();
  });

  it("of who has no account is the welcome and the language, then the account, whatever came after it", () => {
    for (const step of ["welcome", "language"] as const)
      expect(stepOf({ step }, profile("new"))).toBe(step);
    for (const step of ["account", "protect", "try"] as const)
      expect(stepOf({ step }, profile("enrolling"))).toBe("account");
  });

  it("of who has one goes on after it, however he came to it", () => {
    for (const step of ["welcome", "language", "account", "protect"] as const)
      expect(stepOf({ step }, profile("enrolled"))).toBe("protect");
    expect(stepOf({ step: "try" }, profile("enrolled"))).toBe("try");
  });

  it("is read from its own names alone", () => {
    for (const step of [...TOUR_STEPS, "done"]) expect(readStep(step)).toBe(step);
    for (const text of ["", "toString", "Welcome", "0"]) expect(readStep(text)).toBeUndefined();
  });
});

describe("the tour", () => {
  it("begins once, at the installation of a wallet without an account", async () => {
    const world = await aTerminal({ enrolled: false });
    expect(await world.wallet.beginTour()).toBe(true);
    expect(world.stored().tour).toEqual({ step: "welcome" });
    await world.wallet.tour("account");
    world.restart();
    expect(await world.wallet.beginTour()).toBe(false);
    expect(world.stored().tour).toEqual({ step: "account" });
    const enrolled = await aTerminal();
    expect(await enrolled.wallet.beginTour()).toBe(false);
    expect(enrolled.stored().tour).toBeUndefined();
  });

  it("that never began isn't begun by a window, and a step again writes nothing", async () => {
    const world = await aTerminal({ enrolled: false });
    await world.wallet.tour("try");
    expect(world.stored().tour).toBeUndefined();
    await world.wallet.beginTour();
    world.restart(0);
    await world.wallet.tour("welcome").catch(() => undefined);
    expect(world.stored().tour).toEqual({ step: "welcome" });
  });
});
