/**
 * GET /get: where the pay button sends a shopper who has no wallet. Says what the wallet is and where to
 * get it; asks for nothing, sets no cookie, loads nothing. English and Japanese by Accept-Language.
 */

import type { Door } from "../../http/door.ts";
import type { SynchronousEnv } from "../env.ts";

interface Words {
  readonly title: string;
  readonly lead: string;
  readonly points: readonly string[];
  readonly get: string;
  readonly none: string;
  readonly back: string;
}

const EN: Words = {
  title: "Get the Warifu wallet",
  lead: "It is a small browser extension. The shop is paid and never learns who paid: no card number, no password, no name.",
  points: [
    "It works with this one address and reads no other page.",
    "You see who asks, and for how much, before anything is paid.",
    "Only you confirm, in the wallet's own window.",
  ],
  get: "Add it to your browser",
  none: "This is a test system: whoever runs it gives you the extension to load.",
  back: "Then go back to the shop and press the button again. Your basket is still there.",
};

const JA: Words = {
  title: "Warifuウォレットを入手する",
  lead: "小さなブラウザー拡張機能です。お店には代金が届きますが、どなたが払ったかは伝わりません。カード番号もパスワードもお名前も渡しません。",
  points: [
    "このアドレスだけで働き、ほかのページは読みません。",
    "支払う前に、お店の名前と金額を確かめられます。",
    "確定できるのは、ウォレットの画面でのあなたの操作だけです。",
  ],
  get: "ブラウザーに追加する",
  none: "これはテスト用のシステムです。運営者から拡張機能を受け取って読み込んでください。",
  back: "そのあとお店に戻り、もう一度ボタンを押してください。かごはそのままです。",
};

const STYLE = `:root{color-scheme:light dark;background:light-dark(#fbfaf6,#14161a);color:light-dark(#1a1c20,#f2f0ea)}
body{max-width:36rem;margin:12vh auto;padding:0 24px;font:15px/1.6 system-ui,"Hiragino Sans","Noto Sans JP",sans-serif}
h1{font-size:28px;line-height:1.3}li{margin:8px 0}a{display:inline-block;min-height:44px;line-height:44px;padding:0 24px;
border-radius:10px;background:light-dark(#24407a,#8fb0ff);color:light-dark(#ffffff,#14161a);text-decoration:none;font-weight:600}
a:focus-visible{outline:2px solid light-dark(#24407a,#8fb0ff);outline-offset:2px}.soft{color:light-dark(#5b606b,#a7acb8)}`;

export function addGetPage(door: Door<SynchronousEnv>): void {
  door.get("/get", async (c) => {
    const language = /^ja\b/i.test(c.req.header("Accept-Language") ?? "") ? "ja" : "en";
    return new Response(pageOf(language === "ja" ? JA : EN, language, c.env.WALLET_URL), {
      headers: {
        "Content-Type": "text/html; charset=utf-8",
        "Content-Language": language,
        Vary: "Accept-Language",
        "Cache-Control": "public, max-age=300",
        "Content-Security-Policy": `default-src 'none'; style-src 'sha256-${await styleHash()}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
      },
    });
  });
}

async function styleHash(): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(STYLE));
  return btoa(String.fromCharCode(...new Uint8Array(digest)));
}

/** @param store the operator's own setting; anything but an https address is left out */
function pageOf(words: Words, language: string, store: string | undefined): string {
  const url = store && URL.canParse(store) ? new URL(store) : undefined;
  const link = url?.protocol === "https:" ? url.href.replaceAll('"', "%22") : undefined;
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${words.title}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${words.title}</h1>
<p>${words.lead}</p>
<ul>${words.points.map((point) => `<li>${point}</li>`).join("")}</ul>
<p>${link ? `<a href="${link}" rel="noopener">${words.get}</a>` : words.none}</p>
<p class="soft">${words.back}</p>
</main>
</body>
</html>
`;
}
