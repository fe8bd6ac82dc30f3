// Proving oneself, as the shopper sees it: what for, in the biggest letters, why, by what, and the way back.

import { beforeEach, describe, expect, it } from "vitest";
import type { Screen } from "../../../terminal/ui/screens/screen.ts";
import { EXAMPLES } from "../support/examples.ts";
import { aDocument, draw } from "../support/screens.tsx";

const example = (name: string): Screen => {
  const found = EXAMPLES[name];
  if (!found) throw new Error(`no example ${name}`);
  return found;
};

beforeEach(aDocument);

describe("proving oneself for a payment", () => {
  it("shows shop, origin and amount as the sheet does, and why it is asked", () => {
    const drawn = draw(example("prove, a payment"));
    expect(drawn.html()).toContain('<p class="shop"><bdi>Kami paper goods</bdi></p>');
    expect(drawn.html()).toMatch(/<p class="amount"><span class="spoken">[^<]+<\/span>¥4,980<\/p>/);
    expect(drawn.text()).toContain("kami.example");
    expect(drawn.text()).toContain("Up to ¥3,000 goes without this.");
    drawn.press("Use your passkey");
    expect(drawn.acts.provePasskey.mock.calls).toEqual([["press-1"]]);
    drawn.press("Don’t pay");
    expect(drawn.acts.decline.mock.calls).toEqual([["press-1"]]);
  });

  it("[SU13] says how many tries are left, until when to wait, and that a PIN is locked", () => {
    expect(draw(example("prove, a wrong PIN")).text()).toContain("3 tries are left.");
    const waiting = draw(example("prove, waiting"));
    expect(waiting.text()).toContain("The next try is possible at");
    expect(waiting.buttons()).toEqual(["Use your passkey", "Don’t pay"]);
    expect(draw(example("prove, locked")).text()).toContain("Ask the company");
  });
});

describe("proving oneself for a change of terminals", () => {
  it("[SU25] names the change and the browser that it is about, and leaves it undone on demand", () => {
    const linking = draw(example("prove, linking"));
    expect(linking.heading()).toBe("Link “Sofa”");
    linking.press("Change nothing");
    expect(linking.acts.dropChange.mock.calls).toEqual([["terminals"]]);
    expect(draw(example("prove, revoking")).heading()).toBe("Revoke “Browser without a name”");
    expect(draw(example("prove, new words")).text()).toContain("Any older ones end at once.");
    expect(draw(example("terminals, not proven")).text()).toContain("Nothing has changed");
  });
});
