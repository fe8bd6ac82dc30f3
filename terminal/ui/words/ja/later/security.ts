/** Japanese: what one proves oneself with. */

import type { SecurityRoom } from "../../types/later/security.ts";

export const security: SecurityRoom = {
  security: {
    title: "安全の設定",
    lead: "ご本人を確認する方法と、確認する場面を決めます。",
    busy: "口座に伝えています。",
    failed: {
      clock: "時間がかかりすぎました。もう一度お試しください。",
      full: "パスキーはこれ以上増やせません。先にどれかを削除してください。",
      noAnswer: "返事がありませんでした。ここに表示しているものが、いまの設定です。",
      passkey: "このパスキーは使えませんでした。何も変わっていません。",
      nothingToProveWith: "ゆるめるには、先にパスキーかPINを設定してください。",
      other: "変更できませんでした。何も変わっていません。",
    },
    passkeys: "パスキー",
    passkeysText: "指紋や顔、端末のロックで確認します。写し取ることも、当てることもできません。",
    passkeyName: (number) => `パスキー${number}`,
    addPasskey: "パスキーを追加する",
    since: (day) => `${day}から`,
    remove: "削除",
    pin: "PIN（暗証番号）",
    pinState: {
      none: "口座だけが確かめられる、6桁の数字です。",
      set: "PINを設定しています。",
      locked: "10回間違えたため使えません。パスキーで確認すると、また使えます。",
    },
    newPin: "新しいPIN（数字6桁）",
    setPin: "PINを設定する",
    changePin: "PINを変更する",
    removePin: "PINを削除する",
    easyPin: "すぐに当てられる番号です。別の番号にしてください。",
    oneClick: "ワンクリックで支払える範囲",
    oneClickText:
      "空欄なら、ご自分の上限はありません。厳しくするのはすぐに、ゆるめるのは確認のあとに有効です。",
    upTo: "この金額を超えたら確認する",
    total: "ワンクリックの合計がここに達したら確認する",
    first: "お店への初めての支払いで確認する",
    save: "保存する",
    carrierUpTo: (amount) => `口座の決まりで、${amount} を超えると必ず確認します。`,
    carrierTotal: (amount) => `口座の決まりで、合計が ${amount} に達すると確認します。`,
    carrierFirst: "口座の決まりで、お店への初めての支払いで確認します。",
  },
};
