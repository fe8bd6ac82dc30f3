/** Japanese: what stands around every screen. */

import type { WindowRoom } from "../../types/first/window.ts";

export const window: WindowRoom = {
  name: "Warifu",
  testMode: "テスト",
  testModeTitle: "テストモード：実際のお金は使いません",
  back: "戻る",
  done: "閉じる",
  tryAgain: "もう一度試す",
  queue: (position, count) => `${count}件中${position}件目`,
  nextTrade: "次の注文を見る",
  noMoneyMoved: "お金は動いていません。",
  said: {
    settled: (amount, shop) => `${shop}へ ${amount} を支払いました。`,
    held: (amount, shop) => `${shop}のために ${amount} を取り置きました。`,
    notPaid: (what) => `支払っていません。${what}お金は動いていません。`,
    checking: "口座に確認しています。",
  },
};
