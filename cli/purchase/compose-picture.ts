/** Puts the picture of the sheet over the picture of the shop, at the corner where a browser opens it. */

import { readFileSync } from "node:fs";
import type { BrowserContext } from "@playwright/test";

const STYLE = `
  body { margin: 0; width: 1100px; height: 760px; position: relative; overflow: hidden; }
  .sheet { position: absolute; top: 12px; right: 16px; border-radius: 10px; box-shadow: 0 12px 40px rgb(26 28 32 / 35%); }
`;

export async function composeOverShop(
  context: BrowserContext,
  parts: { readonly shop: string; readonly sheet: string },
  path: string,
): Promise<void> {
  const page = await context.newPage();
  const image = (file: string) => `data:image/png;base64,${readFileSync(file).toString("base64")}`;
  await page.setViewportSize({ width: 1100, height: 760 });
  await page.setContent(
    `<style>${STYLE}</style><img src="${image(parts.shop)}"><img class="sheet" src="${image(parts.sheet)}">`,
  );
  await page.screenshot({ path });
  await page.close();
}
