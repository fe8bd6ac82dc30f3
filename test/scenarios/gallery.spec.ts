// Every state of every screen, in every language, theme and width, as a shopper with poor eyes or a wide thumb meets
// it: measured in a real browser. A state is tested as soon as it has an example; see test/terminal/support/.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, chromium, expect, type Page, test } from "@playwright/test";
import type axe from "axe-core";
import { buildGallery, languages } from "../gallery/build.ts";
import type { Contents, Theme } from "../gallery/contents.ts";
import type { States } from "../gallery/state.tsx";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
/** The popup's, and the narrowest and widest that we draw for, px. */
const [NARROW, POPUP, WIDE, HEIGHT] = [320, 360, 480, 600];

let browser: Browser;
let folder: string;
test.beforeAll(async () => {
  folder = await buildGallery();
  browser = await chromium.launch({
    executablePath: process.env.WARIFU_CHROME ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu"],
  });
});
test.afterAll(() => browser.close());

const fileOf = (name: string) => pathToFileURL(join(folder, name)).href;

async function openStates(): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: POPUP, height: HEIGHT } });
  await page.goto(fileOf("state.html"));
  return page;
}

interface InPage {
  readonly states: States;
  readonly contents: Contents;
  readonly axe: typeof axe;
}

/** What is wrong with any state at the width that the window has now. */
function measured(page: Page, language: string): Promise<string[]> {
  return page.evaluate(async (spoken) => {
    const { states, contents } = globalThis as unknown as InPage;
    const wrong: string[] = [];
    for (const name of Object.values(contents.names).flat()) {
      await states.show(name, spoken, "light");
      for (const { what, where } of states.measure()) wrong.push(`${name}: ${where} ${what}`);
    }
    return wrong;
  }, language);
}

function jumping(page: Page, language: string): Promise<string[]> {
  return page.evaluate(async (spoken) => {
    const { states, contents } = globalThis as unknown as InPage;
    const wrong: string[] = [];
    for (const name of Object.values(contents.names).flat())
      for (const { what } of await states.jumps(name, spoken, "light"))
        wrong.push(`${name}: ${what}`);
    return wrong;
  }, language);
}

function foundByAxe(page: Page, language: string, theme: Theme): Promise<string[]> {
  return page.evaluate(
    async ([spoken, seen]) => {
      const { states, contents, axe } = globalThis as unknown as InPage;
      const wrong: string[] = [];
      for (const name of Object.values(contents.names).flat()) {
        await states.show(name, spoken, seen);
        const { violations } = await axe.run(document, { resultTypes: ["violations"] });
        for (const { id, nodes } of violations)
          wrong.push(`${name}: ${id}: ${nodes.map(({ html }) => html).join(" ")}`);
      }
      return wrong;
    },
    [language, theme] as const,
  );
}

for (const language of languages()) {
  test(`in ${language} nothing is cut off, too wide or too small`, async () => {
    const page = await openStates();
    for (const width of [POPUP, NARROW, WIDE]) {
      await page.setViewportSize({ width, height: HEIGHT });
      expect(await measured(page, language), `${width} px`).toEqual([]);
    }
    await page.close();
  });
}

test("nothing moves after its first picture", async () => {
  const page = await openStates();
  expect(await jumping(page, "en")).toEqual([]);
  await page.close();
});

for (const language of languages().filter((one) => ["en", "ja", "ar"].includes(one))) {
  test(`in ${language} axe finds nothing in any state, light or dark`, async () => {
    const found = await Promise.all(
      (["light", "dark"] as const).map(async (theme) => {
        const page = await openStates();
        await page.addScriptTag({ content: AXE });
        const findings = await foundByAxe(page, language, theme);
        await page.close();
        return findings;
      }),
    );
    expect(found).toEqual([[], []]);
  });
}

test("the gallery shows each state where its address says, in both themes", async () => {
  const page = await browser.newPage();
  await page.goto(`${fileOf("index.html")}?language=ja&width=480#sheet`);
  const sheet = page.locator("figure#sheet iframe");
  await expect(sheet).toHaveCount(2);
  await expect(sheet.first()).toHaveAttribute("width", "480");
  const shown = page.frameLocator("figure#sheet iframe >> nth=0");
  await expect(shown.getByRole("button", { name: "¥4,980 を支払う" })).toBeVisible();
  await page.getByLabel("dark", { exact: true }).check({ force: true });
  await expect(sheet).toHaveCount(1);
  await page.close();
});
