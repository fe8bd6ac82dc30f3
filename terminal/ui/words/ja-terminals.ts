/** 日本語: the account's terminals. */

import type { Words } from "./words.ts";

export const jaTerminals: Pick<Words, "terminals" | "linking" | "revoked"> = {
  terminals: {
    title: "支払えるブラウザ",
    thisOne: "このブラウザ",
    unnamed: "名前のないブラウザ",
    since: (day) => `${day}から`,
    lastPaid: (day) => `最後の支払い ${day}`,
    neverPaid: "まだ支払いなし",
    revokedOn: (day) => `${day}に取り消し`,
    rename: "名前を変える",
    newName: "名前",
    save: "保存",
    cancel: "やめる",
    revoke: "取り消す",
    revokeSure: (name) =>
      `「${name}」では、これから支払えなくなります。支払い済みのものは変わりません。`,
    revokeOwn: "このブラウザでは、これから支払えなくなります。支払い済みのものは変わりません。",
    revokeYes: "取り消す",
    link: "ほかのブラウザをつなぐ",
    linkText:
      "そのブラウザでウォレットを開き、「口座をすでに持っている」を押して、表示されたコードをここに入力してください。",
    code: "そのブラウザに表示されたコード",
    look: "探す",
    looking: "探しています",
    asked: (name) => `「${name}」が、この口座から支払えるよう求めています。`,
    compare: "そのブラウザにも、この番号が出ていますか。",
    approve: "はい、つなぐ",
    notThis: "いいえ",
    linked: (name) => `「${name}」でも、この口座から支払えるようになりました。`,
    sending: "少しお待ちください",
    slow: "まだ返事がありません。もう一度送っています。",
    refused: "できませんでした。もう一度お試しください。",
    refusals: {
      link_not_found: "このコードのブラウザがありません。コードは10分間だけ使えます。",
      too_many_links: "コードを試した回数が多すぎます。1時間後にお試しください。",
      bad_signature: "このコードに別のものが答えています。続けないでください。",
      last_terminal: "この口座のただ一つのブラウザです。先に復旧コードを作ってください。",
      too_many_terminals: "すでに10個のブラウザで支払えます。先に一つ取り消してください。",
      terminal_bound: "そのブラウザには別の口座があります。",
      recovery_key_outdated: "ほかのブラウザで、より新しい復旧コードが作られています。",
      step_up_required:
        "ご本人の確認がなかったため、何も変わっていません。作ったばかりの復旧コードは使えません。",
      stale_request: "時間がかかりすぎたか、時計が合っていません。もう一度お試しください。",
    },
    recovery: {
      title: "復旧コード",
      none: "すべてのブラウザをなくしたとき、口座に戻れるのはこのコードだけです。",
      since: (day) => `${day}に作成。すべてのブラウザをなくしても、これで口座に戻れます。`,
      make: "復旧コードを作る",
      again: "新しく作り直す",
      write:
        "この順に書き写し、ほかの人の目に触れない場所に保管してください。表示は一度だけで、どこにも保存しません。",
      written: "書き写しました",
    },
  },
  linking: {
    title: "このブラウザをつなぐ",
    lead: "口座のあるブラウザでウォレットを開き、「支払えるブラウザ」にこのコードを入力してください。",
    code: "このブラウザのコード",
    waiting: "ほかのブラウザを待っています",
    compare: "ほかのブラウザにも同じ番号が出ていますか。そちらで「はい」を押してください。",
    approving: "そちらでの返事を待っています",
    stop: "やめる",
  },
  revoked: {
    title: "このブラウザでは支払えません",
    text: (account, day) => `${account}から外されました（${day}に確認）。`,
    kept: "ここで支払ったものはそのまま有効で、一覧にも残ります。",
    anew: "新しく始める",
    anewText: "新しい鍵で始めます。ほかのブラウザがつなぐまで、その口座は使えません。",
  },
};
