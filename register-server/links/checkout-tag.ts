/**
 * The script tag of the checkout page, at the version and with the hash that this SDK knows: the browser runs
 * that very script or none.
 */

import { CHECKOUT_INTEGRITY, CHECKOUT_PATH } from "../../protocol/page/checkout-script.ts";

export interface CheckoutScript {
  readonly src: string;
  readonly integrity: string;
}

/** @param origin the register's `origin`: where checkout.js is served */
export function checkoutScript(origin: string): CheckoutScript {
  return { src: new URL(CHECKOUT_PATH, origin).href, integrity: CHECKOUT_INTEGRITY };
}

/** As HTML, to be put into the page's head as it is. */
export function checkoutTag({
  origin,
  register,
}: {
  readonly origin: string;
  readonly register: string;
}): string {
  const { src, integrity } = checkoutScript(origin);
  return `<script src="${src}" integrity="${integrity}" crossorigin="anonymous" data-register="${register}" async></script>`;
}
