/** Japanese: the confirm sheet, from the press to the decision. */

import type { SheetRoom } from "../../types/first/sheet.ts";

export const sheet: SheetRoom = {
  preparing: {
    title: "少しお待ちください",
    page: "お店が注文を用意しています。",
    reading: "相手と金額を確かめています。",
    unreachableTitle: "接続できません",
    unreachable: "注文をまだ読めません。もう一度試しています。まだ支払っていません。",
  },
  sheet: {
    title: (shop) => `${shop}に支払いますか`,
    provenSince: (day) => `${day}から確認済み`,
    provenTitle: "このページはお店のものです。アドレスを確認済みです。",
    firstTime: "このブラウザーでは初めてのお店です",
    paidBefore: (times, day) => `${times}回支払い済み（前回 ${day}）`,
    amount: "金額",
    items: "内容",
    more: (count) => `ほか${count}点`,
    fewer: "たたむ",
    quantity: (count) => `× ${count}`,
    order: "注文番号",
    from: "支払い元",
    leftAfter: "支払い後の残高",
    held: "金額を取り置きます。お店は必要な分だけを受け取り、残りは戻ります。",
    heldUntil: "取り置きの期限",
    notEnough: (balance) => `残高が足りません（残高 ${balance}）`,
    frozen: "この口座は凍結されています",
    closing: "この口座は解約の手続き中です",
    closed: "この口座は解約済みです",
    notHeld: (currency) => `この口座に${currency}はありません`,
    closesIn: (seconds) => `あと${seconds}秒で締め切ります`,
    pay: (amount) => `${amount} を支払う`,
    decline: "断る",
    refuse: "断って、このページからの依頼を受け付けない",
  },
  fields: {
    delivery_address: "お届け先の住所",
    delivery_name: "お届け先の氏名",
    email: "メールアドレス",
    phone: "電話番号",
  },
  asks: {
    title: "お店が尋ねていること",
    lead: "印を付けたものだけを、この注文に限ってお店に渡します。お店のほかは誰も読めません。渡さなくても支払いは同じです。",
    missing: "まだ入力していません",
    fill: "お届け先を入力する",
    change: "お届け先を変更する",
  },
};
