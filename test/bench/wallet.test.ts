/** The pure parts of the wallet's bench: what is judged, what is written, and the pipe to the browser. */

import { PassThrough } from "node:stream";
import { gunzipSync, gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { Cdp } from "../../bench/wallet/browser/cdp.ts";
import { extensionId } from "../../bench/wallet/browser/chromium.ts";
import { bytesOf, inLanguage } from "../../bench/wallet/footprint/bytes.ts";
import { privateBytes } from "../../bench/wallet/footprint/memory.ts";
import { walletBars } from "../../bench/wallet/report/bars.ts";
import { printed } from "../../bench/wallet/report/print.ts";
import {
  type Footprint,
  TIMINGS,
  type Timings,
  type WalletResult,
} from "../../bench/wallet/report/result.ts";
import { walletSection } from "../../bench/wallet/report/wallet-section.ts";
import { Sampler } from "../../bench/wallet/samples.ts";

const bytes = { raw: 90_000, gzip: 30_000, brotli: 27_000 };
const heavy = { raw: 101_000, gzip: 36_000, brotli: 33_000 };
const footprint: Footprint = {
  zip: 111_000,
  home: { en: bytes, ja: heavy },
  sheet: { en: bytes, ja: bytes },
  background: bytes,
  checkout: bytes,
  frame: bytes,
  injectedInFrame: bytes,
  injectedInShop: 0,
  injectedElsewhere: 0,
  permissions: ["storage", "alarms"],
  hostPermissions: ["http://localhost/*"],
};

const clicks = { first: 1, repeat: 1, inBudget: 1 };

function timings(some: Partial<Record<keyof Timings, number>> = {}): Timings {
  const each = Object.keys(TIMINGS).map((name) => {
    const median = some[name as keyof Timings] ?? 50;
    return [name, { median, min: median - 10, max: median + 10, n: 20 }];
  });
  return Object.fromEntries(each) as Timings;
}

function result(): WalletResult {
  return {
    version: 1,
    at: "2026-11-23T05:00:00.000Z",
    browser: "Chrome/156.0.0.0",
    cores: 2,
    rounds: 20,
    disturbed: 1,
    timings: timings(),
    footprint,
    memory: { worker: 2 ** 20, withHome: 3 * 2 ** 20 },
    clicks,
    bars: walletBars(timings(), footprint, clicks),
  };
}

describe("the wallet's bars", () => {
  const judged = (some: Parameters<typeof timings>[0]) =>
    new Map(walletBars(timings(some), footprint, clicks).map((bar) => [bar.says, bar.met]));

  it("are met at the bar itself, and not above it", () => {
    expect(judged({ homeFirstPaint: 80 }).get("first paint of home")).toBe(true);
    expect(judged({ homeFirstPaint: 80.1 }).get("first paint of home")).toBe(false);
  });

  it("judge bytes by the longest language", () => {
    const bars = judged({});
    expect(bars.get("scripts of home, the longest language")).toBe(false);
    expect(bars.get("scripts of the sheet, the longest language")).toBe(true);
  });
});

describe("the wallet's clicks", () => {
  it("are judged for each kind of purchase", () => {
    const bars = walletBars(timings(), footprint, clicks).filter(({ says }) =>
      says.startsWith("clicks"),
    );
    expect(bars.map(({ bar, met }) => [bar, met])).toEqual([
      [2, true],
      [1, true],
      [0, false],
    ]);
  });
});

describe("samples", () => {
  it("have a median of what was measured, and leave out what wasn't", () => {
    const sampler = new Sampler();
    for (const name of Object.keys(TIMINGS)) sampler.add({ [name]: 3 });
    sampler.add({ homeText: 1 });
    sampler.add({ homeText: 8 });
    sampler.add({ homeText: Number.NaN });
    expect(sampler.timings().homeText).toEqual({ median: 3, min: 1, max: 8, n: 3 });
  });

  it("don't pass over a figure that nobody has measured", () => {
    const sampler = new Sampler();
    sampler.add({ homeText: 3 });
    expect(() => sampler.timings()).toThrow(/nothing was measured/);
  });
});

describe("the wallet's section of the document", () => {
  it("says of a peer what is known, with its source, and of the rest that it isn't measured", () => {
    const text = walletSection(result());
    expect(text).toMatch(/^## The wallet\n/);
    expect(text).toContain("https://github.com/getAlby/lightning-browser-extension/tree/bad06c2");
    const zips = text.split("\n").find((line) => line.startsWith("| store's package"));
    expect(zips).toBe(
      "| store's package | 111 kB | 1,100 kB | 6,450 kB | 1,150 kB | not measured |",
    );
  });

  it("has the figures that the terminal shows", () => {
    const [text, shown] = [walletSection(result()), printed(result())];
    for (const says of Object.values(TIMINGS)) {
      expect(text).toContain(`| ${says} | 50 [40..60] | 20 |`);
      expect(shown).toContain(says);
    }
    expect(shown).toContain("NOT MET");
  });
});

describe("what the wallet weighs", () => {
  it("is the sum of its files, each packed by itself", () => {
    const files = [Buffer.from("a".repeat(500)), Buffer.from("b".repeat(500))];
    const { raw, gzip } = bytesOf(files);
    expect(raw).toBe(1_000);
    expect(gzip).toBe(files.reduce((sum, file) => sum + gzipSync(file, { level: 9 }).length, 0));
    expect(gunzipSync(gzipSync(files[0] ?? "")).length).toBe(500);
  });

  it("has another language's words in the place of the one it was loaded in", () => {
    const chunks = ["chunks/en.js", "chunks/ja-later.js", "chunks/ja.js", "chunks/window.js"];
    const loaded = ["chunks/window.js", "chunks/en.js"];
    expect(inLanguage(loaded, "ja", chunks)).toEqual(["chunks/window.js", "chunks/ja.js"]);
    expect(inLanguage(loaded, "en", chunks)).toEqual(loaded);
  });

  it("holds what would be free if its processes ended", () => {
    const rollup =
      "Rss: 900 kB\nShared_Clean: 700 kB\nPrivate_Clean:  30 kB\nPrivate_Dirty: 70 kB\n";
    expect(privateBytes(rollup)).toBe(100 * 1_024);
  });
});

describe("the browser's pipe", () => {
  function pipe() {
    const [out, into] = [new PassThrough(), new PassThrough()];
    const sent: { id: number; method: string }[] = [];
    out.setEncoding("utf8").on("data", (text: string) => {
      for (const part of text.split("\0").filter(Boolean)) sent.push(JSON.parse(part));
    });
    return { cdp: new Cdp(out, into), sent, into };
  }

  it("brings each answer to its question, also in pieces and in another order", async () => {
    const { cdp, into } = pipe();
    const [first, second] = [cdp.send<string>("A"), cdp.send<string>("B")];
    const said = `${JSON.stringify({ id: 2, result: "two" })}\0${JSON.stringify({ id: 1, result: "one" })}\0`;
    into.write(said.slice(0, 9));
    into.write(said.slice(9));
    expect(await Promise.all([first, second])).toEqual(["one", "two"]);
  });

  it("throws the browser's own words, and fails what waits when the browser ends", async () => {
    const { cdp, into } = pipe();
    const [refused, left] = [cdp.send("A"), cdp.send("B")];
    into.write(`${JSON.stringify({ id: 1, error: { message: "No such target" } })}\0`);
    await expect(refused).rejects.toThrow("No such target");
    into.destroy();
    await expect(left).rejects.toThrow("the browser has ended");
  });

  it("tells every ear of what happened until it is taken off", async () => {
    const { cdp, into } = pipe();
    const heard: string[] = [];
    const end = cdp.hear(({ method }) => heard.push(method));
    into.write(`${JSON.stringify({ method: "X", params: {} })}\0`);
    await expect.poll(() => heard).toEqual(["X"]);
    end();
    const answered = cdp.send("A");
    into.write(
      `${JSON.stringify({ method: "Y", params: {} })}\0${JSON.stringify({ id: 1, result: 1 })}\0`,
    );
    await answered;
    expect(heard).toEqual(["X"]);
  });

  it("knows an extension by its key", () => {
    expect(extensionId("AAAA")).toMatch(/^[a-p]{32}$/);
  });
});
