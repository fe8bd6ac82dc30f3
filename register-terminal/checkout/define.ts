/**
 * Registers <warifu-checkout> under the settings of the script tag. Loading the script again is harmless:
 * the first one counts, and a second one that says something else is told so.
 */

import { WarifuCheckout } from "./checkout-element.ts";
import type { Settings } from "./script-settings.ts";
import { troubleText } from "./troubles.ts";

const NAME = "warifu-checkout";

export function define(settings: Settings): void {
  const known = customElements.get(NAME) as typeof WarifuCheckout | undefined;
  if (!known) {
    WarifuCheckout.settings = settings;
    customElements.define(NAME, WarifuCheckout);
    return;
  }
  const { origin, register } = known.settings;
  if (origin === settings.origin && register === settings.register) return;
  console.error(troubleText("loaded_twice", { origin, register, page: location.origin }));
}
