/** Japanese: something is wrong with what was paid. */

import type { DisputeRoom } from "../../types/later/dispute.ts";

export const dispute: DisputeRoom = {
  dispute: {
    title: "お困りですか？",
    lead: "書いたことはお店だけが読み、返事ができます。あなたがどなたかは伝わりません。",
    paid: "お支払い",
    reason: "どうされましたか",
    reasons: {
      not_received: "届いていない",
      not_as_described: "説明と違う",
      cancelled_order: "注文を取り消した",
      wrong_amount: "金額が違う",
      not_mine: "支払った覚えがない",
      other: "その他",
    },
    text: "お店への言葉",
    mute: "このお店は言葉を受け取れません。理由だけが伝わります。",
    open: "お店に伝える",
    write: "送る",
    sending: "送っています。このままで続きます。",
    refused: "送れませんでした。申し出は、120日以内のお支払いに一度だけできます。",
    talk: "やりとり",
    from: { payer: "あなた", shop: "お店" },
    acts: {
      opened: "申し出ました",
      message: "ここでは読めない言葉を送りました",
      contested: "認めていません",
      withdrawn: "取り下げました",
    },
    statuses: {
      open: "お店の返事を待っています",
      contested: "お店は認めていません",
      escalated: "運営者が判断します",
      upheld: "認められました。お店が返金します",
      refunded: "返金されました",
      withdrawn: "取り下げました",
      won: "お店の主張が認められました",
    },
    until: (day) => `${day}まで。そのあとは運営者が判断します。`,
    withdraw: "取り下げる",
    withdrawSure: "取り下げると、もう申し出られません。よろしければもう一度押してください。",
  },
};
