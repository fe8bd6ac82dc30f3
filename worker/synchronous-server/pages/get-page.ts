/**
 * GET /get: where the pay button sends a shopper who has no wallet. Says what the wallet is and where to get it, this
 * browser's store first; asks for nothing, sets no cookie, loads nothing. English and Japanese by Accept-Language.
 */

import type { Door } from "../../http/door.ts";
import { escaped, ourPage, pageLanguage } from "../../http/page-frame.ts";
import type { SynchronousEnv } from "../env.ts";
import type { SynchronousSettings } from "../settings.ts";

interface Words {
  readonly title: string;
  readonly lead: string;
  readonly points: readonly string[];
  readonly stores: Readonly<Record<Browser, string>>;
  readonly none: string;
  readonly back: string;
}

type Browser = "chromium" | "firefox" | "other";

const EN: Words = {
  title: "Get the Warifu wallet",
  lead: "It is a small browser extension. The shop is paid and never learns who paid: no card number, no password, no name.",
  points: [
    "It works with this one address and reads no other page.",
    "You see who asks, and for how much, before anything is paid.",
    "Only you confirm, in the wallet's own window.",
  ],
  stores: {
    chromium: "Add it to Chrome, Edge or Brave",
    firefox: "Add it to Firefox",
    other: "Add it to your browser",
  },
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
  stores: {
    chromium: "Chrome、Edge、Braveに追加する",
    firefox: "Firefoxに追加する",
    other: "ブラウザーに追加する",
  },
  none: "これはテスト用のシステムです。運営者から拡張機能を受け取って読み込んでください。",
  back: "そのあとお店に戻り、もう一度ボタンを押してください。かごはそのままです。",
};

export function addGetPage(door: Door<SynchronousEnv>): void {
  door.get("/get", (c) => {
    const language = pageLanguage(c.req.header("Accept-Language"));
    const words = language === "ja" ? JA : EN;
    const browser = browserOf(c.req.header("User-Agent") ?? "");
    return ourPage({
      language,
      title: words.title,
      main: mainOf(words, storesOf(c.env, browser)),
      cache: "private, max-age=300",
    });
  });
}

/** By what every browser says of itself: it only decides which link is the first. */
function browserOf(userAgent: string): Browser {
  if (/\bFirefox\//.test(userAgent)) return "firefox";
  return /\bChrom(e|ium)\//.test(userAgent) ? "chromium" : "other";
}

/** The operator's own settings, the asking browser's first; anything but an https address is left out. */
function storesOf(
  { WALLET_URL_CHROMIUM, WALLET_URL_FIREFOX, WALLET_URL }: SynchronousSettings,
  browser: Browser,
): [Browser, string][] {
  const all: [Browser, string | undefined][] = [
    ["chromium", WALLET_URL_CHROMIUM],
    ["firefox", WALLET_URL_FIREFOX],
    ["other", WALLET_URL],
  ];
  const there = all.flatMap(([name, text]): [Browser, string][] => {
    const url = text && URL.canParse(text) ? new URL(text) : undefined;
    return url?.protocol === "https:" ? [[name, url.href]] : [];
  });
  return there.sort(([a], [b]) => Number(b === browser) - Number(a === browser));
}

function mainOf(words: Words, stores: readonly [Browser, string][]): string {
  const links = stores.map(
    ([browser, href]) =>
      `<li><a href="${escaped(href)}" rel="noopener">${words.stores[browser]}</a></li>`,
  );
  return `<h1 class="big">${words.title}</h1>
<p>${words.lead}</p>
<ul>${words.points.map((point) => `<li>${point}</li>`).join("")}</ul>
${links.length > 0 ? `<ul class="stores">${links.join("")}</ul>` : `<p>${words.none}</p>`}
<p class="soft">${words.back}</p>`;
}
