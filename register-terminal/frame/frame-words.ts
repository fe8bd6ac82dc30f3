/**
 * The button's words in the languages it speaks. "Paid", "not paid" and "nothing was taken" are promises:
 * they stand only with states that come from a recorded outcome, or where nothing has begun.
 */

import type { FrameState } from "./frame-state.ts";

/** What a button that can be pressed may be called: a name for the way on, and no promise [PG18]. */
export type Label = "pay" | "order" | "reserve" | "give" | "plain";

interface Words {
  /** left out where it can be pressed: what the page chose */
  readonly label?: string;
  readonly note?: string;
}

interface Language extends Record<FrameState["state"], Words> {
  readonly labels: Readonly<Record<Label, string>>;
  readonly get: string;
  readonly elsewhere: string;
  readonly scan: string;
  readonly qr: string;
  readonly code: string;
  readonly open: string;
}

export type FrameWords = Language & { readonly language: string };

const EN: Language = {
  labels: {
    pay: "Pay with Warifu",
    order: "Order with Warifu",
    reserve: "Reserve with Warifu",
    give: "Give with Warifu",
    plain: "Warifu",
  },
  silent: {},
  idle: {},
  opening: { label: "Opening your wallet" },
  wallet: { label: "Continue in your wallet", note: "Not open? Press again." },
  "no-wallet": { note: "No Warifu wallet answered in this browser." },
  "no-trade": {
    note: "The shop couldn't start the payment. Nothing was taken. Please try again.",
  },
  "turned-away": {
    note: "Your wallet takes no more requests from this page for now. Load the page again later.",
  },
  waiting: { note: "Waiting for your payment." },
  settled: { label: "Paid" },
  held: { label: "Reserved", note: "The shop takes the money when it sends the goods." },
  refused: { note: "Not paid. Nothing was taken. You can try again." },
  expired: { note: "Time ran out. Nothing was taken. You can try again." },
  cancelled: { note: "The shop ended this payment. Nothing was taken." },
  misplaced: { note: "This button works only on the shop's own page." },
  get: "Get the wallet",
  elsewhere: "Pay on another device",
  scan: "Scan this with a device that has a Warifu wallet. When it is paid there, this page says so.",
  qr: "QR code of this payment",
  code: "Code",
  open: "Open it as a page",
};

const JA: Language = {
  labels: {
    pay: "Warifuで支払う",
    order: "Warifuで注文する",
    reserve: "Warifuで予約する",
    give: "Warifuで寄付する",
    plain: "Warifu",
  },
  silent: {},
  idle: {},
  opening: { label: "ウォレットを開いています" },
  wallet: {
    label: "ウォレットで続けてください",
    note: "開かないときは、もう一度押してください。",
  },
  "no-wallet": { note: "このブラウザーではWarifuウォレットが見つかりませんでした。" },
  "no-trade": {
    note: "お店が支払いを始められませんでした。お金は動いていません。もう一度お試しください。",
  },
  "turned-away": {
    note: "いまはこのページからの依頼を受け付けていません。あとでページを読み込み直してください。",
  },
  waiting: { note: "お支払いをお待ちしています。" },
  settled: { label: "支払い済み" },
  held: { label: "確保済み", note: "お店は品物を送るときにお金を受け取ります。" },
  refused: { note: "支払われていません。お金は動いていません。もう一度お試しいただけます。" },
  expired: { note: "時間切れになりました。お金は動いていません。もう一度お試しいただけます。" },
  cancelled: { note: "お店がこの支払いを取り消しました。お金は動いていません。" },
  misplaced: { note: "このボタンはお店のページでのみお使いいただけます。" },
  get: "ウォレットを入手する",
  elsewhere: "ほかの端末で支払う",
  scan: "Warifuウォレットのある端末で読み取ってください。そちらで支払いが済むと、このページに表示されます。",
  qr: "このお支払いのQRコード",
  code: "照合コード",
  open: "ページで開く",
};

/** @param locales BCP 47, the dearest first; English where we speak none of them */
export function wordsFor(...locales: readonly string[]): FrameWords {
  const spoken = locales.find((locale) => /^(ja|en)\b/i.test(locale)) ?? "en";
  return /^ja/i.test(spoken) ? { ...JA, language: "ja" } : { ...EN, language: "en" };
}
