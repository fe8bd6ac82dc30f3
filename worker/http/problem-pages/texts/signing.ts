/** Of signed objects, registers and their keys, and webhooks. */

import { text } from "../problem-text.ts";

export const SIGNING_TEXTS = {
  bad_signature: text(
    "署名が正しくありません",
    [
      "The signature isn't one of this key over these bytes. Either another key signed, or what is signed was changed afterwards.",
      "Sign the RFC 8785 bytes of the payload with the register's current key. The SDK does, and so does `warifu sign`.",
    ],
    [
      "この鍵による、この内容への署名ではありません。別の鍵か、署名の後に内容が変わっています。",
      "今のレジスターの鍵で、RFC 8785の形の内容に署名してください。SDKと`warifu sign`はそうします。",
    ],
  ),
  wrong_type: text(
    "署名されたものの種類が違います",
    [
      "A signed object says by `typ` what it is, and this isn't what is asked for here.",
      "Send the object that the operation's schema names.",
    ],
    [
      "署名されたものの`typ`が、ここで求める種類ではありません。",
      "その操作の形が示すものを送ってください。",
    ],
  ),
  wrong_issuer: text(
    "署名した人が違います",
    [
      "`iss` names another party than the one that asks.",
      "Let who asks sign, with its own id or key as `iss`.",
    ],
    [
      "`iss`が、問い合わせた人のものではありません。",
      "問い合わせる人が、自分の名前で署名してください。",
    ],
  ),
  wrong_audience: text(
    "宛先が違います",
    [
      "`aud` names another realm. An object made for one system is nothing in another.",
      "Use the realm of the root key that your WARIFU_KEY pins.",
    ],
    [
      "`aud`が別のシステムを指しています。あるシステムのために作ったものは、別のシステムでは使えません。",
      "WARIFU_KEYにあるルート鍵のrealmを使ってください。",
    ],
  ),
  wrong_mode: text(
    "テストと本番が混ざっています",
    [
      "Test and live have their own keys, ids and objects, and one of these is of the other mode.",
      "Use the WARIFU_KEY of the mode that you mean, and ids that it made.",
    ],
    [
      "テストと本番では、鍵もIDも別です。どれかが反対のものです。",
      "使いたい方のWARIFU_KEYと、それで作ったIDを使ってください。",
    ],
  ),
  register_uncertified: text(
    "レジスターをキャリアが証明していません",
    [
      "There is no certificate of the carrier for this register, or it names another key, name or origins.",
      "Have the operator certify the register, then register again with what was certified.",
    ],
    [
      "このレジスターの証明書がないか、鍵・名前・ドメインが違います。",
      "運営者に証明してもらい、その内容で登録し直してください。",
    ],
  ),
  certificate_expired: text(
    "レジスターの証明書の期間外です",
    [
      "A certificate lasts 30 days, and the carrier renews it by itself. This one has ended, or hasn't begun.",
      "Look whether your origins still serve /.well-known/warifu.json; if so, ask the operator.",
    ],
    [
      "証明書は30日間有効で、キャリアが自動で更新します。これは期限切れか、まだ始まっていません。",
      "お店のドメインが/.well-known/warifu.jsonを出しているか確かめ、出していれば運営者に尋ねてください。",
    ],
  ),
  wrong_register: text(
    "別のレジスターのものです",
    [
      "The signed object or the address names another register than the API key.",
      "Use the key of the register that the object is of.",
    ],
    [
      "署名されたもの、またはアドレスが、APIキーとは別のレジスターを指しています。",
      "そのレジスターのキーを使ってください。",
    ],
  ),
  register_unknown: text(
    "知らないレジスターです",
    [
      "No register with this id is registered here.",
      "Check the id, and that it is of this system and mode.",
    ],
    [
      "このIDのレジスターは登録されていません。",
      "IDと、システムとモードが合っているか確かめてください。",
    ],
  ),
  register_exists: text(
    "レジスターは別の証明書で登録済みです",
    [
      "A register has this id already, under another key.",
      "To change the key, use the operation for that: it needs both keys' signatures.",
    ],
    [
      "このIDのレジスターが、別の鍵ですでにあります。",
      "鍵を替えるには専用の操作を使ってください。両方の鍵の署名が要ります。",
    ],
  ),
  origin_unproven: text(
    "ドメインがレジスターの鍵を示していません",
    [
      "An origin is proven by the file /.well-known/warifu.json there, over https, naming the register's key. It wasn't found, or names another. `detail` says which and why.",
      "Serve the file that the SDK or `npm run register` writes, then send the same again.",
    ],
    [
      "ドメインの/.well-known/warifu.jsonが見つからないか、別の鍵を示しています。`detail`に理由があります。",
      "SDKや`npm run register`が作るファイルを公開し、同じものを送り直してください。",
    ],
  ),
  register_key_outdated: text(
    "より新しいレジスターの鍵が設定されています",
    [
      "Changes of the key are numbered upwards, and this number, or a later one, was used.",
      "Make the change with a greater number, if it is still meant.",
    ],
    [
      "鍵の変更には増えていく番号が付きます。この番号以上のものが使われています。",
      "まだ必要なら、より大きい番号で作り直してください。",
    ],
  ),
  key_not_found: text(
    "そのAPIキーはありません",
    [
      "No API key of this register has this id. The id isn't the key's text.",
      "Take the id from your list of keys.",
    ],
    [
      "このレジスターに、このIDのAPIキーはありません。IDはキーの文字列とは別のものです。",
      "キーの一覧からIDを取ってください。",
    ],
  ),
  too_many_keys: text(
    "APIキーが多すぎます",
    [
      "A register has at most 50 valid API keys.",
      "Revoke those that are no longer used: the list says when each was last used.",
    ],
    [
      "有効なAPIキーは50個までです。",
      "使っていないものを取り消してください。最後に使った日が一覧にあります。",
    ],
  ),
  webhook_not_found: text(
    "そのWebhookはありません",
    [
      "No webhook endpoint of this register has this id, or it was removed.",
      "Take the id from your list of endpoints.",
    ],
    ["このIDのWebhookはないか、削除されました。", "Webhookの一覧からIDを取ってください。"],
  ),
  too_many_webhooks: text(
    "Webhookが多すぎます",
    ["A register has at most 10 endpoints.", "Remove one that nobody listens at."],
    ["Webhookは10個までです。", "使っていないものを削除してください。"],
  ),
  webhook_url_refused: text(
    "そのアドレスには送れません",
    [
      "Webhooks go over https to public names. Addresses inside a network, and literal ones, are refused.",
      "Use a public https address. On your own machine, let `warifu listen` forward events.",
    ],
    [
      "Webhookは公開された名前にhttpsで送ります。内部のアドレスやIPアドレスには送りません。",
      "公開されたhttpsのアドレスを使ってください。手元では`warifu listen`が転送します。",
    ],
  ),
  event_not_found: text(
    "そのイベントはありません",
    [
      "No event of this register has this id.",
      "Take the id from `GET /v1/events`, or replay everything after a sequence.",
    ],
    [
      "このIDのイベントはありません。",
      "`GET /v1/events`からIDを取るか、ある番号より後をまとめて送り直してください。",
    ],
  ),
  wrong_origin: text(
    "ページがレジスターのドメインではありません",
    [
      "The page that holds the pay button isn't at one of the register's proven origins.",
      "Add the page's origin to the register, and prove it.",
    ],
    [
      "支払いボタンのあるページが、レジスターの証明済みドメインではありません。",
      "ページのドメインをレジスターに加え、証明してください。",
    ],
  ),
  price_list_not_found: text(
    "その価格表はありません",
    [
      "The register has no price list with this name or number.",
      "Take it from your list of price lists, or set it first.",
    ],
    ["この名前や番号の価格表はありません。", "価格表の一覧を確かめるか、先に設定してください。"],
  ),
  price_list_withdrawn: text(
    "価格表は取り下げられました",
    [
      "The register withdrew the list. Nothing new is sold from it.",
      "Link to a list that is in force.",
    ],
    [
      "お店がこの価格表を取り下げました。新しくは売りません。",
      "有効な価格表へのリンクに替えてください。",
    ],
  ),
  price_list_outdated: text(
    "より新しい価格表があります",
    [
      "Lists are numbered upwards, and this number, or a later one, is set.",
      "Sign the list again with a greater number; a shopper loads the page anew.",
    ],
    [
      "価格表には増えていく番号が付きます。この番号以上のものが設定されています。",
      "より大きい番号で署名し直してください。買う人はページを開き直してください。",
    ],
  ),
  price_list_mismatch: text(
    "取引の条件が価格表と合いません",
    [
      "The trade's terms aren't what the signed list gives for this item and quantity.",
      "Let the page begin the trade by item and quantity alone: the price isn't its to say.",
    ],
    [
      "取引の条件が、署名された価格表の品目と数量から出るものと違います。",
      "ページからは品目と数量だけを渡してください。価格はページが決めるものではありません。",
    ],
  ),
  too_many_price_lists: text(
    "価格表が多すぎます",
    [
      "The register has as many price lists as it can have.",
      "Withdraw one, or put its items into another.",
    ],
    [
      "価格表の数が上限に達しています。",
      "一つを取り下げるか、品目を別の価格表にまとめてください。",
    ],
  ),
  item_not_found: text(
    "その品目は価格表にありません",
    [
      "The list has no item with this id.",
      "Use an id of the list as it stands, and link again after an item is renamed.",
    ],
    ["この価格表に、このIDの品目はありません。", "今の価格表のIDを使い、リンクを直してください。"],
  ),
  item_not_sold: text(
    "その品目は今は売られていません",
    [
      "The item stands in the list, but not for sale at this time.",
      "Offer another item, or set a list in which it is for sale.",
    ],
    [
      "品目は価格表にありますが、今は販売していません。",
      "別の品目を出すか、販売中にした価格表を設定してください。",
    ],
  ),
  quantity_out_of_range: text(
    "数量が範囲の外です",
    [
      "The list says how many of an item may be bought at once, and this is fewer or more.",
      "Choose a quantity within the item's limits.",
    ],
    ["一度に買える数量が決まっていて、その外です。", "品目の範囲の中の数量を選んでください。"],
  ),
} as const;
