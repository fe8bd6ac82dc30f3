/** Japanese: what shops are given beside the money. */

import type { PrivacyRoom } from "../../types/later/privacy.ts";

export const privacy: PrivacyRoom = {
  details: {
    title: "お届け先",
    lead: "このブラウザーの中だけに保管します。注文の画面で印を付けたものだけがお店に渡ります。",
    name: "氏名",
    country: "国・地域",
    noCountry: "国を選んでください",
    postalCode: "郵便番号",
    region: "都道府県・州",
    city: "市区町村",
    lines: "番地・建物",
    save: "保存する",
    saved: "保存しました。",
    erase: "すべて消す",
    faults: {
      delivery_address: "住所には国、市区町村、番地が要ります。番地は3行までです。",
      delivery_name: "この氏名は荷札に書けません。",
      email: "メールアドレスではありません。",
      phone: "電話番号ではありません。",
    },
  },
  given: {
    title: "お店に渡したもの",
    lead: "お金のほかにこのブラウザーからお店に渡したものの一覧です。この一覧はここにしかありません。",
    empty: "まだ何も渡していません。",
    erase: "一覧から外す",
    eraseAll: "一覧をすべて消す",
    eraseSure: "もう一度押すと消えます。お店が受け取ったものはお店に残ります。",
  },
};
