/** Japanese: proving oneself. */

import type { ProveRoom } from "../../types/later/prove.ts";

export const prove: ProveRoom = {
  prove: {
    title: "ご本人の確認",
    why: {
      amount: "ワンクリックで支払える金額を超えています。",
      cumulative: "これまでのワンクリックの支払いと合わせて、上限を超えています。",
      first_payment: "このお店への初めての支払いです。",
      change: "口座を守る設定を変更します。",
    },
    changes: {
      add_passkey: () => "パスキーを追加します",
      remove_passkey: () => "パスキーを削除します",
      set_pin: () => "PINを変更します",
      remove_pin: () => "PINを削除します",
      set_one_click: () => "確認する場面を減らします",
      allow_budget: (name) => `「${name}」に、確認なしの支払いを許可します`,
      approve: (name) => `「${name}」をつなぎます`,
      revoke: (name) => `「${name}」を取り消します`,
      recovery: () => "復旧コードを新しくします",
    },
    unnamed: "名前のないブラウザ",
    whyTerminals: {
      approve: "この口座から支払えるようになります。",
      revoke:
        "これから支払えなくなります。PINもパスキーも使えないときは、復旧コードで取り消せます。",
      recovery: "口座に戻るためのコードです。前のコードは、すぐに使えなくなります。",
    },
    oneClick: (amount) => `${amount} までなら、この確認はいりません。`,
    passkey: "パスキーを使う",
    pin: "PIN（数字6桁）",
    usePin: "PINで確認する",
    wrongPin: (left) => `PINが違います。あと${left}回試せます。`,
    unproven: {
      passkey: "このパスキーでは確認できませんでした。もう一度試すか、別の方法を使ってください。",
      other: "確認できませんでした。もう一度お試しください。",
    },
    waiting: (time) => `PINの間違いが続きました。次は${time}から試せます。`,
    locked: "10回間違えたため、PINは使えません。口座のある会社にお問い合わせください。",
    lockedPasskey: "10回間違えたため、PINは使えません。パスキーで確認すると、また使えます。",
    decline: "支払わない",
    leave: "変更しない",
  },
};
