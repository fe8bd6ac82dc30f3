// What shops may be given, as its owner sees it: on the sheet, in his details, and in the list of what he gave.

import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { OwnDetails } from "../../../protocol/disclosure/fields.ts";
import { DWELL_MS } from "../../../terminal/ui/parts/dwell.ts";
import { draftOf, readDraft } from "../../../terminal/ui/screens/details/draft.ts";
import { LaterDetailsForm } from "../../../terminal/ui/screens/details/later-form.tsx";
import type { SheetState } from "../../../terminal/ui/screens/sheet/state.ts";
import { DETAILS } from "../../support/builders/disclosures.ts";
import { NOW } from "../../support/builders/realm.ts";
import { EXAMPLES, SHEET } from "../support/examples.ts";
import { aDocument, draw } from "../support/screens.tsx";

beforeAll(() => LaterDetailsForm.load());
beforeEach(() => {
  vi.useFakeTimers({ now: NOW, toFake: ["setTimeout", "clearTimeout", "Date"] });
  aDocument();
});
afterEach(async () => {
  await dwell();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const dwell = () => vi.advanceTimersByTimeAsync(DWELL_MS + 200);
const PAY = "Pay ¥4,980";
const ASKS = EXAMPLES["sheet, of a shop that asks"] as SheetState;
const NAME = `Delivery name ${DETAILS.delivery_name}`;

describe("a sheet of a shop that asks", () => {
  it("[DI4] shows each field with the value that would be given, none chosen, and pays without", async () => {
    const drawn = draw(ASKS);
    for (const said of [
      "The shop asks for",
      "Paying is the same without",
      "富小路通六角下る 12-3, 京都市中京区, 604-8064, Japan",
      DETAILS.delivery_name,
      DETAILS.phone,
    ])
      expect(drawn.text()).toContain(said);
    expect(drawn.text()).not.toContain(DETAILS.email);
    expect(drawn.html()).not.toContain("checked");
    await dwell();
    drawn.press(PAY);
    expect(drawn.acts.pay.mock.calls).toEqual([["press-1", 4980]]);
  });

  it("[DI4] gives what was ticked and nothing else, after the dwell has begun anew", async () => {
    const drawn = draw(ASKS);
    await dwell();
    drawn.tick(NAME);
    await vi.advanceTimersByTimeAsync(DWELL_MS - 100);
    drawn.press(PAY);
    expect(drawn.acts.pay).not.toHaveBeenCalled();
    await dwell();
    drawn.press(PAY);
    const given = { delivery_name: DETAILS.delivery_name };
    expect(drawn.acts.pay.mock.calls).toEqual([["press-1", 4980, given]]);
  });

  it("[DI4] has nothing chosen on the next order, whatever was chosen on the last", async () => {
    const drawn = draw(ASKS);
    await dwell();
    drawn.tick(NAME);
    drawn.show({ ...ASKS, record: "press-2" });
    await dwell();
    drawn.press(PAY);
    expect(drawn.acts.pay.mock.calls).toEqual([["press-2", 4980]]);
  });

  it("[DI4] what isn't filled in can't be chosen; filling it in leads to no payment", async () => {
    const drawn = draw(EXAMPLES["sheet, of a shop that asks, nothing filled in"] as SheetState);
    expect(drawn.text()).toContain("Delivery name not filled in yet");
    drawn.press("Fill in your details");
    await dwell();
    expect(drawn.buttons()).not.toContain(PAY);
    drawn.type("Name", "  Hanako ");
    await dwell();
    drawn.submit();
    expect(drawn.acts.keepDetails.mock.calls).toEqual([[{ delivery_name: "Hanako" }]]);
    await dwell();
    drawn.press("Back");
    await dwell();
    expect(drawn.buttons()).toContain(PAY);
  });

  it("of a shop that asks for nothing says nothing of it", () => {
    expect(draw(SHEET).text()).not.toContain("asks for");
  });
});

describe("the details", () => {
  it("[DI11] says what is wrong beside the field, and keeps nothing then", async () => {
    const drawn = draw(EXAMPLES.details!);
    drawn.type("E-mail", "hanako");
    await dwell();
    drawn.submit();
    await dwell();
    expect(drawn.text()).toContain("This isn't an e-mail address.");
    expect(drawn.html()).toContain('aria-invalid="true"');
    expect(drawn.acts.keepDetails).not.toHaveBeenCalled();
    drawn.type("E-mail", "");
    await dwell();
    drawn.submit();
    const { email: _, ...others } = DETAILS;
    expect(drawn.acts.keepDetails.mock.calls).toEqual([[others]]);
  });

  it("[DI11] are erased by one press, all of them", async () => {
    const drawn = draw(EXAMPLES.details!);
    drawn.press("Erase all of them");
    expect(drawn.acts.keepDetails.mock.calls).toEqual([[{}]]);
    await dwell();
    expect(drawn.html()).not.toContain("Hanako");
  });

  it("[DI11] are read from the form as they are shown in it", () => {
    const examples: OwnDetails[] = [DETAILS, {}, { phone: DETAILS.phone }];
    for (const details of examples)
      expect(readDraft(draftOf(details))).toEqual({ details, faults: [] });
    const alone = { ...draftOf({}), country: "JP" };
    expect(readDraft(alone)).toEqual({ details: {}, faults: [] });
    const noTown = { ...draftOf(DETAILS), city: " " };
    expect(readDraft(noTown).faults).toEqual(["delivery_address"]);
    const four = { ...draftOf(DETAILS), lines: "1\n2\n\n3\n4" };
    expect(readDraft(four).faults).toEqual(["delivery_address"]);
  });
});

describe("what shops received", () => {
  it("[DI11] says who, what and when, and what didn't arrive", () => {
    const { text } = draw(EXAMPLES.given!);
    for (const said of ["Kami paper goods", "kami.example", "Sep 21, 2026", DETAILS.phone])
      expect(text()).toContain(said);
    expect(text()).toContain("Not delivered. The shop has nothing of it.");
    expect(text()).toContain("Being sent.");
    expect(draw(EXAMPLES["given, none"]!).text()).toContain("No shop was given anything.");
  });

  it("[DI11] is taken off one by one, or all at once by a second press", async () => {
    const drawn = draw(EXAMPLES.given!);
    drawn.press("Take off the list Kami paper goods");
    expect(drawn.acts.forgetGiven.mock.calls).toEqual([["press-1"]]);
    drawn.press("Erase the whole list");
    await dwell();
    expect(drawn.acts.forgetAllGiven).not.toHaveBeenCalled();
    drawn.press("Erase the whole list");
    expect(drawn.acts.forgetAllGiven).toHaveBeenCalledTimes(1);
  });

  it("[DI11] is said where the payment is shown, too", () => {
    const drawn = draw(EXAMPLES["settled, given"]!);
    expect(drawn.text()).toContain(`Given to the shopDelivery name${DETAILS.delivery_name}`);
  });
});
