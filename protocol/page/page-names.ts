/** Where our own pages of a trade are [PG17]: what a QR code holds, what the frame links to, what the server answers at. */

export const TRADE_PAGE_PATH = "/t";
/** Of a payment link: the price list's id and the item's follow [PL9]. */
export const LINK_PAGE_PATH = "/l";

export function tradePagePath(trade: string): string {
  return `${TRADE_PAGE_PATH}/${trade}`;
}

/** The QR code of that page's address, as SVG. */
export function tradeQrPath(trade: string): string {
  return `${tradePagePath(trade)}/qr.svg`;
}
