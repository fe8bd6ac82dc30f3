// What payer and shop write to each other: bounded, of one length in blocks, and readable under its key alone.

import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { openDirect, sealDirect } from "../../../protocol/dispute/direct-jwe.ts";
import {
  DisputeText,
  disputeTextBytes,
  type PayerText,
  SealedText,
} from "../../../protocol/dispute/dispute-text.ts";
import { SEALED_DISPUTE_CHARS_MAX } from "../../../protocol/limits.ts";
import { toBase64Url } from "../../../protocol/signing/encoding.ts";

const random = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes));
const reply = toBase64Url(random(32));
const content = (text: string) =>
  ({
    typ: "warifu/dispute-text/1",
    aud: "reg_test_0000000000000",
    mode: "test",
    text,
    reply,
  }) as unknown as PayerText;

describe("a text", () => {
  it.each(["", "It never came.\n二週間待ちました。", "👘".repeat(500)])(
    "[DP8] may be %j",
    (text) => {
      expect(v.is(DisputeText, text)).toBe(true);
    },
  );

  it.each(["a".repeat(1_001), "\u202eback", "\u0000", "\ud800", "\ttab", 7])(
    "[DP8] may not be %j",
    (text) => {
      expect(v.is(DisputeText, text)).toBe(false);
    },
  );

  it("[DP9] has one of a few lengths, and the longest one fits", async () => {
    const lengths = ["", "no", "x".repeat(500)].map(
      (text) => disputeTextBytes(content(text)).length,
    );
    expect(lengths).toEqual([1_024, 1_024, 1_024]);
    const longest = disputeTextBytes(content("あ".repeat(1_000)));
    expect(longest.length % 1_024).toBe(0);
    const sealed = await sealDirect(reply, random(12), longest);
    // An encrypted key's header is longer by the point that it names.
    expect(sealed.length).toBeLessThan(SEALED_DISPUTE_CHARS_MAX - 200);
    expect(v.is(SealedText, sealed)).toBe(true);
  });

  it("[DP9] opens under its key alone, whole, and in the one form that there is", async () => {
    const bytes = disputeTextBytes(content("Sorry, it is on its way."));
    const sealed = await sealDirect(reply, random(12), bytes);
    expect(await openDirect(reply, sealed)).toEqual(bytes);
    expect(await openDirect(toBase64Url(random(32)), sealed)).toBeUndefined();
    const parts = sealed.split(".");
    const head = toBase64Url(new TextEncoder().encode('{"enc":"A256GCM","alg":"dir"}'));
    const spoiled = [
      [head, ...parts.slice(1)],
      parts.with(2, toBase64Url(random(12))),
      parts.with(4, toBase64Url(random(16))),
      parts.with(3, "AAAA"),
      parts.slice(0, 4),
    ];
    for (const one of spoiled)
      expect(await openDirect(reply, one.join(".") as SealedText)).toBeUndefined();
  });
});
