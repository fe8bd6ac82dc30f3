/** What this build is, as Settings says it: fetched when it is asked for. */

import { browser } from "wxt/browser";
import type { About } from "../../terminal/ui/screens/about/state.ts";
import { MODE, ORIGIN } from "../pins.ts";

export function aboutThis(): About {
  const { version, permissions, optional_permissions } = browser.runtime.getManifest();
  const all: readonly string[] = [...(permissions ?? []), ...(optional_permissions ?? [])];
  return {
    version,
    origin: ORIGIN,
    testMode: MODE === "test",
    // Hosts apart, which some browsers list among them.
    permissions: all.filter((one) => !one.includes("/")).sort(),
  };
}
