/** Japanese: the lock, and what stands there while it is closed. */

import type { LockRoom } from "../../types/later/lock.ts";

export const lock: LockRoom = {
  lock: {
    title: "ロック",
    lead: "ロックしている間は、口座のことを何も表示せず、何も支払いません。予算の中の支払いもしません。",
    honest:
      "開いたままのパソコンに触れる人から守ります。ディスクを読める人は注文を読めます。それには、ディスクの暗号化をお使いください。",
    withCode: "コードを使う",
    code: "このブラウザのコード（6文字以上）",
    again: "同じコードをもう一度",
    setCode: "このコードにする",
    faults: {
      short: "6文字以上にしてください。",
      differs: "2つのコードが違います。",
    },
    withPasskey: "パスキーを使う",
    withPasskeyText: "支払いを確認するパスキーで、ウォレットも開けます。",
    usePasskey: "パスキーだけでロックする",
    now: "いますぐロックする",
    after: "使わないままこの時間が過ぎたらロックする",
    minutes: (minutes) => (minutes.value === 60 ? "1時間" : `${minutes}分`),
    never: "自動ではロックしない",
    start: "ブラウザを起動したときは、いつもロックされています。",
    opens: "開ける方法",
    codeSet: "このブラウザだけが知っているコードです。",
    passkeyOnly: "パスキーです。",
    both: "パスキーでも開けます。",
    changeCode: "コードを変更する",
    addCode: "コードを追加する",
    removeCode: "コードを削除する",
    offTitle: "ロックを使わない",
    off: "ロックをやめる",
  },
  locked: {
    title: "ロックされています",
    lead: "ロックを解除すると、口座を表示します。",
    waiting: "お店が確認を求めています。解除すると内容を表示します。",
    underWay: "確認済みの支払いは、このまま進みます。",
    code: "コード",
    unlock: "ロックを解除する",
    tried: { checking: "お待ちください。", wrong: "コードが違います。" },
    wait: (time) => `間違いが続きました。次は${time}に入力できます。`,
    passkey: "パスキーで解除する",
    forgotten: "解除できない",
    anewTitle: "このブラウザで最初から始めますか？",
    anew: "このウォレットの注文、受領証、設定、鍵を消します。口座とお金は、そのまま残ります。",
    anewWords: "復旧コード、またはつないだ別のブラウザで、口座に戻れます。",
    anewNoWords:
      "復旧コードがありません。つないだ別のブラウザもない場合は、口座を預かる会社だけが、もう一度入れるようにできます。",
    anewUnderWay: "支払いの途中です。終わるまでお待ちください。",
    stay: "戻る",
    startOver: "消して最初から始める",
  },
};
