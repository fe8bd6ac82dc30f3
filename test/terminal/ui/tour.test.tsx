// Getting to know the wallet, as a window shows it: which step stands there, and what it offers.

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { laterScreens } from "../../../terminal/ui/models/later-screens.ts";
import { type Shown, screenOf } from "../../../terminal/ui/models/screen-of.ts";
import type { TerminalProfile } from "../../../terminal/wallet/terminal-profile.ts";
import type { Tour } from "../../../terminal/wallet/tour.ts";
import type { TradeRecord } from "../../../terminal/wallet/trade-record.ts";
import { aRealm, NOW } from "../../support/builders/realm.ts";
import { EXAMPLES } from "../support/examples.ts";
import { aRecord } from "../support/records.ts";
import { aDocument, draw } from "../support/screens.tsx";

const ENROLLED = {
  state: "enrolled",
  account: { label: "Demo account ··42", status: "active", balances: [] },
  accountAt: NOW,
} as unknown as TerminalProfile;
const NEW = { state: "new" } as const;

function screen(
  step: Tour["step"] | undefined,
  profile: TerminalProfile,
  more: Partial<Shown> = {},
  records: TradeRecord[] = [],
) {
  const tour = step === undefined ? {} : { tour: { step } };
  const kept = Object.fromEntries(records.map((one) => [one.id, one]));
  const shown = {
    ...{ stored: { profile, records: kept, ...tour }, permitted: true, host: "h", online: true },
    ...{ now: NOW, current: undefined, place: "home", disputed: undefined, words: undefined },
    ...{ demoShop: "", putAway: new Set(), later: laterScreens },
    ...more,
  };
  return screenOf(shown as unknown as Shown);
}

describe("a window shows", () => {
  it("the step that was come to", () => {
    expect(screen("welcome", NEW)).toMatchObject({ status: "tour", step: "welcome" });
    expect(screen("language", NEW)).toMatchObject({ status: "tour", step: "language" });
    expect(screen("account", NEW)).toMatchObject({
      ...{ status: "onboarding", progress: { position: 3, count: 5 } },
    });
    expect(screen("protect", ENROLLED)).toMatchObject({ status: "tour", step: "protect" });
    expect(screen("try", ENROLLED, { demoShop: "http://shop" })).toMatchObject({
      ...{ step: "try", demoShop: "http://shop" },
    });
    expect(screen("done", ENROLLED)).toMatchObject({ status: "home" });
    expect(screen(undefined, ENROLLED)).toMatchObject({ status: "home" });
  });

  it("what went wrong with the account, and no welcome before it", () => {
    const refused = { state: "new", refused: "internal_error" } as const;
    expect(screen("welcome", refused)).toMatchObject({ status: "onboarding", phase: "refused" });
  });

  it("what waits, before any step; and where he has gone by himself", async () => {
    const offered = await aRecord(await aRealm(), "offered");
    expect(screen("welcome", NEW, {}, [offered])).toMatchObject({
      ...{ status: "onboarding", shopWaits: true },
    });
    expect(screen("welcome", NEW, {}, [offered])).not.toHaveProperty("progress");
    expect(screen("protect", ENROLLED, {}, [offered])).toMatchObject({ status: "sheet" });
    expect(screen("protect", ENROLLED, { place: "security" })).toMatchObject({
      status: "security",
    });
  });
});

describe("a step", () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: NOW, toFake: ["setTimeout", "clearTimeout", "Date"] });
    aDocument();
  });
  afterEach(async () => {
    // preact keeps one queue of effects: what this test left in it would hold up the next one's.
    await vi.advanceTimersByTimeAsync(1_000);
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });
  const example = (name: string) => {
    const found = EXAMPLES[name];
    if (!found) throw new Error(`no example "${name}"`);
    return found;
  };

  it("leads to the next one, or is left out", () => {
    const drawn = draw(example("tour, welcome"));
    expect(drawn.text()).toContain("Step 1 of 5");
    drawn.press("Begin");
    drawn.press("Skip the introduction");
    expect(drawn.acts.tour.mock.calls).toEqual([["language"], ["done"]]);
  });

  it("offers each language by its own name, and goes on in the one that is spoken", () => {
    const drawn = draw(example("tour, language"));
    drawn.tick("日本語");
    expect(drawn.acts.chooseLanguage).toHaveBeenCalledExactlyOnceWith("ja");
    drawn.press("Continue");
    expect(drawn.acts.tour).toHaveBeenCalledExactlyOnceWith("account");
  });

  it("of the account has its place among them, and says what it is", () => {
    const drawn = draw(example("onboarding, as a step"));
    expect(drawn.heading()).toBe("Your account");
    expect(drawn.text()).toContain("Step 3 of 5");
    drawn.press("Open a demo account");
    expect(drawn.acts.openAccount).toHaveBeenCalled();
  });

  it("offers a passkey or a PIN, and says what it is to have none", () => {
    const drawn = draw(example("tour, protect"));
    expect(drawn.buttons()).toEqual(["Add a passkey", "Set a PIN", "Not now"]);
    expect(drawn.text()).toContain("Without one, whoever uses this browser can pay with it.");
    drawn.press("Add a passkey");
    expect(drawn.acts.addPasskey).toHaveBeenCalledExactlyOnceWith("Passkey 1");
    drawn.press("Not now");
    expect(drawn.acts.tour).toHaveBeenCalledExactlyOnceWith("try");
    expect(draw(example("tour, protect, failed")).buttons()).toEqual(["Add a passkey", "Not now"]);
  });

  it("takes a PIN that nobody guesses first", async () => {
    const drawn = draw(example("tour, protect"));
    drawn.press("Set a PIN");
    await vi.advanceTimersByTimeAsync(100);
    for (const pin of ["111111", "274913"]) {
      drawn.type("New PIN, six digits", pin);
      await vi.advanceTimersByTimeAsync(100);
      drawn.submit();
    }
    expect(drawn.acts.setPin).toHaveBeenCalledExactlyOnceWith("274913");
  });

  it("that is done offers nothing more than to go on", () => {
    expect(draw(example("tour, protected")).buttons()).toEqual(["Continue"]);
  });

  it("leads to the demo shop, or shows how it looks", () => {
    expect(draw(example("tour, try")).html()).toContain('href="http://127.0.0.1:3000"');
    const none = draw(example("tour, try, no demo shop"));
    expect(none.html()).not.toContain("href");
    none.press("Done");
    expect(none.acts.tour).toHaveBeenCalledExactlyOnceWith("done");
  });
});
