/**
 * The button's words in the languages it speaks. "Paid", "not paid" and "nothing was taken" are promises:
 * they stand only with states that come from a recorded outcome, or where nothing has begun.
 */

import type { FrameState } from "./frame-state.ts";

interface Words {
  readonly label: string;
  readonly note?: string;
}
type Language = Record<FrameState["state"], Words> & { readonly get: Words };

const PAY = "Pay with Warifu";
const EN: Language = {
  silent: { label: PAY },
  idle: { label: PAY },
  opening: { label: "Opening your wallet" },
  wallet: { label: "Continue in your wallet", note: "Not open? Press again." },
  "no-wallet": { label: PAY, note: "No Warifu wallet answered in this browser." },
  "no-trade": {
    label: PAY,
    note: "The shop couldn't start the payment. Nothing was taken. Please try again.",
  },
  "turned-away": {
    label: PAY,
    note: "Your wallet takes no more requests from this page for now. Load the page again later.",
  },
  waiting: { label: PAY, note: "Waiting for your payment." },
  settled: { label: "Paid" },
  held: { label: "Reserved", note: "The shop takes the money when it sends the goods." },
  refused: { label: PAY, note: "Not paid. Nothing was taken. You can try again." },
  expired: { label: PAY, note: "Time ran out. Nothing was taken. You can try again." },
  cancelled: { label: PAY, note: "The shop ended this payment. Nothing was taken." },
  misplaced: { label: PAY, note: "This button works only on the shop's own page." },
  get: { label: "Get the wallet" },
};

const SHIHARAU = "Warifuで支払う";
const JA: Language = {
  silent: { label: SHIHARAU },
  idle: { label: SHIHARAU },
  opening: { label: "ウォレットを開いています" },
  wallet: {
    label: "ウォレットで続けてください",
    note: "開かないときは、もう一度押してください。",
  },
  "no-wallet": {
    label: SHIHARAU,
    note: "このブラウザーではWarifuウォレットが見つかりませんでした。",
  },
  "no-trade": {
    label: SHIHARAU,
    note: "お店が支払いを始められませんでした。お金は動いていません。もう一度お試しください。",
  },
  "turned-away": {
    label: SHIHARAU,
    note: "いまはこのページからの依頼を受け付けていません。あとでページを読み込み直してください。",
  },
  waiting: { label: SHIHARAU, note: "お支払いをお待ちしています。" },
  settled: { label: "支払い済み" },
  held: { label: "確保済み", note: "お店は品物を送るときにお金を受け取ります。" },
  refused: {
    label: SHIHARAU,
    note: "支払われていません。お金は動いていません。もう一度お試しいただけます。",
  },
  expired: {
    label: SHIHARAU,
    note: "時間切れになりました。お金は動いていません。もう一度お試しいただけます。",
  },
  cancelled: { label: SHIHARAU, note: "お店がこの支払いを取り消しました。お金は動いていません。" },
  misplaced: { label: SHIHARAU, note: "このボタンはお店のページでのみお使いいただけます。" },
  get: { label: "ウォレットを入手する" },
};

/** @param locale BCP 47; English where we don't speak it */
export function wordsFor(locale: string): Language & { readonly language: string } {
  return /^ja\b/i.test(locale) ? { ...JA, language: "ja" } : { ...EN, language: "en" };
}
