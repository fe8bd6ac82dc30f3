/** Of accounts, payouts and the operator's acts. */

import { text } from "../problem-text.ts";

export const MONEY_TEXTS = {
  opening_code_invalid: text(
    "開設コードが有効ではありません",
    [
      "The code was used, has expired, was replaced by a newer one, or has a slip in it.",
      "Ask whoever gave it for a new one.",
    ],
    [
      "コードは使用済み、期限切れ、新しいものに交代、または入力の誤りです。",
      "コードを渡した人に新しいものを頼んでください。",
    ],
  ),
  terminal_bound: text(
    "この端末は別の口座のものです",
    [
      "This key has an account already, and belongs to no other.",
      "Make a new key on the device for the other account.",
    ],
    [
      "この鍵にはすでに口座があり、ほかの口座には使えません。",
      "別の口座には、新しい鍵を作ってください。",
    ],
  ),
  too_many_terminals: text(
    "口座の端末が多すぎます",
    ["An account has at most 10 active terminals.", "Revoke one that is no longer used."],
    ["有効な端末は10台までです。", "使っていない端末を取り消してください。"],
  ),
  last_terminal: text(
    "最後の端末は取り消せません",
    [
      "Without it, and without a recovery key, nobody could use the account any more.",
      "Set a recovery key first, or link another terminal.",
    ],
    [
      "復旧キーがないまま最後の端末を取り消すと、口座を使えなくなります。",
      "先に復旧キーを設定するか、別の端末をつないでください。",
    ],
  ),
  recovery_key_outdated: text(
    "より新しい復旧キーがあります",
    [
      "A recovery key that was made later is set already.",
      "Make a new one now, if it is still meant.",
    ],
    ["より後に作られた復旧キーが設定済みです。", "まだ必要なら、今作り直してください。"],
  ),
  link_not_found: text(
    "このコードの依頼はありません",
    [
      "No terminal asks to be linked with this code, or it asked more than 10 minutes ago.",
      "Compare the code with the one on the new terminal, or begin there again.",
    ],
    [
      "このコードで接続を待つ端末がないか、10分を過ぎています。",
      "新しい端末のコードと見比べるか、そこからやり直してください。",
    ],
  ),
  too_many_links: text(
    "接続コードを調べた回数が多すぎます",
    ["20 codes may be looked up in an hour.", "Wait an hour, then type the code carefully."],
    [
      "1時間に調べられるコードは20個までです。",
      "1時間待ってから、コードを確かめて入力してください。",
    ],
  ),
  too_many_passkeys: text(
    "パスキーが多すぎます",
    ["The account has as many passkeys as it can have.", "Remove one that is no longer used."],
    ["パスキーの数が上限に達しています。", "使っていないものを削除してください。"],
  ),
  account_not_found: text(
    "その口座はありません",
    ["The carrier has no account with this id.", "Check the id, its mode and its spelling."],
    ["このIDの口座はありません。", "IDの綴りとモードを確かめてください。"],
  ),
  account_not_empty: text(
    "口座に残高があります",
    [
      "Only an account with a zero balance in every currency, and without a hold, can be closed.",
      "Pay the balance out first, and let its holds end.",
    ],
    [
      "すべての通貨の残高がゼロで、確保もない口座だけを解約できます。",
      "先に残高を払い出し、確保が終わるのを待ってください。",
    ],
  ),
  balance_too_large: text(
    "口座の上限を超えます",
    [
      "The balance would leave the range in which sums are exact.",
      "Split the amount between accounts.",
    ],
    ["残高が、正確に計算できる範囲を超えます。", "金額を複数の口座に分けてください。"],
  ),
  over_balance: text(
    "口座の残高を超えています",
    ["More is to be taken out than the account holds.", "Take out what is there, or less."],
    ["引き出す金額が残高より多くなっています。", "残高以内の金額にしてください。"],
  ),
  suspense_not_found: text(
    "この返金は仮勘定にありません",
    [
      "Nothing of this refund is in suspense: it never was, or it was resolved before.",
      "Look at the list of what is in suspense.",
    ],
    ["この返金は仮勘定に入っていないか、処理済みです。", "仮勘定の一覧を確かめてください。"],
  ),
  status_conflict: text(
    "口座の状態では行えません",
    [
      "What was asked isn't possible for an account that is frozen, closing or closed.",
      "Change the account's status first, if that is right.",
    ],
    [
      "凍結中、解約中、解約済みの口座にはできない操作です。",
      "必要なら、先に口座の状態を変えてください。",
    ],
  ),
  payout_not_found: text(
    "その払い出しはありません",
    ["No payout of this register has this id.", "Take the id from the list of payouts."],
    ["このIDの払い出しはありません。", "払い出しの一覧からIDを取ってください。"],
  ),
  payout_account_missing: text(
    "払い出し先の口座がありません",
    [
      "The register has named no bank account to pay out to.",
      "Set one: the SDK's `setPayoutAccount` signs it with the register's key.",
    ],
    [
      "払い出し先の銀行口座が設定されていません。",
      "設定してください。SDKの`setPayoutAccount`がレジスターの鍵で署名します。",
    ],
  ),
  payout_account_outdated: text(
    "より新しい払い出し先が設定されています",
    [
      "Payout accounts are numbered upwards, and this number, or a later one, is set.",
      "Sign the account again with a greater number.",
    ],
    [
      "払い出し先には増えていく番号が付きます。この番号以上のものが設定されています。",
      "より大きい番号で署名し直してください。",
    ],
  ),
  payout_not_sent: text(
    "銀行にまだ伝えていない払い出しです",
    [
      "Only a payout that the bank was told of can come back from it.",
      "Mark its file as sent first, if it was.",
    ],
    [
      "銀行に伝えた払い出しだけが、銀行から戻ります。",
      "送ったのなら、先にファイルを送信済みにしてください。",
    ],
  ),
  payout_empty: text(
    "払い出すものがありません",
    [
      "The register's balance in this currency is zero, or less than the least payout.",
      "Look at the journal; ask again after the next sale.",
    ],
    [
      "この通貨の残高がゼロか、最低額に届きません。",
      "帳簿を確かめ、次の売上の後に試してください。",
    ],
  ),
  payout_unfunded: text(
    "キャリアの帳簿にその金額がありません",
    [
      "The carrier pays out of what its own journals came to, and that is less than was asked.",
      "Let the reconciliation run; the operator sees what differs.",
    ],
    [
      "キャリアは自分の帳簿にある金額だけを払い出します。求めた金額はそれより多くなっています。",
      "照合を待ってください。違いは運営者の画面で分かります。",
    ],
  ),
  payout_mismatch: text(
    "払い出しは別の内容で指図されています",
    [
      "A payout with this id was ordered with other terms. An id is for one payout.",
      "Read the payout, and order the next one under its own id.",
    ],
    [
      "このIDの払い出しは、別の内容で指図されています。",
      "払い出しを読み、次のものは別のIDで指図してください。",
    ],
  ),
  payout_debtor_missing: text(
    "キャリアの支払い元口座がありません",
    [
      "Files for the bank need the account that they are paid from, and none is configured.",
      "Set PAYOUT_DEBTOR at the carrier.",
    ],
    [
      "銀行ファイルには支払い元の口座が要りますが、設定がありません。",
      "キャリアにPAYOUT_DEBTORを設定してください。",
    ],
  ),
} as const;
