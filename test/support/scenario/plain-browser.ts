/** A browser that has no wallet, for what a shop's page does by itself; it keeps pages for going back, as people's do. */

import { type BrowserContext, chromium, type Frame, type Page } from "@playwright/test";
import type { World } from "./world.ts";

export interface PlainOptions {
  readonly locale?: string;
  readonly colorScheme?: "light" | "dark";
}

export function plainBrowser({
  locale = "en-US",
  colorScheme = "light",
}: PlainOptions = {}): Promise<BrowserContext> {
  return chromium.launchPersistentContext("", {
    executablePath: process.env.WARIFU_CHROME ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"],
    ignoreDefaultArgs: ["--disable-back-forward-cache"],
    viewport: { width: 1100, height: 760 },
    ...{ locale, colorScheme },
  });
}

/** Our frames in a page, in its order, once there are so many with a button. */
export async function framesIn(page: Page, { proxy }: World, count = 1): Promise<Frame[]> {
  const handles = page.locator("warifu-checkout iframe");
  for (let i = 0; i < count; i++)
    await handles.nth(i).contentFrame().locator(".pay:not([data-state=silent])").waitFor();
  const elements = await handles.elementHandles();
  const frames = await Promise.all(elements.map((one) => one.contentFrame()));
  return frames.filter((one) => one?.url().startsWith(proxy.origin)) as Frame[];
}
