/** A Chromium with the built extension in it, headless or not, and its service worker. */

import { type BrowserContext, chromium, type Page, type Worker } from "@playwright/test";

/** No calls home: they would fail on a closed network, and belong in no test. */
const QUIET = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // The default screen of a headless browser has no room for a whole popup.
  "--screen-info={1600x1200}",
];

export interface BrowserOptions {
  /** folder of the unpacked extension */
  readonly extension: string;
  readonly headless?: boolean;
  /** a folder to keep the profile in; a fresh one if left out */
  readonly profile?: string;
  /** BCP 47, for the extension's texts and the pages' */
  readonly locale?: string;
  readonly colorScheme?: "light" | "dark";
}

export interface OpenBrowser {
  readonly context: BrowserContext;
  readonly extensionId: string;
  readonly serviceWorker: Worker;
  /** the next popup or sheet window of the extension */
  nextSheet(): Promise<Page>;
}

export async function openBrowser(options: BrowserOptions): Promise<OpenBrowser> {
  // Playwright shows the real action popup as a page only with this.
  process.env.PW_CHROMIUM_ATTACH_TO_OTHER = "1";
  const {
    extension,
    headless = true,
    profile = "",
    locale = "en-US",
    colorScheme = "light",
  } = options;
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.WARIFU_CHROME ?? "/usr/bin/chromium",
    headless,
    locale,
    colorScheme,
    viewport: headless ? { width: 1100, height: 760 } : null,
    args: [
      `--disable-extensions-except=${extension}`,
      `--load-extension=${extension}`,
      `--lang=${locale}`,
      ...QUIET,
    ],
  });
  const serviceWorker =
    context.serviceWorkers()[0] ?? (await context.waitForEvent("serviceworker"));
  const extensionId = new URL(serviceWorker.url()).host;
  const nextSheet = async () => {
    const popup = `chrome-extension://${extensionId}/popup.html`;
    const page = await context.waitForEvent("page", {
      predicate: (opened) => opened.url().startsWith(popup),
    });
    await page.waitForLoadState();
    return page;
  };
  return { context, extensionId, serviceWorker, nextSheet };
}
