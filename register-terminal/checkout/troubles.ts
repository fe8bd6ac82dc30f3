/**
 * What can be wrong with a shop's tag, and the fix: a closed set. The shop's developer reads it in the
 * console and gets the code in `warifu-trouble`; the shopper never sees it. Holds no data of a shopper.
 */

/** Where the tag stands. */
export interface Place {
  /** our origin, from the script's own address */
  readonly origin: string;
  /** the register's public id, as written in the tag */
  readonly register: string;
  /** the page's origin */
  readonly page: string;
}

interface Trouble {
  readonly what: string;
  readonly fix: string;
}

const TAG = (origin: string) =>
  `<script src="${origin}/checkout.js" data-register="reg_…" async></script>`;

const TABLE = {
  script_not_found: () => ({
    what: "checkout.js can't tell where it was loaded from",
    fix: `load it by a tag of its own, unbundled: ${TAG("https://pay.example")}`,
  }),
  register_missing: ({ origin }) => ({
    what: "the script tag names no register",
    fix: `add data-register: ${TAG(origin)}`,
  }),
  register_malformed: ({ register }) => ({
    what: `data-register="${register}" isn't a register's id`,
    fix: "copy the id that `npm run register` printed; it begins with reg_test_ or reg_live_",
  }),
  loaded_twice: () => ({
    what: "checkout.js was loaded twice with different registers or from different origins",
    fix: "keep one script tag; the first one counts",
  }),
  page_insecure: ({ page }) => ({
    what: `${page} isn't a secure page`,
    fix: "serve the checkout over https (http is for localhost, 127.0.0.1 and *.localhost)",
  }),
  page_framed: () => ({
    what: "the checkout page is inside another page's frame, where no wallet will pay",
    fix: "open the checkout as a page of its own (target=_top)",
  }),
  page_sandboxed: () => ({
    what: "the checkout page is sandboxed and has no origin",
    fix: "take the sandbox off: no sandbox attribute, no Content-Security-Policy: sandbox",
  }),
  frame_blocked: ({ origin }) => ({
    what: "the page's Content-Security-Policy keeps the pay button's frame out",
    fix: `let it name our origin: frame-src ${origin}; script-src ${origin}`,
  }),
  frame_silent: ({ origin, register, page }) => ({
    what: "the pay button's frame did not answer within 4 s",
    fix:
      `(1) ${page} must be a proven origin of ${register}: npm run register -- --origin ${page}; ` +
      `(2) the page's Content-Security-Policy must have: frame-src ${origin}; ` +
      `(3) ${origin} must answer`,
  }),
  trade_source_missing: () => ({
    what: "the element doesn't know how to get a trade",
    fix: 'give it trade-from="/checkout/trade", trade="trd_…" or element.createTrade = () => …',
  }),
  trade_from_elsewhere: ({ page }) => ({
    what: "trade-from is on another origin than the page",
    fix: `use an address of ${page}; your backend makes the trade with the SDK`,
  }),
  trade_from_failed: () => ({
    what: "the POST to trade-from failed",
    fix: 'it must answer 200 with {"trade": "trd_…"}; see the cause above',
  }),
  create_trade_failed: () => ({
    what: "createTrade threw or was rejected",
    fix: "see the cause above; it must return a trade's id or a promise of one",
  }),
  trade_missing: () => ({
    what: "what came back isn't a trade's id",
    fix: "return the `id` that the SDK's createTrade gave your backend; it begins with trd_",
  }),
  trade_of_another_register: ({ register }) => ({
    what: "the trade belongs to another register than the tag",
    fix: `make the trade with the WARIFU_KEY of ${register}, or change data-register`,
  }),
  item_not_sold: () => ({
    what: "the price list didn't sell this item",
    fix: "see the code above, and the list that npm run register published",
  }),
  attribute_unknown: () => ({
    what: "an attribute of the button's look has a value that doesn't exist",
    fix:
      "theme is light, dark or auto; variant is ink, paper or outline; size is small, medium or large; " +
      "label is pay, order, reserve, give or plain; radius is 0 to 28; locale is like en or ja-JP",
  }),
} as const satisfies Record<string, (place: Place) => Trouble>;

export type TroubleCode = keyof typeof TABLE;

export function isTroubleCode(code: string): code is TroubleCode {
  return Object.hasOwn(TABLE, code);
}

/** The lines for the console. */
export function troubleText(code: TroubleCode, place: Place): string {
  const { what, fix } = TABLE[code](place);
  return `[Warifu] ${code}: ${what}.\nFix: ${fix}.`;
}

/** What is wrong with the page as a place to pay on, if anything. */
export function pageTrouble(): TroubleCode | undefined {
  if (self.origin === "null") return "page_sandboxed";
  if (!isSecureContext) return "page_insecure";
  return parent === window ? undefined : "page_framed";
}
