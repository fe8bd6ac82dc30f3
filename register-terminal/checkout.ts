/**
 * /checkout.js: the one script a shop's page loads. Finds its own tag (captured at once: currentScript is
 * gone later) and registers the element.
 */

import { define } from "./checkout/define.ts";
import { readSettings } from "./checkout/script-settings.ts";

const tag =
  document.currentScript ??
  // A module script has no currentScript.
  document.querySelector<HTMLScriptElement>('script[src$="/checkout.js"]');

define(readSettings(
  tag instanceof HTMLScriptElement ? { src: tag.src, register: tag.dataset.register } : null,
));
