/** Japanese: getting to know the wallet. */

import type { TourRoom } from "../../types/later/tour.ts";

export const tour: TourRoom = {
  tour: {
    step: (position, count) => `${count}段階中の${position}`,
    shop: "お店",
    you: "あなた",
    begin: "はじめる",
    skip: "説明をとばす",
    language: "表示する言語",
    account: "あなたの口座",
    accountText:
      "お店への支払いはこの口座から行われます。お店に伝わるのは、店ごとに違うしるしだけです。",
    protect: "本人だけが使えるように",
    protectText:
      "パスキーかPINがあると、ほかのブラウザを追加するときや、「安全の設定」で選んだ支払いのときに、本人であることを確かめられます。",
    protected: { passkey: "パスキーを追加しました", pin: "PINを設定しました" },
    protectedText: "どの支払いで確かめるかは「安全の設定」で選べます。",
    withoutProtection:
      "設定しない場合、このブラウザを使う人は誰でも支払えます。あとから「安全の設定」で追加できます。",
    later: "あとで",
    next: "次へ",
    try: "試してみる",
    tryText: "デモショップでかごに品物を入れ、ボタンを押してください。注文がここに表示されます。",
    openShop: "デモショップを開く",
    look: "準備ができました",
    lookText: "お店でこのボタンを押すと、だれがいくら求めているかがここに表示されます。",
    samplePay: "Warifuで支払う",
    pinIcon: "ツールバーにアイコンを固定すると、すぐに開き、注文が届いていることもわかります。",
  },
};
