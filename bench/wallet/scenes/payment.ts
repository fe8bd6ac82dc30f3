/** One payment at the demo shop, from the press in the shop to the order's page, with the marks of all three windows. */

import type { Session } from "../browser/session.ts";
import {
  FRAME_WATCHER,
  PAINTS,
  type Paints,
  SHOP_WATCHER,
  WALLET_WATCHER,
} from "../browser/watcher.ts";
import type { WalletStage } from "../stage.ts";

const PRODUCT = "brush-and-ink";

/** What happened when, all in ms since the epoch; what is drawn, once it was drawn. */
export interface Bought {
  readonly payWorks: number;
  readonly payPressed: number;
  readonly settled: number;
  readonly shopKnows: number;
  readonly orderShown: number;
}

export interface Sheet {
  readonly popup: Session;
  readonly pressed: number;
  readonly handedOver: number;
  /** its document began */
  readonly opened: number;
  readonly paints: Paints;
  /** with its amount */
  readonly shown: number;
}

/** The shop's checkout with something in its basket, and our button in it. */
export async function checkout({ chromium, shop, origin }: WalletStage): Promise<{
  readonly page: Session;
  readonly frame: Session;
}> {
  const page = await chromium.newTab(`${shop}/`, SHOP_WATCHER);
  const form = `new URLSearchParams({ product: "${PRODUCT}" })`;
  await page.ask(`fetch("/basket", { method: "POST", body: ${form} }).then(({ ok }) => ok)`);
  await page.goTo(`${shop}/checkout`);
  const frame = await chromium.frame(origin);
  await frame.watch(FRAME_WATCHER);
  await frame.until("document.querySelector('.pay[data-state=idle] button')");
  return { page, frame };
}

/** Presses the shop's button, and waits for the sheet that comes up by itself. */
export async function pressInShop(
  { chromium }: WalletStage,
  { page, frame }: { readonly page: Session; readonly frame: Session },
): Promise<Sheet> {
  const popup = await chromium.windowAt(() => pressFrame(page), "at once", WALLET_WATCHER);
  const { drawnAt: shown } = await popup.mark("sheet amount");
  const paints = await popup.ask<Paints>(PAINTS);
  const { at: pressed } = await frame.mark("pressed");
  const { at: handedOver } = await frame.mark("trade handed over");
  return { popup, pressed, handedOver, opened: paints.opened, paints, shown };
}

/** A press on the button in our frame, and no more. */
export async function pressFrame(page: Session): Promise<void> {
  const { x, y } = await page.ask<{ x: number; y: number }>(`(() => {
    const frame = document.querySelector("warifu-checkout").shadowRoot.querySelector("iframe");
    frame.scrollIntoView({ block: "center" });
    const { left, top, width, height } = frame.getBoundingClientRect();
    return { x: left + width / 2, y: top + height / 2 };
  })()`);
  await page.press(x, y);
}

/** The same trade's sheet, closed and opened again by the icon: everything of it is stored. */
export async function reopenSheet(
  stage: WalletStage,
  page: Session,
): Promise<{
  readonly paints: Paints;
  readonly popup: Session;
}> {
  const { chromium } = stage;
  const press = () => chromium.pressIcon(page.target);
  const popup = await chromium.windowAt(press, "later", "");
  await popup.until("document.querySelector('.sheet .amount')");
  const paints = await popup.ask<Paints>(PAINTS);
  // In time to see when Pay works.
  await popup.watch(WALLET_WATCHER);
  return { paints, popup };
}

/** Presses Pay once it works, and waits until the order's page is there. */
export async function pay(popup: Session, page: Session): Promise<Bought> {
  const payWorks = await popup.mark("pay works");
  const { x, y } = await popup.ask<{ x: number; y: number }>(`(() => {
    const button = document.querySelector(".sheet button.action");
    button.scrollIntoView({ block: "center" });
    const { left, top, width, height } = button.getBoundingClientRect();
    return { x: left + width / 2, y: top + height / 2 };
  })()`);
  await popup.press(x, y);
  const payPressed = await popup.mark("pay pressed");
  const settled = await popup.mark("settled");
  const shopKnows = await page.mark("shop knows");
  const orderShown = await page.mark("order shown");
  return {
    payWorks: payWorks.drawnAt,
    payPressed: payPressed.at,
    settled: settled.drawnAt,
    shopKnows: shopKnows.at,
    orderShown: orderShown.at,
  };
}
