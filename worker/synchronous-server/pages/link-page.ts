/**
 * GET /l/<list>/<item>?quantity=n: the page of a payment link. It says the shop's certified name and proven origin, the
 * item and the amount, as the register signed them, and holds the pay button; nothing that its address says but item
 * and quantity counts [PL9]. Once it is paid, /link.js shows so and leads on.
 */

import { uuid7 } from "../../../protocol/ids.ts";
import { formatMoney } from "../../../protocol/money/money-text.ts";
import { LINK_PAGE_PATH } from "../../../protocol/page/page-names.ts";
import { deriveTerms } from "../../../protocol/price-list/listed-terms.ts";
import { priceListIdOf } from "../../../protocol/price-list/price-list.ts";
import type { Terms } from "../../../protocol/signing/signed-objects.ts";
import type { Door } from "../../http/door.ts";
import { escaped, ourPage, type PageLanguage, pageLanguage } from "../../http/page-frame.ts";
import { clockNow } from "../../objects/clock.ts";
import { objectNamed } from "../../objects/placed.ts";
import { listOf } from "../doors/price-lists-api.ts";
import type { SynchronousEnv } from "../env.ts";
import type { SoldItem } from "../register/price-lists/price-lists.ts";
import { LINK_WORDS } from "./link-page-words.ts";

export function addLinkPage(door: Door<SynchronousEnv>): void {
  door.get(`${LINK_PAGE_PATH}/:list/:item`, async (c) => {
    const language = pageLanguage(c.req.header("Accept-Language"));
    const list = await listOf(c.req.param("list"), c.env);
    if (!list.ok) return nothingSold(list.error.code, language);
    const { register, name } = list.value;
    const sold = await objectNamed(c.env.REGISTER, register).soldItem(name, c.req.param("item"));
    if (!sold.ok) return nothingSold(sold.error.code, language);
    const quantity = c.req.query("quantity") ?? `${sold.value.listing.item.quantity.min}`;
    const terms = termsNow(sold.value, /^\d{1,7}$/.test(quantity) ? Number(quantity) : 0);
    if (!terms.ok) return nothingSold(terms.error, language);
    return linkPage(sold.value, terms.value, { language, rootKey: c.env.ROOT_KEY });
  });
}

/** What a trade that began now would be of. */
function termsNow({ listing }: SoldItem, quantity: number) {
  return deriveTerms(listing, { quantity, key: uuid7(clockNow(), new Uint8Array(10)) });
}

interface Around {
  readonly language: PageLanguage;
  readonly rootKey: string;
}

function linkPage(sold: SoldItem, terms: Terms, around: Around): Promise<Response> {
  const { language } = around;
  const words = LINK_WORDS[language];
  const { name, origins, register, mode } = sold.shop;
  const { amount, currency, items } = terms;
  const money = formatMoney({ amount, currency }, language).replace("\uffe5", "\u00a5");
  const host = origins[0]?.origin.replace(/^https:\/\//, "");
  const bought = items[0]?.name ?? "";
  const quantity = items[0]?.quantity ?? 0;
  const many = quantity === 1 ? "" : ` × ${quantity}`;
  const main = [
    mode === "test" ? `<p class="test">${words.test}</p>` : "",
    `<h1>${escaped(name)}</h1>`,
    host === undefined ? "" : `<p class="soft small">${escaped(host)}</p>`,
    `<p class="amount">${escaped(money)}</p>`,
    `<p>${escaped(bought)}${many}</p>`,
    button(sold, quantity),
    paidPart(sold, around),
    `<p class="soft small">${words.advice}</p>`,
    `<noscript><p class="soft">${words.noScript}</p></noscript>`,
  ];
  const title = words.title(bought, name);
  const script = "/link.js";
  return ourPage({ language, title, main: main.filter(Boolean).join("\n"), register, script });
}

function button({ listing: { list, item } }: SoldItem, quantity: number): string {
  const { iss, name } = list.payload;
  const named = { "price-list": priceListIdOf(iss, name), item: item.id, quantity, size: "large" };
  return `<warifu-checkout${attributes(named)}></warifu-checkout>`;
}

/** Hidden until the frame has the receipt; the link until it has somewhere to lead. */
function paidPart({ listing: { item }, shop }: SoldItem, { language, rootKey }: Around): string {
  const words = LINK_WORDS[language];
  const { register, mode, origins } = shop;
  const { id, kind, url } = item;
  // An origin may have left the certificate since the list was published [PL11].
  const isOwn = url !== undefined && origins.some(({ origin }) => origin === new URL(url).origin);
  const facts = { kind, register, mode, item: id, "root-key": rootKey, ...(isOwn ? { url } : {}) };
  const data = Object.entries(facts).map(([name, value]) => [`data-${name}`, value]);
  return [
    `<section id="paid" hidden${attributes(Object.fromEntries(data))}>`,
    `<h2 tabindex="-1">${words.paid}</h2>`,
    `<p class="soft small">${words.when} <span id="when"></span></p>`,
    `<p class="soft small">${words.number} <span id="trade"></span></p>`,
    `<p><a class="go" hidden rel="noreferrer">${words.on}</a></p>`,
    "</section>",
  ].join("\n");
}

function attributes(named: Readonly<Record<string, string | number>>): string {
  return Object.entries(named)
    .map(([name, value]) => ` ${name}="${escaped(`${value}`)}"`)
    .join("");
}

function nothingSold(code: string, language: PageLanguage): Promise<Response> {
  const words = LINK_WORDS[language];
  const known = { price_list_withdrawn: words.withdrawn, item_not_sold: words.notSold };
  const text = (known as Readonly<Record<string, string>>)[code] ?? words.none;
  const main = `<h1>${words.noTitle}</h1>\n<p>${text}</p>`;
  return ourPage({ language, title: words.noTitle, main, status: code in known ? 410 : 404 });
}
