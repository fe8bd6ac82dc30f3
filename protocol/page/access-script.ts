/**
 * The module by which a page without a backend verifies access receipts, by version: as checkout-script.ts, its address
 * never changes what it gives, and a page pins it by its hash. `node register-terminal/build.mjs --record` writes it.
 */

/** Grows with every change of access.js once that version has been published. */
export const ACCESS_VERSION = "1.0.0";
export const ACCESS_INTEGRITY =
  "sha384-i6mjMSqXmj+9WLFQjv12c94x8TTJblcP1/X+5y1/KPetyLR8anvvCng5As/Lj9B8";

/** Ours at that version, for ever; `/access.js` is the newest. */
export const ACCESS_PATH = `/v${ACCESS_VERSION}/access.js`;
