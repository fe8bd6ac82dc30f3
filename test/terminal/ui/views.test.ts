// Which screen stands while its view is fetched: the one before, never an empty one; and the last one asked for wins.

import { signal } from "@preact/signals";
import { describe, expect, it, vi } from "vitest";
import type { Screen } from "../../../terminal/ui/screens/screen.ts";
import { FIRST_VIEWS } from "../../../terminal/ui/views/first-views.ts";
import { shownScreens } from "../../../terminal/ui/views/views.ts";
import { EXAMPLES } from "../support/examples.ts";

const example = (name: string): Screen => {
  const found = EXAMPLES[name];
  if (!found) throw new Error(`no example ${name}`);
  return found;
};

describe("what a window shows", () => {
  it("is a payment's screen, or home, at once", () => {
    const screen = signal(example("sheet"));
    const shown = shownScreens(screen);
    for (const name of ["sheet", "checking, usual", "settled", "home, empty"]) {
      screen.value = example(name);
      expect(shown.value.state).toBe(screen.value);
      expect(shown.value.View).toBe(FIRST_VIEWS[screen.value.status as "sheet"]);
    }
  });

  it.each([
    "onboarding, welcome",
    "refused, ended",
    "unusable",
    "prove, a payment",
    "security",
    "terminals",
    "revoked",
    "linking, code",
  ])("stays what it was until the view of %s is there, and is then that", async (name) => {
    const screen = signal(example("settled"));
    const shown = shownScreens(screen);
    screen.value = example(name);
    expect(shown.value.state.status).toBe("settled");
    await vi.waitUntil(() => shown.value.state.status !== "settled");
    expect(shown.value).toEqual({ state: screen.value, View: expect.any(Function) });
  });

  it("follows the screen on while a view is fetched", async () => {
    const screen = signal(example("revoked"));
    const shown = shownScreens(screen);
    expect(shown.value).toEqual({ state: { status: "loading" } });
    screen.value = example("sheet");
    expect(shown.value.state).toBe(screen.value);
    screen.value = example("linking, code");
    await vi.waitUntil(() => shown.value.state.status === "linking");
    expect(shown.value.state).toBe(screen.value);
  });

  it("fetches the words of what may be typed in with a sheet whose shop asks for it, and with no other", () => {
    const fetchWords = vi.fn(async () => {});
    const screen = signal(example("sheet"));
    shownScreens(screen, FIRST_VIEWS, fetchWords);
    expect(fetchWords).not.toHaveBeenCalled();
    screen.value = example("sheet, of a shop that asks");
    expect(fetchWords).toHaveBeenCalled();
  });
});
