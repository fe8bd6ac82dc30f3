/** What the wallet weighs: the store's package, what a window really loads, what runs in pages. */

import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import type { Bytes, Footprint } from "../report/result.ts";
import type { StorePackage } from "./package.ts";

/** The words of the language that a window was loaded in, and of the one it is asked for. */
const LANGUAGES = ["en", "ja"] as const;

/** Each file by itself, as it is sent and stored. */
export function bytesOf(files: readonly Buffer[]): Bytes {
  const sum = (size: (file: Buffer) => number) =>
    files.reduce((total, file) => total + size(file), 0);
  return {
    raw: sum((file) => file.length),
    gzip: sum((file) => gzipSync(file, { level: 9 }).length),
    brotli: sum((file) => brotliCompressSync(file).length),
  };
}

export interface Loaded {
  /** paths in the package of the scripts that an English window ran */
  readonly home: readonly string[];
  readonly sheet: readonly string[];
  /** addresses of the package's scripts that ran in a shop's page, in our frame, and in a page of neither */
  readonly inShop: readonly string[];
  readonly inFrame: readonly string[];
  readonly elsewhere: readonly string[];
}

/** @param chunks names of the package's scripts, to find the other languages' words */
export function footprintOf(
  store: StorePackage,
  assets: string,
  loaded: Loaded,
  chunks: readonly string[],
): Footprint {
  const ofPackage = (paths: readonly string[]) =>
    bytesOf(paths.map((path) => readFileSync(join(store.unpacked, path))));
  const ofAsset = (name: string) => bytesOf([readFileSync(join(assets, name))]);
  const windows = (paths: readonly string[]) =>
    Object.fromEntries(
      LANGUAGES.map((language) => [language, ofPackage(inLanguage(paths, language, chunks))]),
    ) as Footprint["home"];
  const manifest = JSON.parse(readFileSync(join(store.unpacked, "manifest.json"), "utf8"));
  return {
    zip: statSync(store.zip).size,
    home: windows(loaded.home),
    sheet: windows(loaded.sheet),
    background: ofPackage([manifest.background.service_worker]),
    checkout: ofAsset("checkout.js"),
    frame: ofAsset("frame.js"),
    injectedInFrame: ofPackage(loaded.inFrame),
    injectedInShop: ofPackage(loaded.inShop).raw,
    injectedElsewhere: ofPackage(loaded.elsewhere).raw,
    permissions: manifest.permissions,
    hostPermissions: manifest.host_permissions,
  };
}

/** The same scripts with another language's words: nothing else of a window depends on the language. */
export function inLanguage(
  paths: readonly string[],
  language: string,
  chunks: readonly string[],
): string[] {
  const wordsOf = (one: string) => `chunks/${one}.js`;
  const other = chunks.find((path) => path === wordsOf(language));
  return paths.map((path) =>
    LANGUAGES.some((one) => wordsOf(one) === path) && other ? other : path,
  );
}
