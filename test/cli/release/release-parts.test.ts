// The parts of a release that need no build: the changelog, the versions' order, the stores' words, and archives whose
// bytes are of their contents alone.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { crc32, inflateRawSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { isLater, notesOf, releasedChangelog } from "../../../cli/release/changelog.ts";
import {
  LANGUAGES,
  permissionsOf,
  readListing,
  unexplained,
} from "../../../cli/release/listing.ts";
import { howToBuild } from "../../../cli/release/packages.ts";
import { PRESSED } from "../../../cli/release/pictures.ts";
import { readKeptRelease } from "../../../cli/release/worker-bundles.ts";
import { zipOf } from "../../../cli/release/zip.ts";
import { root } from "../../../cli/set-up.mjs";
import { wordsFor } from "../../../register-terminal/frame/frame-words.ts";
import { wordsOf } from "../../../shop/words.ts";
import { home as homeEn } from "../../../terminal/ui/words/en/first/home.ts";
import { home as homeJa } from "../../../terminal/ui/words/ja/first/home.ts";

const CHANGELOG = `# Changelog

## [Unreleased]

### Added

- A thing.

## [0.1.0] - 2026-01-01

- The first.
`;

describe("the changelog of a release", () => {
  it("gives what was unreleased its version and day, and begins anew", () => {
    const next = releasedChangelog(CHANGELOG, "0.2.0", "2026-02-03");
    expect(notesOf(next, "0.2.0")).toBe("### Added\n\n- A thing.");
    expect(notesOf(next, "Unreleased")).toBe("");
    expect(next).toContain("## [Unreleased]\n\n## [0.2.0] - 2026-02-03\n");
    expect(notesOf(next, "0.1.0")).toBe("- The first.");
  });

  it("is refused with nothing in it, and twice", () => {
    const next = releasedChangelog(CHANGELOG, "0.2.0", "2026-02-03");
    expect(() => releasedChangelog(next, "0.3.0", "2026-02-04")).toThrow("nothing under");
    expect(() => releasedChangelog(CHANGELOG, "0.1.0", "2026-02-04")).toThrow("has a section");
  });

  it.each([
    ["0.2.0", "0.1.0", true],
    ["0.10.0", "0.9.9", true],
    ["1.0.0", "1.0.0", false],
    ["1.0.0", "1.0.1", false],
    ["2", "1.0.0", false],
    ["1.0.0-rc.1", "0.9.0", false],
  ])("%s after %s: %s", (next, version, later) => expect(isLater(next, version)).toBe(later));
});

describe("the stores' words", () => {
  it.each(LANGUAGES)(
    "in %s are whole, short enough, and what the wallet says of itself",
    (language) => {
      const listing = readListing(readFileSync(join(root, `docs/store/${language}.md`), "utf8"));
      const path = join(root, `extension/public/_locales/${language}/messages.json`);
      const { ext_name, ext_description } = JSON.parse(readFileSync(path, "utf8"));
      expect(listing.Name).toBe(ext_name.message);
      expect(listing.Summary).toBe(ext_description.message);
    },
  );

  it("name every permission of a manifest, or the release stops", () => {
    const listing = readListing(readFileSync(join(root, "docs/store/en.md"), "utf8"));
    const manifest = {
      ...{ permissions: ["storage", "tabs"], optional_permissions: ["notifications"] },
      ...{ host_permissions: ["https://pay.example/*"], content_scripts: [{}] },
    };
    const asked = permissionsOf(manifest);
    expect(asked).toEqual([
      "storage",
      "tabs",
      "notifications",
      "host_permissions",
      "content_scripts",
    ]);
    expect(unexplained(listing, asked)).toEqual(["tabs"]);
  });

  it("are refused without a part, and too long", () => {
    expect(() => readListing("## Name\n\nWarifu\n")).toThrow("nothing under Summary");
    const long = `## Name\n\nWarifu\n\n## Summary\n\n${"a".repeat(133)}`;
    expect(() => readListing(long)).toThrow("133 characters");
  });

  it.each(LANGUAGES)("and its pictures press what is there in %s", (language) => {
    const pressed = PRESSED[language];
    const words = { en: homeEn, ja: homeJa }[language];
    expect(pressed.account).toBe(words.home.title);
    expect(pressed.button).toBe(wordsFor(language).labels.pay);
    expect(pressed.toCheckout).toBe(wordsOf(language).toCheckout);
  });
});

describe("an archive", () => {
  const files = () =>
    new Map([
      ["b/ü.txt", Buffer.from("two")],
      ["a.txt", Buffer.from("one".repeat(99))],
    ]);

  it("has every name and content as it was, and no time", () => {
    const read = readZip(zipOf(files()));
    expect(read.map(({ name }) => name)).toEqual(["a.txt", "b/ü.txt"]);
    for (const { name, bytes, date } of read) {
      expect(bytes).toEqual(files().get(name));
      expect(date).toBe(0x0021);
    }
  });

  it("has the same bytes whenever and in whatever order it is made", () => {
    expect(zipOf(new Map([...files()].reverse()))).toEqual(zipOf(files()));
    expect(zipOf(new Map([["a.txt", Buffer.from("other")]]))).not.toEqual(zipOf(files()));
  });
});

it("the source archive says how the package is built, with what it pins and no more", () => {
  const text = howToBuild("0.2.0", {
    origin: "https://pay.example",
    rootKey: "ROOT",
    mode: "live",
  });
  expect(text).toContain("WARIFU_ORIGIN=https://pay.example WARIFU_ROOT_KEY=ROOT WARIFU_MODE=live");
  expect(text).toContain("warifu-0.2.0-firefox.zip");
});

it("the kept release is both Workers, small", () => {
  const { modules, classes } = readKeptRelease(root);
  expect(modules.carrier.toString("utf8")).toContain("CarrierEntrypoint");
  expect(modules.synchronous.toString("utf8")).toContain("CreditorEntrypoint");
  expect(classes.carrier).toContain("Branch");
  expect(classes.synchronous).toContain("Till");
});

/** By its central directory, as every reader does (APPNOTE 4.3). */
function readZip(zip: Buffer) {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  let at = zip.readUInt32LE(end + 16);
  return Array.from({ length: zip.readUInt16LE(end + 10) }, () => {
    const length = zip.readUInt16LE(at + 28);
    const name = zip.toString("utf8", at + 46, at + 46 + length);
    const from = zip.readUInt32LE(at + 42);
    const begin = from + 30 + zip.readUInt16LE(from + 26) + zip.readUInt16LE(from + 28);
    const bytes = inflateRawSync(zip.subarray(begin, begin + zip.readUInt32LE(at + 20)));
    expect(zip.readUInt32LE(at + 16)).toBe(crc32(bytes));
    const date = zip.readUInt16LE(at + 14);
    at += 46 + length;
    return { name, bytes, date };
  });
}
