/** Of reading a request, of who asks, and of idempotency keys. */

import { text } from "../problem-text.ts";

export const REQUEST_TEXTS = {
  malformed_json: text(
    "本文がJSONではありません",
    [
      "The body can't be read as UTF-8 JSON, is deeper than 16 levels, or names a member twice in one object.",
      "Send what your JSON library writes, unchanged. Look for a proxy that rewrites bodies.",
    ],
    [
      "本文をUTF-8のJSONとして読めないか、16段より深いか、同じ名前が一つのオブジェクトに二度あります。",
      "JSONライブラリーの出力をそのまま送ってください。途中で本文を書き換えるものがないか確かめてください。",
    ],
  ),
  invalid_request: text(
    "リクエストが決められた形に合いません",
    [
      "A member is missing, unknown, or of another form. `param` names the first one that doesn't fit, as a JSON pointer or as a header's or parameter's name.",
      "Mend what `param` names. `detail` says what was expected, and the OpenAPI document has every schema.",
    ],
    [
      "足りない項目、知らない項目、形の違う項目があります。最初に合わなかったものを`param`が示します。",
      "`param`の項目を直してください。`detail`に期待する形が、OpenAPI文書にすべての形があります。",
    ],
  ),
  body_too_large: text(
    "本文が大きすぎます",
    [
      "A body is 64 kB at most. The rest of it wasn't read.",
      "Send fewer or shorter items. A description belongs in your own shop, not in the terms.",
    ],
    [
      "本文は最大64 kBです。残りは読んでいません。",
      "品目を減らすか短くしてください。詳しい説明はお店の側に置きます。",
    ],
  ),
  unsupported_media_type: text(
    "本文はapplication/jsonで送ります",
    [
      "The Content-Type header is missing, or names something else.",
      "Send `Content-Type: application/json`.",
    ],
    [
      "Content-Typeヘッダーがないか、別の種類になっています。",
      "`Content-Type: application/json`を付けてください。",
    ],
  ),
  route_not_found: text(
    "ここには何もありません",
    [
      "No operation has this address. Often the version is missing, or a path has a typing error.",
      "Compare it with the OpenAPI document at /v1/openapi.json.",
    ],
    [
      "このアドレスの操作はありません。多くは`/v1`の書き忘れか、綴りの違いです。",
      "/v1/openapi.jsonの文書と見比べてください。",
    ],
  ),
  method_not_allowed: text(
    "このアドレスではそのメソッドを使えません",
    ["The address is right, the method isn't.", "Use one that the answer's `Allow` header names."],
    ["アドレスは正しく、メソッドが違います。", "応答の`Allow`ヘッダーにあるものを使ってください。"],
  ),
  unknown_version: text(
    "そのAPIバージョンはありません",
    [
      "`Warifu-Version` names a day that is no version of this API.",
      "Use a version that `detail` names, or leave the header out: then your key's own version counts.",
    ],
    [
      "`Warifu-Version`の日付は、このAPIのバージョンではありません。",
      "`detail`にあるバージョンを使うか、ヘッダーを省いてください。省くとキーを作った時のバージョンになります。",
    ],
  ),
  upgrade_required: text(
    "このアドレスはWebSocket用です",
    [
      "A plain request came to an address that only opens WebSockets.",
      "Open a WebSocket there, or use the twin that is asked by GET.",
    ],
    [
      "WebSocketだけのアドレスに、普通のリクエストが来ました。",
      "WebSocketで開くか、GETで聞ける同じ内容のアドレスを使ってください。",
    ],
  ),
  too_many_sockets: text(
    "開いているソケットが多すぎます",
    [
      "A trade has at most 20 open page sockets, an account 10 money sockets.",
      "Close those that nobody looks at, and open one again.",
    ],
    [
      "取引ごとのページのソケットは20、口座ごとのソケットは10までです。",
      "使っていないものを閉じてから、開き直してください。",
    ],
  ),
  rate_limited: text(
    "リクエストが多すぎます",
    [
      "More requests came in a short time than the limit that `RateLimit-Policy` names. Nothing was done. Payments under way are never counted.",
      "Wait as long as `Retry-After` says, then send the same request again. Poll less often, or use webhooks.",
    ],
    [
      "`RateLimit-Policy`の上限を短い間に超えました。何も行われていません。進行中の支払いは数えません。",
      "`Retry-After`の秒数を待ち、同じリクエストを送り直してください。問い合わせの間隔をあけるか、Webhookを使ってください。",
    ],
  ),
  wrong_context: text(
    "そのページやフレームからは使えません",
    [
      "A web page asked for something that only servers and wallets may ask for. A browser said so by `Origin` or `Sec-Fetch-Site`.",
      "Call the API from your backend. An API key never belongs in a page.",
    ],
    [
      "サーバーとウォレットだけが使うアドレスに、Webページから問い合わせが来ました。",
      "APIはお店のサーバーから呼んでください。APIキーをページに置いてはいけません。",
    ],
  ),
  unauthorized: text(
    "APIキーが有効ではありません",
    [
      "The Authorization header is missing or malformed, or the key was revoked, or it never was one of ours.",
      "Send `Authorization: Bearer wk_…` with a key that your list of keys shows as valid.",
    ],
    [
      "Authorizationヘッダーがないか形が違うか、キーが取り消されたか、当方のキーではありません。",
      "有効なキーを`Authorization: Bearer wk_…`で送ってください。",
    ],
  ),
  key_not_allowed: text(
    "このAPIキーにはその権限がありません",
    [
      "The key is valid, but its scopes don't include this operation. `detail` names the scope that it needs.",
      "Use a key with that scope, or make one.",
    ],
    [
      "キーは有効ですが、この操作の権限がありません。必要な権限は`detail`にあります。",
      "その権限を持つキーを使うか、新しく作ってください。",
    ],
  ),
  credential_invalid: text(
    "端末の証明が有効ではありません",
    [
      "The wallet's credential can't be opened here, or belongs to another key than the one that signed.",
      "The wallet asks for a new credential by itself. Nothing is to be done by hand.",
    ],
    [
      "ウォレットの証明をここでは開けないか、署名した鍵のものではありません。",
      "ウォレットが自動で新しい証明を求めます。操作は要りません。",
    ],
  ),
  credential_expired: text(
    "端末の証明の期限が切れました",
    ["A credential lasts five minutes.", "The wallet renews it and sends the same request again."],
    ["端末の証明の有効期間は5分です。", "ウォレットが更新して、同じリクエストを送り直します。"],
  ),
  unknown_terminal: text(
    "知らない端末です",
    [
      "No account has a terminal with this key, or the change is signed by a key that isn't one of the account's.",
      "Link the terminal again from one that works, or use the recovery key.",
    ],
    [
      "この鍵の端末を持つ口座がないか、口座のものではない鍵で署名されています。",
      "使える端末からつなぎ直すか、復旧キーを使ってください。",
    ],
  ),
  terminal_revoked: text(
    "この端末は取り消されました",
    [
      "Another terminal, the recovery key or the operator revoked it. It pays nothing any more.",
      "Begin anew on this device with a new key, approved by a terminal that is active.",
    ],
    [
      "ほかの端末、復旧キー、または運営者がこの端末を取り消しました。もう支払いはできません。",
      "この機器では新しい鍵で始め、有効な端末から承認してください。",
    ],
  ),
  operator_unauthorized: text(
    "運営者キーが有効ではありません",
    [
      "The operator's key is missing, or isn't one of the two that this carrier knows.",
      "Use the key that the deployment was given. It never stands on a command line.",
    ],
    [
      "運営者キーがないか、このキャリアが知る二つのどちらでもありません。",
      "導入時に設定したキーを使ってください。コマンドラインには書きません。",
    ],
  ),
  stale_request: text(
    "リクエストの時刻がサーバーと離れています",
    [
      "What is signed for one moment has to arrive within 60 seconds of it. `time` is the server's clock.",
      "Set your clock, sign again and send again.",
    ],
    [
      "署名に入る時刻は、サーバーの時計から60秒以内でなければなりません。`time`がサーバーの時刻です。",
      "時計を合わせ、署名し直して送ってください。",
    ],
  ),
  signature_missing: text(
    "リクエストに署名がありません",
    [
      "What a wallet asks is signed by its device key (RFC 9421), and this request isn't.",
      "Sign `@method`, `@target-uri` and `content-digest`, as SPEC's section on requests says.",
    ],
    [
      "ウォレットのリクエストには端末の鍵の署名（RFC 9421）が要りますが、付いていません。",
      "SPECの説明の通り、`@method`、`@target-uri`、`content-digest`に署名してください。",
    ],
  ),
  signature_malformed: text(
    "署名の形が決まりと違います",
    [
      "There is a signature, but with other components or parameters than the agreed ones, or more than one.",
      "Send one signature with exactly the components and parameters of SPEC's section on requests.",
    ],
    [
      "署名はありますが、対象や項目が決まりと違うか、二つ以上あります。",
      "SPECが決める対象と項目だけの署名を一つ送ってください。",
    ],
  ),
  content_digest_mismatch: text(
    "Content-Digestが本文と合いません",
    [
      "The SHA-256 in Content-Digest isn't that of the bytes that came.",
      "Make the digest of exactly the bytes that you send. Look for a proxy that rewrites bodies.",
    ],
    [
      "Content-DigestのSHA-256が、届いたバイト列のものではありません。",
      "送るバイト列そのものから計算してください。途中で書き換えるものがないか確かめてください。",
    ],
  ),
  idempotency_key_missing: text(
    "Idempotency-Keyがありません",
    [
      "Every write needs a key of your own, so that the same request sent twice is done once.",
      "Draw a UUID, store it with your order, and send it as `Idempotency-Key`, also when you send the request again.",
    ],
    [
      "書き込みには、二度送っても一度だけ行われるよう、お店が決めるキーが要ります。",
      "UUIDを作って注文と一緒に保存し、`Idempotency-Key`として送ってください。送り直すときも同じものです。",
    ],
  ),
  idempotency_key_reused: text(
    "Idempotency-Keyが別の内容に使われています",
    [
      "This key was used before, for another body or another act. Keys never expire. Nothing was done now.",
      "Use a new key for a new act. To finish the former one, send exactly what was sent then.",
    ],
    [
      "このキーは前に別の内容に使われました。キーに期限はありません。今回は何も行われていません。",
      "新しい操作には新しいキーを使ってください。前の操作を続けるなら、その時と同じ内容を送ってください。",
    ],
  ),
  terms_key_mismatch: text(
    "取引条件が別のIdempotency-Keyで署名されています",
    [
      "The signed terms name their key, and the header names another one.",
      "Send the header that the terms were signed for.",
    ],
    [
      "署名された条件の中のキーと、ヘッダーのキーが違います。",
      "条件に署名したときのキーをヘッダーに入れてください。",
    ],
  ),
} as const;
