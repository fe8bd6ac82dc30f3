/** Japanese: the ways to an account. */

import type { OnboardingRoom } from "../../types/later/onboarding.ts";

export const onboarding: OnboardingRoom = {
  onboarding: {
    title: "何も渡さずに支払えます",
    lead: "二つに割った木札を合わせる「割符」のように、お店とあなたの口座のあいだで支払いを済ませます。",
    points: [
      [
        "お店には代金だけ",
        "だれが支払ったかは伝わりません。カード番号もパスワードも名前も渡しません。",
      ],
      ["相手がわかります", "お店の名前とアドレスは、確かめてから表示します。"],
      ["決めるのはあなただけ", "ページにできるのは、お願いすることだけです。"],
    ],
    open: "お試し口座を開く",
    opening: "口座を開いています",
    unreachable: "まだ返事がありません。もう一度試しています。",
    refused: "口座を開けませんでした。もう一度お試しください。",
    demo: "お試し用の残高が入っています。費用はかかりません。",
    haveCode: "開設コードをお持ちの方",
    code: "開設コード",
    bringCode: "このコードを使う",
    codeInvalid: "この開設コードは使えません。お渡しした窓口に、新しいコードをお求めください。",
    haveAccount: "口座をすでに持っている",
    link: "ほかのブラウザとつなぐ",
    recover: "復旧コードを使う",
    recoverText: "ほかのブラウザがなくても、このブラウザを口座につなげます。",
    words: "復旧コード",
    revokeOthers: "ほかのブラウザをすべて取り消す",
    bringWords: "このコードを使う",
    wordsWrong: "違う文字か、足りない文字があります。もう一度確かめてください。",
    linkLapsed: "時間内に、ほかのブラウザの承認がありませんでした。",
    shopWaits: "お店が待っています。次に注文を表示します。",
  },
  permission: {
    title: "許可が一つ足りません",
    text: (host) => `${host} へのアクセスがないと、注文の確認も支払いもできません。`,
    only: "このウォレットが通信するのはこのアドレスだけです。ほかのページは読みません。",
    allow: "アクセスを許可する",
  },
};
