/**
 * GET /t/<trade>: a trade's page at our origin, where a wallet on any device can pay it. It says the certified name, the
 * amount and how the trade stands; never who pays, what is bought, or what the shop noted [PG17]. Whoever has the trade's
 * id may look, as with the offer. Beside it the QR code of its own address.
 */

import { encode } from "uqr";
import type { TradeId } from "../../../protocol/ids.ts";
import type { OfferView } from "../../../protocol/messages.ts";
import { formatMoney } from "../../../protocol/money/money-text.ts";
import { TRADE_PAGE_PATH, tradePagePath } from "../../../protocol/page/page-names.ts";
import { refusal } from "../../../protocol/problem.ts";
import { tradeCode } from "../../../protocol/trade/trade-code.ts";
import { refuse } from "../../http/answer.ts";
import type { Door } from "../../http/door.ts";
import { escaped, ourPage, type PageLanguage, pageLanguage } from "../../http/page-frame.ts";
import type { SynchronousEnv } from "../env.ts";
import { tillOf, tradeIdOf } from "../trade-address.ts";
import { TRADE_WORDS } from "./trade-page-words.ts";

export function addTradePage(door: Door<SynchronousEnv>): void {
  door.get(`${TRADE_PAGE_PATH}/:trade`, async (c) => {
    const language = pageLanguage(c.req.header("Accept-Language"));
    const trade = await tradeIdOf(c.req.param("trade"), c.env);
    const offer = trade.ok ? await tillOf(trade.value, c.env).offer(trade.value) : trade;
    return offer.ok ? tradePage(offer.value, language) : noTradePage(offer.error.code, language);
  });
  door.get(`${TRADE_PAGE_PATH}/:trade/qr.svg`, async (c) => {
    const trade = await tradeIdOf(c.req.param("trade"), c.env);
    if (!trade.ok) return refuse(c.req.raw, refusal("trade_not_found"));
    return qrOf(c.env.ORIGIN + tradePagePath(trade.value));
  });
}

function tradePage({ offer, status }: OfferView, language: PageLanguage): Promise<Response> {
  const words = TRADE_WORDS[language];
  const { name, origins, register, mode } = offer.certificate.payload;
  const { amount, currency } = offer.terms.payload;
  const money = formatMoney({ amount, currency }, language).replace("\uffe5", "\u00a5");
  const host = origins[0]?.origin.replace(/^https:\/\//, "");
  const isOpen = status === "open";
  const main = [
    mode === "test" ? `<p class="test">${words.test}</p>` : "",
    `<h1>${escaped(name)}</h1>`,
    host === undefined ? "" : `<p class="soft small">${escaped(host)}</p>`,
    `<p class="amount">${escaped(money)}</p>`,
    `<p class="soft small">${words.code} <span class="code">${tradeCode(offer.trade)}</span></p>`,
    isOpen ? "" : `<p>${words.over[status]}</p>`,
    isOpen || status === "settled" || status === "authorized" ? button(offer.trade) : "",
    isOpen ? `<p class="soft small">${words.advice}</p>` : "",
    `<noscript><p class="soft">${words.noScript}</p></noscript>`,
  ];
  const title = isOpen ? words.title(name) : words.done(name);
  return ourPage({ language, title, main: main.filter(Boolean).join("\n"), register });
}

/** Followed from the first moment, so that it shows what happens elsewhere. */
function button(trade: TradeId): string {
  return `<warifu-checkout trade="${trade}" follow="${trade}" size="large"></warifu-checkout>`;
}

function noTradePage(code: string, language: PageLanguage): Promise<Response> {
  const words = TRADE_WORDS[language];
  const known = code === "trade_cancelled" ? words.over.cancelled : words.none;
  const main = `<h1>${words.noTitle}</h1>\n<p>${known}</p>`;
  const status = code === "trade_cancelled" ? 200 : 404;
  return ourPage({ language, title: words.noTitle, main, status });
}

/** Black on white whatever the page's colours, with the four modules around it that ISO/IEC 18004 asks for. */
const QUIET_MODULES = 4;

function qrOf(text: string): Response {
  const { data, size } = encode(text, { ecc: "M", border: QUIET_MODULES });
  const rows = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : "")));
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${size}v${size}H0z"/><path d="${rows.join("")}"/></svg>`;
  return new Response(svg, {
    headers: {
      "Content-Type": "image/svg+xml",
      "Cache-Control": "private, max-age=86400, immutable",
      "X-Robots-Tag": "noindex, nofollow",
    },
  });
}
