// Whom the background hears: by what the browser asserts of the sender, never by what the message says.

import { describe, expect, it } from "vitest";
import { browser } from "wxt/browser";
import { ORIGIN } from "../../extension/pins.ts";
import { fromOf } from "../../extension/platform/runtime-messages.ts";

const FRAME_URL = `${ORIGIN}/terminal-frame?register=reg_test_x`;
const id = browser.runtime.id;
const tab = { id: 7 } as never;

describe("the sender", () => {
  it("is our frame: at our origin and path, in a tab", () => {
    const sender = { id, url: FRAME_URL, origin: ORIGIN, tab, frameId: 3 };
    expect(fromOf(sender)).toEqual({ kind: "frame", replyTo: "7:3" });
  });

  it("is our frame too where a browser doesn't say the origin", () => {
    expect(fromOf({ id, url: FRAME_URL, tab, frameId: 3 })).toMatchObject({ kind: "frame" });
  });

  it("is a window of ours", () => {
    const url = browser.runtime.getURL("/popup.html" as never);
    expect(fromOf({ id, url })).toEqual({ kind: "sheet" });
  });

  it.each([
    ["another extension", { id: "other", url: FRAME_URL, origin: ORIGIN, tab }],
    ["a sandboxed frame", { id, url: FRAME_URL, origin: "null", tab, frameId: 3 }],
    ["another port of our host", { id, url: "http://localhost:1/terminal-frame?register=x", tab }],
    ["another page of our origin", { id, url: `${ORIGIN}/get`, origin: ORIGIN, tab }],
    ["a longer path", { id, url: `${ORIGIN}/terminal-frame/x`, origin: ORIGIN, tab }],
    ["a shop's page", { id, url: "http://127.0.0.1:3000/terminal-frame", tab }],
    ["a frame in no tab", { id, url: FRAME_URL, origin: ORIGIN }],
    ["nobody", { id }],
  ])("%s is not heard", (_who, sender) => {
    expect(fromOf(sender)).toBeUndefined();
  });
});
