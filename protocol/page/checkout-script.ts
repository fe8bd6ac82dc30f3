/**
 * The script a shop loads, by version: its address never changes what it gives, so that a shop can pin it by
 * its hash (Subresource Integrity). The build prints both and fails a test when they no longer agree;
 * `node register-terminal/build.mjs --record` writes the hash of what it built into this file, `--publish` keeps that
 * version for ever.
 */

/** Grows with every change of checkout.js once that version has been published. */
export const CHECKOUT_VERSION = "1.0.0";
export const CHECKOUT_INTEGRITY =
  "sha384-YJLzxKl6b41upsd9s2nzfQUGcuutt27zZtjosQkuoLyp+JqFqU1yF90JYcEUm0Cf";

/** Ours at that version, for ever; `/checkout.js` is the newest. */
export const CHECKOUT_PATH = `/v${CHECKOUT_VERSION}/checkout.js`;
