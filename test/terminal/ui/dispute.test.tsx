// Something is wrong: from the list of orders to the shop, in words that the shopper understands.

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { NOW } from "../../support/builders/realm.ts";
import { WORDS } from "../support/all-words.ts";
import { EXAMPLES } from "../support/examples.ts";
import { aDocument, draw } from "../support/screens.tsx";

beforeEach(() => {
  vi.useFakeTimers({ now: NOW, toFake: ["setInterval", "clearInterval", "Date"] });
  aDocument();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function drawn(name: string, options = {}) {
  const example = EXAMPLES[name];
  if (!example) throw new Error(`no example ${name}`);
  return draw(example, options);
}

describe("something wrong", () => {
  it("is told with a reason and words", () => {
    const screen = drawn("dispute");
    expect(screen.text()).toContain("It doesn't learn who you are");
    screen.submit();
    expect(screen.acts.disputes.open).toHaveBeenCalledWith("press-1", "not_received", "");
    expect(screen.buttons()).not.toContain("Withdraw");
  });

  it("is told to a shop that reads no words with a reason alone", () => {
    const screen = drawn("dispute, of a shop that can't read");
    expect(screen.html()).not.toContain("<textarea");
    expect(screen.text()).toContain("It gets the reason alone");
  });

  it("says how it stands, what was said, and until when", () => {
    const screen = drawn("dispute, open");
    const words = WORDS.en.dispute;
    for (const text of [words.statuses.open, "It never came.", "We are looking for it."])
      expect(screen.text()).toContain(text);
    expect(screen.text()).toContain(words.acts.message);
    expect(screen.text()).toContain("Then the operator decides");
    screen.submit();
    expect(screen.acts.disputes.write).not.toHaveBeenCalled();
  });

  it("is withdrawn only by a second press", async () => {
    const screen = drawn("dispute, open");
    screen.press("Withdraw");
    expect(screen.acts.disputes.withdraw).not.toHaveBeenCalled();
    await vi.waitFor(() => expect(screen.text()).toContain("can't be opened again"));
    screen.press("Withdraw");
    expect(screen.acts.disputes.withdraw).toHaveBeenCalledWith("press-1");
  });

  it("has no form once it is over, nor while something is on its way", () => {
    for (const name of ["dispute, refunded", "dispute, being sent"])
      expect(drawn(name).html()).not.toContain("<form");
    expect(drawn("dispute, refunded").text()).toContain("Refunded");
    expect(drawn("dispute, not taken").text()).toContain("could not be sent");
  });

  it("is said in Japanese too", () => {
    const screen = drawn("dispute, open", { locale: "ja-JP" });
    expect(screen.text()).toContain(WORDS.ja.dispute.statuses.open);
  });

  it("is reached from what was paid, and from nothing else", () => {
    const paid = drawn("payment");
    paid.press("Something wrong?");
    expect(paid.acts.disputes.show).toHaveBeenCalledExactlyOnceWith("press-1");
    for (const name of ["payment, refused", "payment, gone", "revoked"])
      expect(drawn(name).buttons().join(), name).not.toContain("Something wrong?");
  });
});
