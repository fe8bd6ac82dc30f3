/** Japanese: the messages' screen. */

import type { NoticesRoom } from "../../types/later/notices.ts";

export const notices: NoticesRoom = {
  notices: {
    title: "通知",
    lead: "ウォレットを開いていないあいだ、次のことを一度だけお知らせします。",
    about: [
      "注文が届いたとき",
      "支払いや返金が済んだとき",
      "予算の残りが少なくなったとき",
      "口座にほかのブラウザが追加されたとき",
    ],
    shown: "通知を表示する",
    quiet: "名前と金額を表示しない",
    quietText: "画面がほかの人の目に触れるとき。",
    refused: "ブラウザが通知を許可していません。ブラウザの設定で変更できます。",
    ask: "通知を受け取りますか",
    askText:
      "注文が届いたとき、支払いや返金が済んだとき、ほかのブラウザが追加されたときにお知らせします。",
    yes: "受け取る",
    no: "受け取らない",
  },
};
