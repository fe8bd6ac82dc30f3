/** One round: every scene once, in an order that turns from round to round. */

import type { Session } from "../browser/session.ts";
import type { Timed } from "../samples.ts";
import type { WalletStage } from "../stage.ts";
import { endWorker } from "./end-worker.ts";
import { type Bought, checkout, pay, pressInShop, reopenSheet } from "./payment.ts";
import { emptyPopup, homePopup, homeTab, homeWithoutWorker, workerStart } from "./windows.ts";

type Scene = (stage: WalletStage, tab: Session) => Promise<Timed>;

const SCENES: readonly Scene[] = [
  async ({ pinned }, tab) => {
    const { firstPaint, text, fromPress } = await homePopup(pinned, tab, "later");
    return { homeFirstPaint: firstPaint, homeText: text, homeFromPress: fromPress };
  },
  async ({ pinned }, tab) => {
    const { text, fromPress } = await homePopup(pinned, tab, "at once");
    return { watchedHomeText: text, watchedHomeFromPress: fromPress };
  },
  async ({ pinned }, tab) => {
    const { text, fromPress } = await homePopup(pinned, tab, "stopped");
    return { stoppedHomeText: text, stoppedHomeFromPress: fromPress };
  },
  async ({ pinned }, tab) => ({ emptyFirstPaint: await emptyPopup(pinned, tab) }),
  async ({ pinned }) => {
    const { firstPaint, text } = await homeTab(pinned);
    return { homeTabFirstPaint: firstPaint, homeTabText: text };
  },
  async ({ pinned }, tab) => {
    const { firstPaint, text, fromPress } = await homeWithoutWorker(pinned, tab);
    return { homeColdFirstPaint: firstPaint, homeColdText: text, homeColdFromPress: fromPress };
  },
  async ({ pinned }) => {
    const { cold, warm } = await workerStart(pinned);
    return { workerCold: cold, workerWarm: warm };
  },
  payWithReopening,
  payWithoutWorker,
  payFromToolbar,
];

/** @param tab an empty one, over which the icon is pressed */
export async function playWalletRound(
  stage: WalletStage,
  tab: Session,
  number: number,
): Promise<Timed[]> {
  const timed: Timed[] = [];
  for (let turn = 0; turn < SCENES.length; turn++) {
    const scene = SCENES[(number + turn) % SCENES.length];
    if (scene) timed.push(await scene(stage, tab));
  }
  return timed;
}

/** The sheet by the shop's button; closed and opened again by the icon; paid. */
async function payWithReopening(stage: WalletStage): Promise<Timed> {
  // The sheet that is closed below counts against the shop: forgotten, and the worker woken again.
  await endWorker(stage.chromium);
  await homeTab(stage.chromium);
  const { page, frame } = await checkout(stage);
  const sheet = await pressInShop(stage, { page, frame });
  await stage.chromium.close(sheet.popup.target);
  const again = await reopenSheet(stage, page);
  const bought = await pay(again.popup, page);
  await stage.chromium.close(again.popup.target);
  await stage.chromium.close(page.target);
  return {
    pressToPopup: sheet.opened - sheet.pressed,
    pressToTrade: sheet.handedOver - sheet.pressed,
    pressToSheet: sheet.shown - sheet.pressed,
    sheetFirstPaint: again.paints.firstContent,
    sheetText: again.paints.text,
    ...confirmOf(bought),
  };
}

/** As a shopper does who goes straight through, after a while in which the worker had gone to sleep. */
async function payWithoutWorker(stage: WalletStage): Promise<Timed> {
  const there = { ...stage, chromium: stage.pinned };
  const { page, frame } = await checkout(there);
  await endWorker(there.chromium);
  const sheet = await pressInShop(there, { page, frame });
  const bought = await pay(sheet.popup, page);
  await there.chromium.close(sheet.popup.target);
  await there.chromium.close(page.target);
  return {
    pressToSheetCold: sheet.shown - sheet.pressed,
    ...confirmOf(bought),
  };
}

/** Straight through, in the browser that has the wallet's icon in its toolbar. */
async function payFromToolbar(stage: WalletStage): Promise<Timed> {
  const there = { ...stage, chromium: stage.pinned };
  const { page, frame } = await checkout(there);
  const sheet = await pressInShop(there, { page, frame });
  const bought = await pay(sheet.popup, page);
  await there.chromium.close(sheet.popup.target);
  await there.chromium.close(page.target);
  return {
    pressToPopupPinned: sheet.opened - sheet.pressed,
    pressToTradePinned: sheet.handedOver - sheet.pressed,
    pressToSheetPinned: sheet.shown - sheet.pressed,
    pressToPay: bought.payWorks - sheet.pressed,
    ...confirmOf(bought),
  };
}

function confirmOf({ payPressed, settled, shopKnows, orderShown }: Bought): Timed {
  return {
    confirmToSettled: settled - payPressed,
    confirmToShop: shopKnows - payPressed,
    confirmToOrder: orderShown - payPressed,
  };
}
