// What the build makes of the words: the same texts of every language, with the keys of all of them in one place.

import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "vite";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { root } from "../../../../cli/set-up.mjs";
import { packWords } from "../../../../extension/build/pack-words.ts";
import { packedJoin, packedRoom } from "../../../../extension/build/packed-words.ts";
import { CHUNKS } from "../../../../terminal/ui/words/chunks.ts";
import { LANGUAGES } from "../../../../terminal/ui/words/languages.ts";
import { unpacked } from "../../../../terminal/ui/words/unpacked.ts";
import { WORDS } from "../../support/all-words.ts";
import { textsIn } from "../../support/texts-in.ts";

const folder = mkdtempSync(join(tmpdir(), "warifu-words-"));
let built: typeof CHUNKS;

beforeAll(async () => {
  await build({
    ...{ root, configFile: false, logLevel: "error", publicDir: false },
    plugins: [packWords()],
    build: {
      ...{ outDir: folder, modulePreload: false },
      lib: {
        entry: join(root, "terminal/ui/words/chunks.ts"),
        formats: ["es"],
        fileName: "chunks",
      },
    },
  });
  built = (await import(/* @vite-ignore */ pathToFileURL(join(folder, "chunks.js")).href)).CHUNKS;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each(LANGUAGES)("packed, %s", (language) => {
  it("says what its sources say, under the same keys", async () => {
    const { first, later } = built[language];
    const words = { ...(await first()), ...(await later()) };
    for (const number of [0, 1, 2, 3, 11]) {
      const said = (of: unknown) =>
        Object.fromEntries([...textsIn(of, number)].map(({ path, text }) => [path, text]));
      expect(said(words)).toEqual(said(WORDS[language]));
    }
    expect(Object.keys(await first()).sort()).toEqual(
      Object.keys(await CHUNKS[language].first()).sort(),
    );
  });
});

it("the keys of a part stand once, in a file of their own", () => {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith(".js"))
    .map((name) => readFileSync(join(folder, name), "utf8"));
  for (const key of ["unreachableTitle", "keepersText"])
    expect(files.filter((text) => text.includes(key))).toHaveLength(1);
});

it("keys lead to texts in their order, however deep", () => {
  expect(unpacked("a b{c d{e}}f{g}h", [1, 2, 3, 4, 5])).toEqual({
    ...{ a: 1, b: { c: 2, d: { e: 3 } }, f: { g: 4 }, h: 5 },
  });
});

describe("the build stops at", () => {
  const words = join(folder, "sources");
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(words, path)), { recursive: true });
    writeFileSync(join(words, path), text);
    return join(words, path);
  };
  beforeEach(() => {
    write("en/first/home.ts", 'export const home = { title: "Home", ways: { out: "Out" } };');
  });

  it.each([
    ["a text that is missing", '{ title: "Zuhause" }', "ways.out"],
    ["a text that English hasn't", '{ title: "Zuhause", ways: { out: "Raus", in: "Rein" } }', "in"],
    ["words of another shape", '{ title: { of: "Zuhause" }, ways: { out: "Raus" } }', "title.of"],
    ["a text that is computed", '{ ["title"]: "Zuhause", ways: { out: "Raus" } }', "plain key"],
    ["words that aren't written out", "{ ...all }", "plain key"],
    ["no words", "7", "one export of words"],
  ])("%s", (_, value, says) => {
    const path = write("de/first/home.ts", `export const home = ${value};`);
    expect(() => packedRoom(path)).toThrow(says);
  });

  it("a join of other rooms than English's, or with words of its own", () => {
    const of = (home: string) =>
      `import { home } from "./first/home.ts";\nexport const w = ${home};`;
    write("en/en.ts", of("{ ...home }"));
    expect(() => packedJoin(write("de/de.ts", of("{}")), "", "")).toThrow("other rooms");
    const own = write("de/de.ts", of('{ ...home, title: "Zuhause" }'));
    expect(() => packedJoin(own, "", "")).toThrow("of its own");
    write("en/en.ts", of('{ ...home, ...{ title: "Home" } }'));
    expect(() => packedJoin(write("de/de.ts", of("{ ...home }")), "", "")).toThrow("of its own");
  });
});
