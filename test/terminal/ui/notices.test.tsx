// Messages, as windows offer them: asked about once, and chosen on a screen of their own.

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { noticesState } from "../../../terminal/ui/screens/notices/state.ts";
import { NO_NOTICES } from "../../../terminal/wallet/notices/notices.ts";
import { NOW } from "../../support/builders/realm.ts";
import { EXAMPLES } from "../support/examples.ts";
import { aDocument, draw } from "../support/screens.tsx";

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

describe("the question", () => {
  it("is answered on the way into the wallet, until then and no longer", () => {
    const drawn = draw(example("tour, try"));
    drawn.press("Yes, tell me");
    drawn.press("No, thanks");
    expect(drawn.acts.notices.tell.mock.calls).toEqual([[true], [false]]);
    expect(draw(example("tour, try, no demo shop")).buttons()).toEqual(["Done"]);
  });

  it("is what is stored", () => {
    const store = { profile: { state: "new" }, records: {} } as const;
    const notices = { ...NO_NOTICES, shown: true };
    expect(noticesState({ ...store, notices })).toEqual({
      ...{ status: "notices", shown: true, quiet: false },
    });
  });
});

describe("the screen", () => {
  it("turns messages on, and says so where the browser refuses", async () => {
    const drawn = draw(example("notices"));
    drawn.acts.notices.tell.mockResolvedValueOnce(false);
    drawn.tick("Show messages");
    expect(drawn.acts.notices.tell).toHaveBeenCalledExactlyOnceWith(true);
    await vi.advanceTimersByTimeAsync(100);
    expect(drawn.text()).toContain("The browser doesn't allow messages.");
  });

  it("makes them quiet", () => {
    const drawn = draw(example("notices"));
    drawn.tick("Without names and amounts For a screen that others see.");
    expect(drawn.acts.notices.quiet).toHaveBeenCalledExactlyOnceWith(true);
  });
});
