/**
 * GET /watch: the page that shows how both servers do. Says nothing itself: it asks its reader for a key and reads
 * /v1/watching with it. One style and one script, both ours; nobody frames it, nothing else is loaded or asked.
 */

import { toUtf8 } from "../../../protocol/signing/encoding.ts";
import type { Door } from "../../http/door.ts";
import { escaped, type PageLanguage, pageLanguage } from "../../http/page-frame.ts";
import type { CarrierEnv } from "../env.ts";
import { WATCHING_SCRIPT } from "./script.ts";
import { WATCHING_STYLE } from "./style.ts";
import { WATCHING_WORDS } from "./words.ts";

export const WATCHING_PATHS = /^\/watch(\.js)?$/;

export function addWatchingPage(door: Door<CarrierEnv>): void {
  door.get("/watch", async (c) => {
    const language = pageLanguage(c.req.query("lang") ?? c.req.header("Accept-Language"));
    return new Response(pageHtml(language), {
      headers: {
        "Content-Type": "text/html; charset=utf-8",
        "Content-Language": language,
        Vary: "Accept-Language",
        "Cache-Control": "no-store",
        "X-Robots-Tag": "noindex, nofollow",
        "Content-Security-Policy": await policy(),
      },
    });
  });
  door.get("/watch.js", () => {
    const headers = {
      "Content-Type": "text/javascript; charset=utf-8",
      "Cache-Control": "no-cache",
    };
    return new Response(WATCHING_SCRIPT, { headers });
  });
}

let hashed: string | undefined;

async function policy(): Promise<string> {
  if (hashed === undefined) {
    const digest = await crypto.subtle.digest("SHA-256", toUtf8(WATCHING_STYLE));
    hashed = btoa(String.fromCharCode(...new Uint8Array(digest)));
  }
  return [
    "default-src 'none'",
    "script-src 'self'",
    "connect-src 'self'",
    `style-src 'sha256-${hashed}'`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join("; ");
}

function pageHtml(language: PageLanguage): string {
  const words = WATCHING_WORDS[language];
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>${escaped(words.title)} · Warifu</title>
<style>${WATCHING_STYLE}</style>
<script src="/watch.js" defer></script>
</head>
<body>
<header><span>Warifu</span><span>${escaped(words.title)}</span></header>
<main>
<form>
<label>${escaped(words.key)}<input name="key" type="password" autocomplete="off" required></label>
<button>${escaped(words.show)}</button>
</form>
<p id="note" class="bad" role="status"></p>
<div id="place"></div>
<p id="words" hidden>${escaped(JSON.stringify(words))}</p>
</main>
</body>
</html>
`;
}
